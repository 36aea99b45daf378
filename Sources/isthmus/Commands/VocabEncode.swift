import ArgumentParser
import Tokenization

/// What `vocab encode` prints and `vocab decode` reads.
enum TokenNotation: String, CaseIterable, ExpressibleByArgument {
    /// Numbers, separated by spaces.
    case ids
    /// The tokens themselves, separated by spaces; a space inside a token is written `\u{2581}`.
    case tokens

    /// A token as it is written.
    func text(of id: TokenID, in tokens: TokenNumbering) -> String {
        if self == .ids { return "\(id)" }
        return String(tokens.token(id).map { $0 == " " ? "\u{2581}" : $0 })
    }

    /// The token that is written so, or nil.
    func token(_ text: Substring, in tokens: TokenNumbering) -> TokenID? {
        if self == .ids { return TokenID(text).flatMap { tokens.contains($0) ? $0 : nil } }
        return tokens.id(of: String(text))
            ?? tokens.id(of: String(text.map { $0 == "\u{2581}" ? " " : $0 }))
    }
}

/// Text as tokens with the ids that a tokenizer's file has.
///
/// A file that was made elsewhere may have its special tokens at other ids than models here are
/// trained on.
struct TokenNumbering {
    private let tokenizer: Tokenizer

    /// What encodes and decodes for a SentencePiece model, exactly as the package does.
    private let sentencePiece: SentencePieceTokenizer?

    /// The tokens of a tokenizer.
    init(_ tokenizer: Tokenizer, sentencePiece: SentencePieceTokenizer? = nil) {
        self.tokenizer = tokenizer
        self.sentencePiece = sentencePiece
    }

    /// The number of tokens.
    var count: Int { tokenizer.pipeline?.idLimit ?? tokenizer.vocabulary.count }

    /// Whether there is a token with an id.
    func contains(_ id: TokenID) -> Bool {
        tokenizer.pipeline.map { $0.token(id) != nil } ?? tokenizer.vocabulary.contains(id)
    }

    /// The spelling of a token, "" for none.
    func token(_ id: TokenID) -> String {
        guard let pipeline = tokenizer.pipeline else { return tokenizer.vocabulary[id] }
        return pipeline.spelling(of: id) ?? ""
    }

    /// The id of a token, or nil.
    func id(of token: String) -> TokenID? {
        guard let pipeline = tokenizer.pipeline else { return tokenizer.vocabulary.id(of: token) }
        return pipeline.id(ofSpelling: token)
    }

    /// The tokens of a text, with those that its file adds, or that begin and end a sequence.
    func ids(of text: String, specials: Bool) -> [TokenID] {
        guard let pipeline = tokenizer.pipeline else {
            let ids = tokenizer.ids(of: text)
            return specials
                ? [Vocabulary.beginningOfSequence] + ids + [Vocabulary.endOfSequence] : ids
        }
        if specials, !pipeline.postProcessors.isEmpty {
            return pipeline.encode(text, addingSpecialTokens: true).ids
        }
        let ids = sentencePiece?.ids(of: text) ?? pipeline.ids(of: text)
        if !specials { return ids }
        let first = pipeline.id(of: "<bos>") ?? pipeline.id(of: "<s>")
        let last = pipeline.id(of: "<eos>") ?? pipeline.id(of: "</s>")
        return [first].compactMap(\.self) + ids + [last].compactMap(\.self)
    }

    /// The text of tokens.
    func decode(_ ids: [TokenID]) -> String {
        if let sentencePiece { return sentencePiece.decode(ids) }
        return tokenizer.pipeline.map { $0.decode(ids) } ?? tokenizer.decode(ids)
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

    @Option(help: ArgumentHelp("The tokenizer: a tokenizer.json or .model.", valueName: "path"))
    var vocab: String

    @Option(help: "What to print of a token.")
    var format = TokenNotation.ids

    @Flag(help: "Add the beginning and the end of the sequence.")
    var specials = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        let tokenizer = try TokenizerFile.read(vocab)
        let tokens = TokenNumbering(
            tokenizer,
            sentencePiece: try TokenizerFile.sentencePiece(vocab)
        )
        let lines = try InputLines(
            path: path,
            isMolecules: tokenizer.readsSMILES,
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
                try output.line(line.text.map { encoded($0, by: tokens) } ?? "")
            }
        }
        try failures.finish()
    }

    private func encoded(_ text: String, by tokens: TokenNumbering) -> String {
        tokens.ids(of: text, specials: specials).map { format.text(of: $0, in: tokens) }
            .joined(separator: " ")
    }
}
