public import ArgumentParser
import Generation
import JSONText
public import LatentSpace
import Tokenization

extension InterpolationPath: ExpressibleByArgument {}

/// `isthmus interpolate`: a walk from one sequence to another.
struct Interpolate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Walk from one sequence to another through the space of codes.",
        discussion: """
            Example:
              isthmus interpolate --model runs/demo-sentences --steps 8 \\
                --from "The cat sleeps." --to "We will sell the old house."

            Prints a sequence for each of --steps equal steps from t = 0, the code of --from, to \
            t = 1, that of --to. Greedy unless said otherwise; with --samples the most likely of \
            so many draws. Keys of jsonl: t, sequence, log_probability (nats), and of molecules \
            valid, canonical.
            """
    )

    @OptionGroup var model: ModelOptions

    @Option(help: ArgumentHelp("The sequence to start from.", valueName: "text"))
    var from: String

    @Option(help: ArgumentHelp("The sequence to end with.", valueName: "text"))
    var to: String

    @Option(help: ArgumentHelp("The number of sequences, both ends included.", valueName: "n"))
    var steps = 8

    @Option(help: "The way to go.")
    var path = InterpolationPath.spherical

    @Option(help: ArgumentHelp("Draw so many at each step; show the likeliest.", valueName: "n"))
    var samples: Int?

    @OptionGroup var decoding: DecodingArguments
    @OptionGroup var format: ResultFormatOption
    @OptionGroup var seed: SeedOption
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if steps < 2 { throw ValidationError("--steps \(steps): it must be at least 2") }
        if let samples, samples < 1 {
            throw ValidationError("--samples \(samples): it must be at least 1")
        }
        if samples != nil, decoding.greedy || decoding.beam != nil {
            throw ValidationError("--samples excludes --greedy and --beam")
        }
    }

    func run() throws {
        let model = try model.load(on: common.backend())
        model.notePreparation(common.console)
        let ends = TokenBatch([
            try tokens(of: from, option: "--from", model),
            try tokens(of: to, option: "--to", model),
        ])
        let codes = model.network.codes(of: ends).map(\.mean)
        let points = interpolate(from: codes[0], to: codes[1], steps: steps, path: path)
        let options = try decoding.options(
            default: samples == nil ? .greedy : .sampling,
            model: model,
            seed: seed.seed
        )
        let generator = SequenceGenerator(model.network, options: options)
        try StandardOutput.writing { output in
            let writer = ResultWriter(
                output,
                format: format.resolved(common),
                columns: ["t"] + model.fieldNames
            )
            for (step, sequence) in decode(points, by: generator).enumerated() {
                let t = Double(step) / Double(steps - 1)
                let fields = model.fields(of: sequence)
                try writer.write(
                    [("t", JSONValue(t.rounded(toPlaces: 6)))] + fields,
                    text: fields[0].1.string ?? ""
                )
            }
        }
    }

    private func decode(
        _ points: [[Float]],
        by generator: SequenceGenerator
    ) -> [GeneratedSequence] {
        guard let samples else { return generator.decode(points) }
        let codes = points.flatMap { Array(repeating: $0, count: samples) }
        let drawn = generator.decode(codes)
        return points.indices.compactMap { step in
            drawn[step * samples..<(step + 1) * samples].max {
                $0.logProbability < $1.logProbability
            }
        }
    }

    private func tokens(of text: String, option: String, _ model: LoadedModel) throws -> [TokenID] {
        model.warnOfUnknownParts(of: text, option: option, console: common.console)
        do {
            return try model.tokens(of: text, maximumLength: .max)
        } catch {
            throw ToolError(.badData, "\(option): \(error)")
        }
    }
}
