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

    /// The tokens of a text.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - specials: Whether tokens are added.
    ///   - draw: What cuts the text in a way that is drawn, instead of the best.
    /// - Returns: Their ids, with those that the file adds, or that begin and end a sequence, if
    ///   wanted.
    func ids(of text: String, specials: Bool, draw: SamplingArguments.Draw? = nil) -> [TokenID] {
        guard let pipeline = tokenizer.pipeline else {
            let ids = tokenizer.ids(of: text)
            return specials
                ? [Vocabulary.beginningOfSequence] + ids + [Vocabulary.endOfSequence] : ids
        }
        if specials, !pipeline.postProcessors.isEmpty {
            return draw?.ids(of: text, addingSpecialTokens: true)
                ?? pipeline.encode(text, addingSpecialTokens: true).ids
        }
        let ids = draw?.ids(of: text) ?? sentencePiece?.ids(of: text) ?? pipeline.ids(of: text)
        if !specials { return ids }
        let first = pipeline.id(of: "<bos>") ?? pipeline.id(of: "<s>")
        let last = pipeline.id(of: "<eos>") ?? pipeline.id(of: "</s>")
        return [first].compactMap(\.self) + ids + [last].compactMap(\.self)
    }

    /// The most probable ways to cut a text, the best first; nil when the model knows one way only.
    func bestWays(_ text: String, count: Int) -> [ScoredTokens]? {
        if let sentencePiece { return sentencePiece.bestWays(text, count: count) }
        return tokenizer.pipeline?.bestWays(text, count: count)
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

            With --dropout or --sampling one of the ways to cut a line into tokens is drawn, by \
            --seed and the number of the line; with --sampling and --best N, one among the N most \
            probable of each piece.
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

    @Option(
        help: ArgumentHelp(
            "Print the N most probable ways to cut each line, with tabs between them (unigram).",
            valueName: "n"
        )
    )
    var best: Int?

    @OptionGroup var sampling: SamplingArguments

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let best, best < 1 { throw ValidationError("--best \(best): it must be at least 1") }
        if best != nil, sampling.dropout != nil {
            throw ValidationError("--best: it goes without --dropout")
        }
        if best != nil, sampling.exponent == nil, specials {
            throw ValidationError("--best: it goes without --specials")
        }
    }

    func run() throws {
        let tokenizer = try TokenizerFile.read(vocab)
        let draws = try sampling.draws(from: tokenizer, best: best, path: vocab)
        let tokens = TokenNumbering(
            tokenizer,
            sentencePiece: try TokenizerFile.sentencePiece(vocab)
        )
        if let best, tokens.bestWays("", count: best) == nil {
            throw ToolError.badData(
                "\(vocab): it knows one way only to cut text, so leave out --best"
            )
        }
        let lines = try InputLines(
            path: path,
            isMolecules: tokenizer.readsSMILES,
            hint: "echo \"some text\" | isthmus vocab encode --vocab \(vocab)",
            console: common.console
        )
        var failures = LineFailures(console: common.console)
        try StandardOutput.writing { output in
            while let line = try lines.next() {
                if let problem = line.problem {
                    failures.report(problem)
                } else {
                    failures.succeed()
                }
                let draw = draws?.draw(line: line.number)
                try output.line(line.text.map { encoded($0, by: tokens, draw) } ?? "")
            }
        }
        try failures.finish()
    }

    private func encoded(
        _ text: String,
        by tokens: TokenNumbering,
        _ draw: SamplingArguments.Draw?
    ) -> String {
        guard let best, draw == nil else {
            return written(tokens.ids(of: text, specials: specials, draw: draw), tokens)
        }
        let ways = tokens.bestWays(text, count: best) ?? []
        return ways.map { written($0.ids, tokens) }.joined(separator: "\t")
    }

    private func written(_ ids: [TokenID], _ tokens: TokenNumbering) -> String {
        ids.map { format.text(of: $0, in: tokens) }.joined(separator: " ")
    }
}
