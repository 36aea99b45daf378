import ArgumentParser
import JSONText
import Tokenization
import UnicodeText

/// `isthmus vocab show`: what a tokenizer file holds.
struct VocabShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print the tokens of a tokenizer, an id and a token a line.",
        discussion: """
            Example:
              isthmus vocab show vocab/molecules.json
            """
    )

    @Argument(help: TokenizerFile.help)
    var path: String

    @OptionGroup var common: CommonOptions

    func run() throws {
        let tokenizer = try TokenizerFile.read(path)
        let tokens = TokenNumbering(tokenizer)
        common.console.note(
            "\(tokenizer.kind.defaultValueDescription), \(tokenizer.rewriting), "
                + counted(tokens.count, "token")
        )
        try StandardOutput.writing { output in
            for id in 0..<TokenID(tokens.count) where tokens.contains(id) {
                let token = tokens.token(id)
                try output.line(common.json ? Self.json(Int(id), token) : "\(id)\t\(token)")
            }
        }
    }

    private static func json(_ id: Int, _ token: String) -> String {
        var object = JSONObject()
        object["id"] = JSONValue(id)
        object["token"] = .string(token)
        return JSONValue.object(object).serialized()
    }
}
