import Autodiff
import Generation
import NeuralNetworks
import SequenceModels
import Tensors
import Tokenization

/// A model that is trained to see how fast that goes.
struct BenchRun {
    /// What the timed steps came to.
    struct Result {
        /// Target tokens, the end of each sequence included.
        var tokens = 0
        var steps = 0
        var seconds = 0.0
        var operations = 0.0
        var firstLoss: Double?
        var lastLoss = 0.0
    }

    private static let beta: Float = 0.1
    private static let clipNorm = 5.0
    private static let learningRate: Float = 1e-3

    private let model: SequenceVAE
    private let parameters: [Parameter]
    private var optimizer: Adam

    /// Creates a model with random weights.
    init(_ sizes: SequenceVAE.Configuration, on backend: any Backend) {
        model = SequenceVAE(sizes, using: SeededGenerator(seed: 0), on: backend)
        parameters = model.parameters.map(\.parameter)
        optimizer = Adam(parameters)
    }

    /// The number of weights.
    var parameterCount: Int { parameters.reduce(0) { $0 + $1.value.count } }

    /// Takes `warmup` steps that are not counted, then `steps` that are, or fewer, at least one,
    /// when these take `seconds`; batches come round again.
    mutating func train(
        _ batches: [TokenBatch],
        warmup: Int,
        steps: Int,
        seconds limit: Double = .infinity
    ) -> Result {
        var result = Result()
        let work = BenchWork(model.configuration)
        for step in 0..<warmup + steps where result.steps == 0 || result.seconds < limit {
            let batch = batches[step % batches.count]
            var loss = 0.0
            let seconds = Stopwatch.seconds { loss = take(step, batch) }
            result.lastLoss = loss
            guard step >= warmup else { continue }
            result.firstLoss = result.firstLoss ?? loss
            result.steps += 1
            result.seconds += seconds
            result.tokens += batch.ids.count + batch.count
            result.operations += work.operations(for: batch)
        }
        return result
    }

    /// Forward, backward, clip, Adam; the loss is the mean of reconstruction + 0.1 KL.
    private mutating func take(_ step: Int, _ batch: TokenBatch) -> Double {
        let tape = Tape(on: model.backend)
        var generator = SeededGenerator(seed: 0, stream: UInt64(step))
        let noise = generator.normal(
            [batch.count, model.configuration.latentDimension],
            on: model.backend
        )
        let loss = model.evidenceLowerBound(of: batch, noise: noise, on: tape).loss(beta: Self.beta)
        let gradients = tape.gradients(of: loss)
        let norm = gradients.norm(of: parameters)
        optimizer.step(
            gradients,
            learningRate: Self.learningRate,
            scale: gradientScale(norm: norm, clippingNormTo: Self.clipNorm)
        )
        return Double(loss.value.scalar)
    }

    /// How fast sequences are drawn.
    struct SampleSpeed {
        let sequencesPerSecond: Double
        let meanLength: Double
    }

    /// Draws sequences of at most 100 tokens, in batches of 512.
    ///
    /// - Parameters:
    ///   - count: How many sequences.
    ///   - isFullLength: Whether the end is never chosen, so that each sequence has 100 tokens.
    /// - Returns: The speed, and the tokens a sequence without its end.
    func sampleSpeed(count: Int, isFullLength: Bool) -> SampleSpeed {
        var options = DecodingOptions(strategy: .sampling)
        options.maximumLength = 100
        options.batchSize = min(512, count)
        if isFullLength { options.processors = [SuppressTokens([Vocabulary.endOfSequence])] }
        var tokenCount = 0
        let seconds = Stopwatch.seconds {
            let generator = SequenceGenerator(model, options: options)
            for sequence in generator.sequences(decoding: generator.priorCodes(0..<count)) {
                tokenCount += sequence.tokens.count
            }
        }
        return SampleSpeed(
            sequencesPerSecond: Double(count) / seconds,
            meanLength: Double(tokenCount) / Double(count)
        )
    }
}
