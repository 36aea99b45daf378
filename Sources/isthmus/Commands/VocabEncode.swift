import ArgumentParser
import Tokenization

/// What `vocab encode` prints and `vocab decode` reads.
enum TokenNotation: String, CaseIterable, ExpressibleByArgument {
    /// Numbers, separated by spaces.
    case ids
    /// The tokens themselves, separated by spaces; a space inside a token is written `\u{2581}`.
    case tokens

    /// A token as it is written.
    func text(of id: TokenID, in vocabulary: Vocabulary) -> String {
        if self == .ids { return "\(id)" }
        return String(vocabulary[id].map { $0 == " " ? "\u{2581}" : $0 })
    }

    /// The token that is written so, or nil.
    func token(_ text: Substring, in vocabulary: Vocabulary) -> TokenID? {
        if self == .ids { return TokenID(text).flatMap { vocabulary.contains($0) ? $0 : nil } }
        return vocabulary.id(of: String(text))
            ?? vocabulary.id(of: String(text.map { $0 == "\u{2581}" ? " " : $0 }))
    }
}

/// `isthmus vocab encode`: text to tokens.
struct VocabEncode: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "encode",
        abstract: "Print the tokens of each line.",
        discussion: """
            Example:
              echo "The cat sat." | isthmus vocab encode --vocab vocab/sentences.json
            """
    )

    @Argument(help: "The text, a sequence a line (default: stdin).")
    var path: String?

    @Option(help: ArgumentHelp("The tokenizer: a tokenizer.json.", valueName: "path"))
    var vocab: String

    @Option(help: "What to print of a token.")
    var format = TokenNotation.ids

    @Flag(help: "Add the beginning and the end of the sequence.")
    var specials = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        let tokenizer = try TokenizerFile.read(vocab)
        let lines = try InputLines(
            path: path,
            isMolecules: tokenizer.kind == .smiles || tokenizer.kind == .selfies,
            hint: "echo \"some text\" | isthmus vocab encode --vocab \(vocab)"
        )
        var failures = LineFailures(console: common.console)
        try StandardOutput.writing { output in
            while let line = try lines.next() {
                if let problem = line.problem {
                    failures.report(problem)
                } else {
                    failures.succeed()
                }
                try output.line(line.text.map { encoded($0, by: tokenizer) } ?? "")
            }
        }
        try failures.finish()
    }

    private func encoded(_ text: String, by tokenizer: Tokenizer) -> String {
        var ids = tokenizer.ids(of: text)
        if specials {
            ids = [Vocabulary.beginningOfSequence] + ids + [Vocabulary.endOfSequence]
        }
        return ids.map { format.text(of: $0, in: tokenizer.vocabulary) }.joined(separator: " ")
    }
}
