import ArgumentParser
import Tokenization

/// `isthmus vocab decode`: tokens to text.
struct VocabDecode: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode",
        abstract: "Print the text of each line of tokens.",
        discussion: """
            Example:
              echo "12 7 9 4" | isthmus vocab decode --vocab vocab/sentences.json
            """
    )

    @Argument(help: "The tokens, a sequence a line, separated by spaces (default: stdin).")
    var path: String?

    @Option(help: ArgumentHelp("The tokenizer: a tokenizer.json.", valueName: "path"))
    var vocab: String

    @Option(help: "What a token is given as.")
    var format = TokenNotation.ids

    @OptionGroup var common: CommonOptions

    func run() throws {
        let tokens = TokenNumbering(
            try TokenizerFile.read(vocab),
            sentencePiece: try TokenizerFile.sentencePiece(vocab)
        )
        let lines = try InputLines(
            path: path,
            hint: "echo \"12 7 9\" | isthmus vocab decode --vocab \(vocab)",
            console: common.console
        )
        var failures = LineFailures(console: common.console)
        try StandardOutput.writing { output in
            while let line = try lines.next() {
                do {
                    try output.line(tokens.decode(try ids(of: line, in: tokens)))
                    failures.succeed()
                } catch let error as ToolError {
                    failures.report(error.description)
                    try output.line("")
                }
            }
        }
        try failures.finish()
    }

    private func ids(of line: InputLine, in tokens: TokenNumbering) throws -> [TokenID] {
        guard let text = line.text else { throw ToolError.badData(line.problem ?? "unreadable") }
        return try text.split(separator: " ").map { word in
            guard let id = format.token(word, in: tokens) else {
                throw ToolError.badData(
                    "line \(line.number): there is no token '\(word)' among the "
                        + "\(tokens.count) of \(vocab)"
                )
            }
            return id
        }
    }
}
