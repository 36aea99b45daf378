import CKernels
import EngineLaws
import Foundation
import Tensors
import Testing

/// The choice of tokens against its slow twin.
struct TokenChoiceKernelTests {
    /// What one row comes to.
    private struct Choice {
        var token: Int32 = 0
        var logProbability: Float = 0
    }

    /// Calls the kernel with copies of one row, one for each unit, or with one row to be greedy.
    private func choose(
        _ logits: [Float],
        bias: [Float]? = nil,
        temperature: Float = 1,
        suppressed: [Int32] = [],
        units: [Double]?
    ) -> [Choice] {
        let rows = units?.count ?? 1
        let copies = (0..<rows).flatMap { _ in logits }
        var room = [Float](repeating: .nan, count: (logits.count + 15) / 16 * 48)
        var tokens = [Int32](repeating: -9, count: rows)
        var logProbabilities = [Float](repeating: 9, count: rows)
        (bias ?? [Float](repeating: 0, count: logits.count)).withUnsafeBufferPointer { bias in
            suppressed.withUnsafeBufferPointer { suppressed in
                var settings = KernelChoice(
                    vocabulary: logits.count,
                    bias: bias.baseAddress,
                    temperature: temperature,
                    suppressed: suppressed.baseAddress,
                    suppressed_count: suppressed.count
                )
                kernel_choose_tokens(
                    rows,
                    &settings,
                    copies,
                    units,
                    &room,
                    &tokens,
                    &logProbabilities
                )
            }
        }
        return zip(tokens, logProbabilities).map { Choice(token: $0, logProbability: $1) }
    }

    /// The probabilities of what is left, and the log-probabilities of all.
    private func expected(
        _ logits: [Float],
        _ bias: [Float],
        temperature: Float,
        suppressed: [Int32]
    ) -> (probabilities: [Double], logs: [Double]) {
        let sums = zip(logits, bias).map { Double($0) + Double($1) }
        var left = sums.map { $0 / Double(temperature) }
        for token in suppressed { left[Int(token)] = -.infinity }
        return (Oracle.logSoftmax(left).map { exp($0) }, Oracle.logSoftmax(sums))
    }

    @Test(arguments: awkwardSizes, [0.5, 1, 1.7] as [Float])
    func drawsInvertTheCumulativeDistribution(_ vocabulary: Int, _ temperature: Float) {
        var values = RandomValues()
        var logits = values.numbers(vocabulary, bound: 5)
        let bias = values.numbers(vocabulary)
        let suppressed: [Int32] = vocabulary > 3 ? [0, Int32(vocabulary / 2)] : []
        if vocabulary > 5 { logits[vocabulary - 2] = -.infinity }
        let units = (0..<50).map { (Double($0) + 0.5) / 50 } + [0x1p-54, 1 - 0x1p-53, 1]
        let chosen = choose(
            logits,
            bias: bias,
            temperature: temperature,
            suppressed: suppressed,
            units: units
        )
        let (probabilities, logs) = expected(
            logits,
            bias,
            temperature: temperature,
            suppressed: suppressed
        )
        for (unit, choice) in zip(units, chosen) {
            let token = Int(choice.token)
            let before = probabilities[..<token].reduce(0, +)
            #expect(probabilities[token] > 0)
            #expect(before <= unit + 1e-5 && unit <= before + probabilities[token] + 1e-5)
            #expect(abs(Double(choice.logProbability) - logs[token]) < 3e-6)
        }
    }

    @Test(arguments: awkwardSizes) func greedyTakesTheFirstOfTheLargest(_ vocabulary: Int) {
        var values = RandomValues()
        var logits = values.numbers(vocabulary, bound: 5)
        for place in [vocabulary / 3, vocabulary / 2, vocabulary - 1] { logits[place] = 6 }
        let choice = choose(logits, units: nil)[0]
        #expect(Int(choice.token) == vocabulary / 3)
        let log = Oracle.logSoftmax(logits.map(Double.init))[vocabulary / 3]
        #expect(abs(Double(choice.logProbability) - log) < 3e-6)
    }

    @Test(arguments: [nil, [0.3]] as [[Double]?])
    func whereEverythingIsRuledOutThereIsNoToken(units: [Double]?) {
        for vocabulary in [1, 16, 20] {
            for value in [-Float.infinity, .nan] {
                let row = [Float](repeating: value, count: vocabulary)
                #expect(choose(row, units: units)[0].token == -1)
            }
            let all = (0..<Int32(vocabulary)).map(\.self)
            let row = [Float](repeating: 1, count: vocabulary)
            #expect(choose(row, suppressed: all, units: units)[0].token == -1)
        }
    }

    @Test(arguments: [nil, [0.01, 0.5, 0.99]] as [[Double]?])
    func whatIsNotANumberIsNotChosenAndNotHidden(units: [Double]?) {
        for place in 0..<20 {
            var row = [Float](repeating: 1, count: 20)
            row[place] = .nan
            for choice in choose(row, units: units) {
                #expect(choice.token >= 0 && Int(choice.token) != place)
                #expect(choice.logProbability.isNaN)
            }
        }
    }

    /// The rest is drawn from as if what is suppressed had never been there.
    @Test(arguments: [0, 50, 1000, 1e6] as [Float])
    func aSuppressedTokenHoweverLikelyChangesNothing(lead: Float) {
        var row: [Float] = [0, 1, 2, 3, 4, 5, 6]
        let units = (0..<40).map { (Double($0) + 0.5) / 40 }
        let without = choose(row, suppressed: [3], units: units).map(\.token)
        row[3] += lead
        #expect(choose(row, suppressed: [3], units: units).map(\.token) == without)
    }

    @Test func aVanishingTemperatureIsGreedy() {
        let row: [Float] = [3, -2, 7, 6.5]
        for temperature in [1e-3, 1e-30, .leastNonzeroMagnitude] as [Float] {
            let choices = choose(row, temperature: temperature, units: [0.001, 0.5, 0.999])
            #expect(choices.allSatisfy { $0.token == 2 })
        }
    }

    /// Pearson's statistic of 40,000 draws, against its mean and five of its deviations.
    @Test(arguments: [1, 2] as [Float]) func drawsFollowTheDistribution(temperature: Float) {
        var values = RandomValues()
        let (vocabulary, count) = (37, 40_000)
        let logits = values.numbers(vocabulary, bound: 2)
        let streams = (0..<count).map { UInt64($0) << 8 }
        var units = [Double](repeating: 0, count: count)
        kernel_philox_units(count, 3, streams, [UInt64](repeating: 5, count: count), &units)
        var observed = [Double](repeating: 0, count: vocabulary)
        for choice in choose(logits, temperature: temperature, units: units) {
            observed[Int(choice.token)] += 1
        }
        let bias = [Float](repeating: 0, count: vocabulary)
        let (probabilities, _) = expected(logits, bias, temperature: temperature, suppressed: [])
        let statistic = zip(observed, probabilities).reduce(0) { sum, pair in
            let mean = pair.1 * Double(count)
            return sum + (pair.0 - mean) * (pair.0 - mean) / mean
        }
        let freedom = Double(vocabulary - 1)
        #expect(abs(statistic - freedom) < 5 * (2 * freedom).squareRoot())
    }

    @Test func unitsAreThoseOfTheGenerator() {
        let streams: [UInt64] = [0, 7, .max]
        for draw in 0..<5 as Range<UInt64> {
            var units = [Double](repeating: 0, count: 3)
            kernel_philox_units(3, 9, streams, [draw, draw, draw], &units)
            for (stream, unit) in zip(streams, units) {
                var generator = SeededGenerator(seed: 9, stream: stream, position: 2 * draw)
                #expect(unit == (Double(generator.next() >> 11) + 0.5) * 0x1p-53)
            }
        }
    }
}
