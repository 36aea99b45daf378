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

        /// What the operations would have taken at the machine's limit around the time of each.
        var limitSeconds = 0.0
        var firstLoss: Double?
        var lastLoss = 0.0
    }

    private static let beta: Float = 0.1
    private static let clipNorm = 5.0
    private static let learningRate: Float = 1e-3

    /// How often the limit is measured: a machine's speed changes while a benchmark runs.
    private static let limitMeasurements = 10

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
    ///
    /// The machine's limit is measured before and between the steps that count.
    mutating func train(
        _ batches: [TokenBatch],
        warmup: Int,
        steps: Int,
        seconds limit: Double = .infinity
    ) -> Result {
        var result = Result()
        for step in 0..<warmup { _ = take(step, batches[step % batches.count]) }
        let machine = BenchLimit(model.configuration, rows: meanRows(batches), on: model.backend)
        let stretch = max(1, steps / Self.limitMeasurements)
        var before = machine.operationsPerSecond()
        for first in stride(from: warmup, to: warmup + steps, by: stretch)
        where result.steps == 0 || result.seconds < limit {
            let last = min(first + stretch, warmup + steps)
            let operations = time(first..<last, of: batches, until: limit, &result)
            let after = machine.operationsPerSecond()
            result.limitSeconds += operations / ((before + after) / 2)
            before = after
        }
        return result
    }

    private func meanRows(_ batches: [TokenBatch]) -> Int {
        batches.reduce(0) { $0 + $1.ids.count + $1.count } / batches.count
    }

    /// Takes steps, adds them to the result, and returns their operations.
    private mutating func time(
        _ steps: Range<Int>,
        of batches: [TokenBatch],
        until limit: Double,
        _ result: inout Result
    ) -> Double {
        let (work, before) = (BenchWork(model.configuration), result.operations)
        for step in steps where result.steps == 0 || result.seconds < limit {
            let batch = batches[step % batches.count]
            result.seconds += Stopwatch.seconds { result.lastLoss = take(step, batch) }
            result.firstLoss = result.firstLoss ?? result.lastLoss
            result.steps += 1
            result.tokens += batch.ids.count + batch.count
            result.operations += work.operations(for: batch)
        }
        return result.operations - before
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
