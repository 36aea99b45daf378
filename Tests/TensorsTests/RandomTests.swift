import CKernels
import Foundation
import Tensors
import Testing

/// The generator against the numbers its authors published, and its draws against their laws.
struct RandomTests {
    let backend = CPUBackend(threadCount: 1)

    @Test func philoxGivesThePublishedNumbers() {
        var block = [UInt32](repeating: 0, count: 4)
        kernel_philox_block(0, 0, 0, &block)
        #expect(block == [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8])
        kernel_philox_block(.max, .max, .max, &block)
        #expect(block == [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd])
        // The digits of pi: counter 243f6a88 85a308d3 13198a2e 03707344, key a4093822 299f31d0.
        kernel_philox_block(
            0x299f_31d0_a409_3822,
            0x0370_7344_1319_8a2e,
            0x85a3_08d3_243f_6a88,
            &block
        )
        #expect(block == [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1])
    }

    @Test func wordsOfTheGeneratorAreTheBlocksInOrder() {
        var generator = SeededGenerator(seed: 0)
        #expect(generator.next() == 0xe169_c58d_6627_e8d5)
        #expect(generator.next() == 0x9b00_dbd8_bc57_ac4c)
        #expect(generator.position == 4)
        var later = SeededGenerator(seed: 0, position: 2)
        #expect(later.next() == 0x9b00_dbd8_bc57_ac4c)
    }

    @Test func savedPositionContinuesTheStream() {
        var straight = SeededGenerator(seed: 5, stream: 2)
        let first = straight.normal([7], on: backend).scalars
        let word = straight.next()
        let second = straight.uniform([9], on: backend).scalars
        var resumed = SeededGenerator(seed: 5, stream: 2)
        #expect(resumed.normal([7], on: backend).scalars == first)
        resumed = SeededGenerator(seed: 5, stream: 2, position: resumed.position)
        #expect(resumed.next() == word)
        resumed = SeededGenerator(seed: 5, stream: 2, position: resumed.position)
        #expect(resumed.uniform([9], on: backend).scalars == second)
    }

    /// Draws of different kinds never use the same block of four words.
    @Test(arguments: 1...9) func drawsDoNotOverlap(_ count: Int) {
        var generator = SeededGenerator(seed: 1)
        let first = generator.uniform([count], on: backend).scalars
        let second = generator.uniform([count], on: backend).scalars
        var whole = SeededGenerator(seed: 1)
        let blocks = (count + 3) / 4 * 4
        let all = whole.uniform([blocks + count], on: backend).scalars
        #expect(first == Array(all[..<count]))
        #expect(second == Array(all[blocks...]))
    }

    @Test func uniformsAreInsideTheUnitInterval() {
        var generator = SeededGenerator(seed: 3)
        let draws = generator.uniform([100_000], on: backend).scalars.map(Double.init)
        #expect(draws.allSatisfy { $0 > 0 && $0 < 1 })
        #expect(abs(moment(draws, 1) - 0.5) < 0.004)
        #expect(abs(moment(draws, 2) - 1.0 / 3) < 0.004)
        let tenths = Dictionary(grouping: draws) { Int($0 * 10) }
        #expect(tenths.values.allSatisfy { abs($0.count - 10_000) < 400 })
    }

    /// The words ffffffcc and 00000093, the extremes of the first 2^26, round inside as well.
    @Test func extremeWordsAreInsideTheUnitInterval() {
        var draw: Float = 0
        kernel_philox_uniform(1, 0, 0, 11_031_643 * 4 + 3, &draw)
        #expect(draw == 1 - 0x1p-24)
        kernel_philox_uniform(1, 0, 0, 14_883_995 * 4, &draw)
        #expect(draw == 0x1p-24)
    }

    @Test func normalsHaveTheMomentsOfTheNormalDistribution() {
        var generator = SeededGenerator(seed: 3)
        let draws = generator.normal([100_000], on: backend).scalars.map(Double.init)
        #expect(abs(moment(draws, 1)) < 0.015)
        #expect(abs(moment(draws, 2) - 1) < 0.02)
        #expect(abs(moment(draws, 3)) < 0.05)
        #expect(abs(moment(draws, 4) - 3) < 0.12)
        let inside = draws.count { abs($0) < 1.96 }
        #expect(abs(Double(inside) / 100_000 - 0.95) < 0.003)
        let neighbours = zip(draws, draws.dropFirst()).map { $0 * $1 }
        #expect(abs(moment(neighbours, 1)) < 0.015)
    }

    @Test func streamsAndSeedsAreIndependent() {
        func draws(_ seed: UInt64, _ stream: UInt64) -> [Double] {
            var generator = SeededGenerator(seed: seed, stream: stream)
            return generator.normal([20_000], on: backend).scalars.map(Double.init)
        }
        let all = [draws(1, 0), draws(1, 1), draws(1, 2), draws(2, 0), draws(2, 1)]
        for (index, one) in all.enumerated() {
            for other in all[(index + 1)...] {
                #expect(abs(moment(zip(one, other).map { $0 * $1 }, 1)) < 0.04)
            }
        }
    }

    private func moment(_ values: [Double], _ order: Int) -> Double {
        values.reduce(0) { $0 + pow($1, Double(order)) } / Double(values.count)
    }
}
