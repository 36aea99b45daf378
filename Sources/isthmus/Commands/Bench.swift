public import ArgumentParser
import JSONText
import SequenceModels
public import Tensors
import Tokenization
import Training

extension Precision: ExpressibleByArgument {}

/// `isthmus bench`: how fast this machine trains and samples.
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure the speed of training and sampling; print one JSON object.",
        discussion: """
            Example:
              isthmus bench --corpus ptb.train.txt --preset he2019 --precision bf16

            Reads tokens that white space separates, a sequence a line, batches lines of like \
            length and times forward, backward, clipping and Adam of new weights. Sampling \
            writes at most 100 tokens, in batches of 512; where a model ends its sequences \
            depends on its weights, so sample_mean_length is printed beside the speed, and \
            sample_full_length_sequences_per_s is for 100 tokens each, the end never chosen: no \
            less work than that of a program that decodes a batch until all have ended. \
            gemm_gflops is the machine's best in a product of the preset's sizes, measured \
            before, between and after the steps, since a machine's speed changes; efficiency is \
            the time that the matrix products of the training would take at it, by the \
            operations really done, as a part of the time that the steps took.
            """
    )

    /// The presets that peers are compared by.
    enum Sizes: String, CaseIterable, ExpressibleByArgument {
        case moses, he2019, small

        /// The settings.
        var preset: Preset {
            switch self {
            case .moses: .moses
            case .he2019: .he2019
            case .small: .small
            }
        }
    }

    @Option(help: ArgumentHelp("The corpus; '-' is stdin.", valueName: "path"))
    var corpus: String?

    @Option(
        help: ArgumentHelp("Draw lines over a vocabulary of so many instead.", valueName: "v")
    )
    var synthetic: Int?

    @Option(help: "The sizes of the model.")
    var preset = Sizes.small

    @Option(help: ArgumentHelp("Recurrent units (default: the preset's).", valueName: "n"))
    var hiddenSize: Int?

    @Option(help: ArgumentHelp("Steps to time.", valueName: "n"))
    var steps = 20

    @Option(help: ArgumentHelp("Begin no step after so many seconds of them.", valueName: "s"))
    var seconds = Double.infinity

    @Option(help: ArgumentHelp("Steps before those.", valueName: "n"))
    var warmup = 3

    @Option(help: ArgumentHelp("Sequences a step (default: the preset's).", valueName: "n"))
    var batchSize: Int?

    @Option(help: ArgumentHelp("Time drawing so many sequences too.", valueName: "n"))
    var sample = 0

    @Option(help: ArgumentHelp("Lines to read.", valueName: "n"))
    var lines = 200_000

    @Option(help: ArgumentHelp("Words with an id of their own.", valueName: "n"))
    var maxVocabulary = 20_000

    @Option(help: "What products are computed in.")
    var precision = Precision.float32

    @OptionGroup var common: CommonOptions

    func validate() throws {
        let numbers = [
            ("--steps", steps, 1), ("--warmup", warmup, 0), ("--sample", sample, 0),
            ("--lines", lines, 1), ("--max-vocabulary", maxVocabulary, 1),
            ("--batch-size", batchSize ?? 1, 1), ("--hidden-size", hiddenSize ?? 1, 1),
            ("--synthetic", synthetic ?? 5, 5),
        ]
        for (name, value, minimum) in numbers where value < minimum {
            throw ValidationError("\(name) \(value): it must be at least \(minimum)")
        }
        if (corpus == nil) == (synthetic == nil) {
            throw ValidationError("give --corpus or --synthetic")
        }
    }

    func run() throws {
        let configuration = preset.preset.configuration
        let batchSize = batchSize ?? configuration.data.batchSize
        let data = try data(batchSize: batchSize)
        var sizes = configuration.model
        sizes.vocabularySize = data.vocabularySize
        sizes.encoderHiddenSize = hiddenSize ?? sizes.encoderHiddenSize
        sizes.decoderHiddenSize = hiddenSize ?? sizes.decoderHiddenSize
        if sizes.embeddingSize == 0 { sizes.embeddingSize = data.vocabularySize }
        try precision.requireSupport()
        let backend = common.backend(precision: precision)
        var run = BenchRun(sizes, on: backend)
        let result = run.train(data.batches, warmup: warmup, steps: steps, seconds: seconds)
        var results: [(String, JSONValue)] = [
            ("preset", .string(preset.rawValue)), ("precision", .string(precision.rawValue)),
            ("threads", JSONValue(backend.threadCount)), ("vocab", JSONValue(sizes.vocabularySize)),
            ("batch", JSONValue(batchSize)), ("parameters", JSONValue(run.parameterCount)),
            ("train_tokens_per_s", number(Double(result.tokens) / result.seconds, 0)),
            ("loss_first", number(result.firstLoss ?? 0, 2)),
            ("loss_last", number(result.lastLoss, 2)),
        ]
        if sample > 0 {
            let natural = run.sampleSpeed(count: sample, isFullLength: false)
            let full = run.sampleSpeed(count: sample, isFullLength: true)
            results += [
                ("sample_sequences_per_s", number(natural.sequencesPerSecond, 1)),
                ("sample_mean_length", number(natural.meanLength, 1)),
                ("sample_full_length_sequences_per_s", number(full.sequencesPerSecond, 1)),
            ]
        }
        results += [
            ("peak_rss_mb", number(Processor.peakMemoryInMegabytes, 1)),
            ("gemm_gflops", number(result.operations / result.limitSeconds / 1e9, 1)),
            ("efficiency", number(result.limitSeconds / result.seconds, 3)),
        ]
        try StandardOutput.writing { try $0.write(Results.text(results, json: true)) }
    }

    private func data(batchSize: Int) throws -> BenchData {
        if let synthetic { return BenchData(vocabularySize: synthetic, batchSize: batchSize) }
        return try BenchData(
            path: corpus ?? "-",
            lineLimit: lines,
            wordLimit: maxVocabulary,
            batchSize: batchSize
        )
    }

    /// A rounded number, written without a fraction when it needs none.
    private func number(_ value: Double, _ places: Int) -> JSONValue {
        places == 0 ? JSONValue(Int(value.rounded())) : JSONValue(value.rounded(toPlaces: places))
    }
}
