import Autodiff
import EngineLaws
import Foundation
import NeuralNetworks
import SequenceModels
import Tensors
import Testing
import Tokenization

/// What a batch must not change: each sequence has its own posterior and probability, whatever
/// its place and its company.
///
/// The tolerance is the rounding of 32-bit sums in another order, relative to the largest value:
/// a product of another number of rows may be split in another way.
struct BatchLawTests {
    static let tolerance = 2e-6
    static let sequences: [[TokenID]] = [
        [4, 9, 7, 4, 10], [5], [], [8, 6, 6], [10, 9, 8, 7], [4, 4, 4, 4, 4, 4, 4, 4, 4], [6, 5],
    ]

    private struct Row {
        let mean: [Float]
        let logVariance: [Float]
        let logLikelihood: Float

        func deviation(from other: Row) -> Double {
            [
                (mean, other.mean), (logVariance, other.logVariance),
                ([logLikelihood], [other.logLikelihood]),
            ]
            .map { EngineLaws.deviation($0, from: $1.map(Double.init)) }.max() ?? .infinity
        }
    }

    /// The rows of some of the sequences; the noise belongs to the sequence, not to its place.
    private func rows(_ chosen: [Int], of model: SequenceVAE) -> [Row] {
        let backend = model.backend
        let noise = Models.noise(count: Self.sequences.count, on: backend)
        let bound = model.evidenceLowerBound(
            of: TokenBatch(chosen.map { Self.sequences[$0] }),
            noise: backend.gatherRows(noise, chosen.map(Int32.init)),
            on: Tape(on: backend, isRecording: false)
        )
        let (mean, logVariance, likelihood) = (
            bound.posterior.mean.value.scalars, bound.posterior.logVariance.value.scalars,
            bound.logLikelihood.value.scalars
        )
        return chosen.indices.map {
            Row(
                mean: Array(mean[$0 * 3..<$0 * 3 + 3]),
                logVariance: Array(logVariance[$0 * 3..<$0 * 3 + 3]),
                logLikelihood: likelihood[$0]
            )
        }
    }

    private func expectSame(_ chosen: [Int], as all: [Row], _ model: SequenceVAE) {
        for (row, sequence) in zip(rows(chosen, of: model), chosen) {
            let deviation = row.deviation(from: all[sequence])
            #expect(deviation < Self.tolerance, "sequence \(sequence) in \(chosen): \(deviation)")
        }
    }

    @Test(arguments: Models.Kind.allCases)
    func orderOfTheBatchChangesNothing(_ kind: Models.Kind) {
        let model = Models.model(kind, on: CPUBackend(threadCount: 1))
        let all = rows(Array(0..<7), of: model)
        for order in [[6, 5, 4, 3, 2, 1, 0], [3, 0, 6, 2, 5, 1, 4]] {
            expectSame(order, as: all, model)
        }
    }

    /// Longer sequences in the batch are what padding would be elsewhere.
    @Test(arguments: Models.Kind.allCases)
    func companyChangesNothing(_ kind: Models.Kind) {
        let model = Models.model(kind, on: CPUBackend(threadCount: 1))
        let all = rows(Array(0..<7), of: model)
        for chosen in [[0], [1], [2], [5], [2, 5], [1, 6], [0, 0, 0, 0, 0, 0, 0, 0, 0, 3]] {
            expectSame(chosen, as: all, model)
        }
    }

    @Test(arguments: Models.Kind.allCases)
    func numberOfThreadsChangesNothing(_ kind: Models.Kind) {
        let all = rows(Array(0..<7), of: Models.model(kind, on: CPUBackend(threadCount: 1)))
        for threads in [2, 3] {
            let model = Models.model(kind, on: CPUBackend(threadCount: threads))
            expectSame(Array(0..<7), as: all, model)
        }
    }

    @Test(.enabled(if: CPUBackend.hasNativeBFloat16), arguments: Models.Kind.allCases)
    func bfloat16AgreesWithinItsRounding(_ kind: Models.Kind) {
        let wide = rows(Array(0..<7), of: Models.model(kind, on: CPUBackend(threadCount: 1)))
        let narrow = rows(
            Array(0..<7),
            of: Models.model(kind, on: CPUBackend(threadCount: 1, precision: .bfloat16))
        )
        for (one, other) in zip(narrow, wide) {
            #expect(one.deviation(from: other) < 0.03)
        }
    }

    @Test func emptySequenceIsItsEndAlone() {
        let model = Models.model(.gru, on: CPUBackend(threadCount: 1))
        let tape = Tape(on: model.backend, isRecording: false)
        let codes = tape.constant(Models.noise(count: 1, on: model.backend))
        let empty = TokenBatch([[]])
        let end = model.likelihood(given: codes, prefix: empty).logProbability(of: empty)
        #expect(end.value.scalar < 0 && end.value.scalar > -20)
        let mean = model.posterior(given: empty, on: tape).mean.value.scalars
        #expect(mean.count == 3 && mean.allSatisfy { $0.isFinite })
    }

    /// The probabilities of all sequences sum to one.
    ///
    /// The end is made so likely that those of
    /// more than three tokens hardly count.
    @Test(arguments: [RecurrentCell.gru, .lstm])
    func probabilitiesOfAllSequencesSumToOne(_ cell: RecurrentCell) {
        var configuration = Models.Kind.gru.configuration
        configuration.cell = cell
        configuration.vocabularySize = 5
        let backend = CPUBackend(threadCount: 1)
        let model = SequenceVAE(configuration, using: SeededGenerator(seed: 3), on: backend)
        let bias = model.decoder.output.bias
        bias.value = Tensor([0, 0, 6, 0, 0], shape: [5], on: backend)
        let words: [TokenID] = [0, 1, 3, 4]
        var sequences: [[TokenID]] = [[]]
        for length in 0..<3 {
            let longest = sequences.filter { $0.count == length }
            sequences += longest.flatMap { prefix in words.map { prefix + [$0] } }
        }
        let tape = Tape(on: backend, isRecording: false)
        let code = [Int32](repeating: 0, count: sequences.count)
        let z = tape.constant(backend.gatherRows(Models.noise(count: 1, on: backend), code))
        let batch = TokenBatch(sequences)
        let logs = model.likelihood(given: z, prefix: batch).logProbability(of: batch).value.scalars
        let sum = logs.reduce(0.0) { $0 + exp(Double($1)) }
        #expect(sequences.count == 85 && abs(sum - 1) < 1e-5, "the sum is \(sum)")
    }
}
