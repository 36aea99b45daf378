import Generation
import Tensors
import Testing

/// What each processor leaves of a distribution.
struct LogitsProcessorTests {
    private func processed(_ logits: [Float], by processor: some LogitsProcessor) -> [Float] {
        var logits = logits
        logits.withUnsafeMutableBufferPointer { buffer in
            var span = buffer.mutableSpan
            processor.process(&span)
        }
        return logits
    }

    private func kept(_ logits: [Float]) -> [Int] {
        logits.indices.filter { logits[$0] > -.infinity }
    }

    private func someLogits(_ count: Int, seed: UInt64) -> [Float] {
        var generator = SeededGenerator(seed: seed)
        return generator.normal([count], on: CPUBackend(threadCount: 1)).scalars.map { 3 * $0 }
    }

    @Test func temperatureDividesLogits() {
        #expect(processed([-1, 0, 3], by: Temperature(2)) == [-0.5, 0, 1.5])
        #expect(processed([-1, -.infinity], by: Temperature(0.5)) == [-2, -.infinity])
    }

    @Test func suppressedTokensAreRuledOutAndNoOthers() {
        #expect(kept(processed([1, 2, 3, 4], by: SuppressTokens([0, 2]))) == [1, 3])
    }

    @Test func topKKeepsTheLargestAsTheyWere() {
        let infinity = -Float.infinity
        #expect(
            processed([3, 9, -1, 7], by: TopK(2)) == [infinity, 9, infinity, 7]
        )
        #expect(processed([3, 9], by: TopK(5)) == [3, 9])
    }

    @Test func ofEqualTokensTopKKeepsTheFirst() {
        #expect(kept(processed([1, 1, 1, 1], by: TopK(2))) == [0, 1])
        #expect(kept(processed([0, 1, 0, 0], by: TopK(2))) == [0, 1])
    }

    /// Against sorting everything.
    @Test(arguments: 1...20)
    func topKEqualsItsSlowTwin(_ count: Int) {
        let logits = someLogits(200, seed: UInt64(count))
        let sorted = logits.indices.sorted { logits[$0] > logits[$1] }
        #expect(kept(processed(logits, by: TopK(count))) == sorted.prefix(count).sorted())
    }

    /// Against sorting everything and adding up.
    @Test(arguments: [0.05, 0.3, 0.5, 0.9, 0.95, 0.999] as [Float])
    func nucleusEqualsItsSlowTwin(p: Float) {
        let backend = CPUBackend(threadCount: 1)
        for seed in 0..<20 as Range<UInt64> {
            let logits = someLogits(100, seed: seed)
            let weights = backend.unary(.exp, Tensor(logits, shape: [100], on: backend)).scalars
            let total = weights.reduce(0, +)
            var (mass, expected): (Float, [Int]) = (0, [])
            for index in logits.indices.sorted(by: { logits[$0] > logits[$1] })
            where mass < p * total {
                mass += weights[index]
                expected.append(index)
            }
            #expect(kept(processed(logits, by: Nucleus(p: p))) == expected.sorted())
        }
    }

    @Test func aSmallNucleusKeepsTheLikeliestToken() {
        #expect(kept(processed([1, 5, 2], by: Nucleus(p: 0.001))) == [1])
        #expect(kept(processed([1, -.infinity, 2], by: Nucleus(p: 1))) == [0, 2])
    }
}
