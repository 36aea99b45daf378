import ArgumentParser
import JSONText
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

    @Option(help: TokenizerFile.help)
    var vocab: String

    @Option(help: "What a token is given as.")
    var format = TokenNotation.ids

    @OptionGroup var pattern: PatternOption

    @OptionGroup var common: CommonOptions

    func run() throws {
        let file = try TokenizerFile(vocab)
        let tokens = TokenNumbering(
            try file.tokenizer(pattern: pattern.pattern),
            sentencePiece: try file.sentencePiece()
        )
        let lines = try InputLines(
            path: path,
            hint: "echo \"12 7 9\" | isthmus vocab decode --vocab \(vocab)",
            console: common.console
        )
        let mapping = LineMapping(
            lines: lines,
            isJSON: common.json,
            threadCount: common.threadCount,
            console: common.console
        )
        let reader = TokenReader(tokens, format, path: vocab)
        try mapping.run { [isJSON = common.json] part, output in
            tokens.withDecoder { decode in
                output.add(part) { line, bytes throws(ToolError) in
                    let text = decode(try reader.ids(of: line))
                    bytes += isJSON ? Self.record(text) : Array(text.utf8)
                }
            }
        }
    }

    private static func record(_ text: String) -> [UInt8] {
        Array((["text": .string(text)] as JSONValue).serialized().utf8)
    }
}
