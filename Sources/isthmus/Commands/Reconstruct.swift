import ArgumentParser
import Generation
import JSONText
import LatentSpace
import Tokenization

/// `isthmus reconstruct`: what comes back after a sequence has gone through its code.
struct Reconstruct: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Turn each line into its code and back.",
        discussion: """
            Example:
              isthmus reconstruct --model runs/demo-sentences --format tsv sentences.txt

            The code is the mean of the posterior. Keys of jsonl: input, sequence, exact (the \
            same tokens), log_probability (nats), and of molecules valid, canonical. A line that \
            fails gives an empty line, or an object with error.
            """
    )

    @OptionGroup var model: ModelOptions

    @Argument(help: "The sequences, one a line (default: stdin).")
    var path: String?

    @OptionGroup var decoding: DecodingArguments
    @OptionGroup var format: ResultFormatOption
    @OptionGroup var seed: SeedOption
    @OptionGroup var common: CommonOptions

    func run() throws {
        let model = try model.load(on: common.backend())
        let options = try decoding.options(default: .greedy, model: model, seed: seed.seed)
        let generator = SequenceGenerator(model.network, options: options)
        var lines = try LineBatches(
            path: path,
            model: model,
            maximumLength: decoding.maxLength,
            command: "reconstruct",
            console: common.console
        )
        var (firstIndex, exactCount) = (0, 0)
        try StandardOutput.writing { output in
            let writer = ResultWriter(
                output,
                format: format.resolved(common),
                columns: ["input", "sequence", "exact"] + model.fieldNames.dropFirst()
            )
            try lines.forEach { items, batch in
                let codes = model.network.codes(of: batch).map(\.mean)
                var results = generator.decode(codes, firstIndex: firstIndex)[...]
                for item in items {
                    guard let ids = try? item.outcome.get(), let result = results.popFirst() else {
                        try writer.writeFailure(item.problem ?? "")
                        continue
                    }
                    let isExact = result.tokens == ids
                    exactCount += isExact ? 1 : 0
                    try write(result, of: item, isExact: isExact, model: model, to: writer)
                }
                firstIndex += batch.count
                try writer.flush()
            }
        }
        if firstIndex > 0 {
            let percent = fixed(100 * Double(exactCount) / Double(firstIndex), 1)
            common.console.note(
                "\(grouped(exactCount)) of \(counted(firstIndex, "sequence")) exact (\(percent) %)"
            )
        }
        try lines.finish()
    }

    private func write(
        _ result: GeneratedSequence,
        of item: LineBatches.Item,
        isExact: Bool,
        model: LoadedModel,
        to writer: ResultWriter
    ) throws {
        let fields = model.fields(of: result)
        try writer.write(
            [("input", .string(item.line.text ?? "")), fields[0], ("exact", .bool(isExact))]
                + fields.dropFirst(),
            text: fields[0].1.string ?? ""
        )
    }
}
