import ArgumentParser
import Tokenization

/// What `vocab encode` prints and `vocab decode` reads.
enum TokenNotation: String, CaseIterable, ExpressibleByArgument {
    /// Numbers, separated by spaces.
    case ids
    /// The tokens themselves, separated by spaces; a space inside a token is written `\u{2581}`.
    case tokens

    /// The token that is written so, or nil.
    func token(_ text: Substring, in tokens: TokenNumbering) -> TokenID? {
        if self == .ids { return TokenID(text).flatMap { tokens.contains($0) ? $0 : nil } }
        if let id = tokens.id(of: String(text)) { return id }
        let scalars = text.unicodeScalars.map { $0 == "\u{2581}" ? " " : $0 }
        return tokens.id(of: String(String.UnicodeScalarView(scalars)))
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

    /// Whether there is a token with each id.
    private let isToken: [Bool]

    /// The tokens of a tokenizer.
    init(_ tokenizer: Tokenizer, sentencePiece: SentencePieceTokenizer? = nil) {
        self.tokenizer = tokenizer
        self.sentencePiece = sentencePiece
        let count = tokenizer.pipeline?.idLimit ?? tokenizer.vocabulary.count
        isToken =
            tokenizer.pipeline.map { pipeline in
                (0..<TokenID(count)).map { pipeline.contains($0) }
            } ?? Array(repeating: true, count: count)
    }

    /// The number of tokens.
    var count: Int { isToken.count }

    /// Whether there is a token with an id.
    func contains(_ id: TokenID) -> Bool { isToken.indices.contains(Int(id)) && isToken[Int(id)] }

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

/// Writes tokens in a notation.
struct TokenWriter {
    /// The tokens as they are written, one after the other, and where each ends; none for numbers.
    private var text: [UInt8] = []
    private var ends: [Int] = []

    init(_ notation: TokenNotation, of tokens: TokenNumbering) {
        if notation == .ids { return }
        for id in 0..<TokenID(tokens.count) {
            for byte in tokens.token(id).utf8 {
                if byte == 0x20 { text += "\u{2581}".utf8 } else { text.append(byte) }
            }
            ends.append(text.count)
        }
    }

    /// Appends tokens with spaces between them.
    func append(_ ids: [TokenID], to line: inout [UInt8]) {
        for (index, id) in ids.enumerated() {
            if index > 0 { line.append(0x20) }
            if ends.isEmpty {
                line += String(id).utf8
            } else {
                let start = id > 0 ? ends[Int(id) - 1] : 0
                line += text[start..<ends[Int(id)]]
            }
        }
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

            Lines are encoded with the white space at their ends, of which some tokenizers make \
            tokens.

            With --dropout or --sampling one of the ways to cut a line into tokens is drawn, by \
            --seed and the number of the line; with --sampling and --best N, one among the N most \
            probable of each piece.
            """
    )

    @Argument(help: "The text, a sequence a line (default: stdin).")
    var path: String?

    @Option(help: TokenizerFile.help)
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

    @OptionGroup var pattern: PatternOption

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
        let file = try TokenizerFile(vocab)
        let tokenizer = try pattern.tokenizer(of: file, console: common.console)
        if let warning = TokenizerFile.warning(ofWhatIsPassedOverBy: tokenizer, at: vocab) {
            common.console.warn(warning)
        }
        let draws = try sampling.draws(from: tokenizer, best: best, path: vocab)
        let tokens = TokenNumbering(
            tokenizer,
            sentencePiece: try file.sentencePiece()
        )
        if let best, tokens.bestWays("", count: best) == nil {
            throw ToolError.badData(
                "\(vocab): it knows one way only to cut text, so leave out --best"
            )
        }
        let lines = try InputLines(
            path: path,
            isMolecules: tokenizer.readsSMILES,
            keepsWhiteSpace: true,
            hint: "echo \"some text\" | isthmus vocab encode --vocab \(vocab)",
            console: common.console
        )
        let writer = TokenWriter(format, of: tokens)
        let mapping = LineMapping(
            lines: lines,
            threadCount: common.threadCount,
            console: common.console
        )
        try mapping.run { text, number, output throws(ToolError) in
            guard let best, draws == nil else {
                let draw = draws?.draw(line: number)
                let ids = tokens.ids(of: text, specials: specials, draw: draw)
                return writer.append(ids, to: &output)
            }
            for (index, way) in (tokens.bestWays(text, count: best) ?? []).enumerated() {
                if index > 0 { output.append(UInt8(ascii: "\t")) }
                writer.append(way.ids, to: &output)
            }
        }
    }
}
