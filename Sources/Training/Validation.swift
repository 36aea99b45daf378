internal import Autodiff
internal import NeuralNetworks
internal import SequenceModels
internal import Tensors
internal import Tokenization

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Measures a model on held-out sequences, with the same noise each time.
struct Validation {
    /// At most so many sequences are measured during training; `isthmus evaluate` takes all.
    static let maximumCount = 2000
    private static let batchSize = 128

    let model: SequenceVAE
    let sequences: TokenBatch
    let seed: UInt64
    private let order: [Int]

    /// Measures at most ``maximumCount`` of the sequences, the same each time.
    init(model: SequenceVAE, sequences: TokenBatch, seed: UInt64) {
        self.model = model
        self.sequences = sequences
        self.seed = seed
        order = ValidationSample.places(in: sequences, count: Self.maximumCount).sorted {
            (sequences[$1].count, $0) < (sequences[$0].count, $1)
        }
    }

    func run(step: Int, epoch: Int) -> ValidationResult {
        let dimension = model.configuration.latentDimension
        var sums = (reconstruction: 0.0, divergence: 0.0, tokens: 0)
        var (means, logVariances, samples): ([Float], [Float], [Float]) = ([], [], [])
        var noise = SeededGenerator(seed: seed, stream: RandomStream.validation.stream(at: 0))
        for first in stride(from: 0, to: order.count, by: Self.batchSize) {
            let batch = sequences.selecting(order[first..<min(order.count, first + Self.batchSize)])
            let tape = Tape(on: model.backend, isRecording: false)
            let draws = noise.normal([batch.count, dimension], on: model.backend)
            let bound = model.evidenceLowerBound(of: batch, noise: draws, on: tape)
            sums.reconstruction -= model.backend.sum(bound.logLikelihood.value)
            sums.divergence += model.backend.sum(bound.divergenceByDimension.value)
            sums.tokens += batch.ids.count + batch.count
            means += bound.posterior.mean.value.scalars
            logVariances += bound.posterior.logVariance.value.scalars
            samples += bound.posterior.sample(noise: draws).value.scalars
        }
        let diagnostics = PosteriorDiagnostics(
            means: means,
            logVariances: logVariances,
            samples: samples,
            dimension: dimension
        )
        return result(step, epoch, order.count, sums, diagnostics)
    }

    private func result(
        _ step: Int,
        _ epoch: Int,
        _ count: Int,
        _ sums: (reconstruction: Double, divergence: Double, tokens: Int),
        _ diagnostics: PosteriorDiagnostics
    ) -> ValidationResult {
        let records = Double(max(1, count))
        let total = sums.reconstruction + sums.divergence
        return ValidationResult(
            step: step,
            epoch: epoch,
            records: count,
            negativeELBO: total / records,
            reconstruction: sums.reconstruction / records,
            divergence: sums.divergence / records,
            perplexity: exp(total / Double(max(1, sums.tokens))),
            mutualInformation: diagnostics.mutualInformation,
            activeUnits: diagnostics.activeUnits,
            latentDimension: model.configuration.latentDimension
        )
    }
}
