import ArgumentParser
import Evaluation
import JSONText
import Tokenization

/// `isthmus score`: how unlikely the model finds each line.
struct Score: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print how unlikely the model finds each line, in nats.",
        discussion: """
            Example:
              isthmus score --model runs/demo-sentences sentences.txt

            The number estimates -log p(x) from --importance-samples codes of the posterior: the \
            larger, the stranger the line. Keys of jsonl: input, nats, tokens, nats_per_token. A \
            line that fails gives an empty line, or an object with error.
            """
    )

    @OptionGroup var model: ModelOptions

    @Argument(help: "The sequences, one a line (default: stdin).")
    var path: String?

    @Option(help: ArgumentHelp("Codes drawn for each line; 1 gives the bound.", valueName: "k"))
    var importanceSamples = 32

    @Option(help: ArgumentHelp("Tokens at most (default: as in the training).", valueName: "n"))
    var maxLength: Int?

    @OptionGroup var format: ResultFormatOption
    @OptionGroup var seed: SeedOption
    @OptionGroup var common: CommonOptions

    func validate() throws { try EvaluationArguments.check(importanceSamples) }

    func run() throws {
        let model = try model.load(on: common.backend())
        var options = EvaluationOptions()
        options.importanceSampleCount = importanceSamples
        options.seed = seed.seed
        var lines = try LineBatches(
            path: path,
            model: model,
            maximumLength: maxLength,
            command: "score",
            console: common.console
        )
        var firstIndex = 0
        try StandardOutput.writing { output in
            let writer = ResultWriter(
                output,
                format: format.resolved(common),
                columns: ["nats", "nats_per_token", "tokens", "input"]
            )
            try lines.forEach { items, batch in
                var scores = model.network.negativeLogLikelihoods(
                    of: batch,
                    options: options,
                    firstIndex: firstIndex
                )[...]
                for item in items {
                    guard let ids = try? item.outcome.get(), let nats = scores.popFirst() else {
                        try writer.writeFailure(item.problem ?? "")
                        continue
                    }
                    try write(nats, tokenCount: ids.count + 1, of: item, to: writer)
                }
                firstIndex += batch.count
                try writer.flush()
            }
        }
        try lines.finish()
    }

    private func write(
        _ nats: Double,
        tokenCount: Int,
        of item: LineBatches.Item,
        to writer: ResultWriter
    ) throws {
        let perToken = nats / Double(tokenCount)
        try writer.write(
            [
                ("input", .string(item.line.text ?? "")),
                ("nats", JSONValue(nats.rounded(toPlaces: 4))),
                ("tokens", JSONValue(tokenCount)),
                ("nats_per_token", JSONValue(perToken.rounded(toPlaces: 4))),
            ],
            text: fixed(nats, 4)
        )
    }
}
