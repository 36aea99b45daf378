public import ArgumentParser
import DurableFiles
public import Tokenization
import UnicodeText

extension Tokenizer.Kind: ExpressibleByArgument {
    /// The kinds by the names of the command line.
    public init?(argument: String) {
        self.init(rawValue: ["char", "grapheme"].contains(argument) ? "character" : argument)
    }

    /// The names of the command line.
    public static var allValueStrings: [String] {
        ["word", "whitespace", "char", "smiles", "selfies"]
    }

    /// The name of the command line.
    public var defaultValueDescription: String { self == .character ? "char" : rawValue }
}

/// What a tokenizer can be made of a corpus for.
enum TokenizerChoice: ExpressibleByArgument, Hashable {
    /// Whole words, characters or atoms.
    case whole(Tokenizer.Kind)

    /// Pieces of words.
    case subword(SubwordTrainer.Method)

    /// The most tokens of pieces of words, unless the user says otherwise.
    static let defaultSize = 8000

    /// Whether the corpus is SMILES.
    var readsSMILES: Bool {
        switch self {
        case .whole(let kind): kind == .smiles || kind == .selfies
        case .subword(let method): method == .smilesBPE
        }
    }

    init?(argument: String) {
        if let method = SubwordTrainer.Method(rawValue: argument) {
            self = .subword(method)
        } else if let kind = Tokenizer.Kind(argument: argument), kind != .subword {
            self = .whole(kind)
        } else {
            return nil
        }
    }

    static var allValueStrings: [String] {
        Tokenizer.Kind.allValueStrings + SubwordTrainer.Method.allCases.map(\.rawValue)
    }

    var defaultValueDescription: String {
        switch self {
        case .whole(let kind): kind.defaultValueDescription
        case .subword(let method): method.rawValue
        }
    }
}

/// A file with a tokenizer.
struct TokenizerFile {
    /// The most bytes that are read of one.
    private static let limit = 1 << 28

    /// Which files are read, for help texts.
    static let help: ArgumentHelp = """
        A tokenizer.json, a vocab.json beside a merges.txt, a .tiktoken file, SentencePiece's \
        .model, BERT's vocab.txt, or a folder with one.
        """

    /// The path of the file, also where that of its folder was given.
    let path: String

    /// What it holds.
    let format: TokenizerFormat

    private let bytes: [UInt8]

    /// Reads a file.
    init(_ path: String) throws {
        self.path = try TokenizerFormat.file(at: path)
        bytes = try FileContents.read(self.path, limit: Self.limit)
        format = TokenizerFormat(path: self.path, bytes: bytes)
    }

    /// The tokenizer; a .tiktoken file does not say how text is cut, which is by `pattern`, or by
    /// that of the vocabulary in its name.
    func tokenizer(pattern: PatternName? = nil) throws -> Tokenizer {
        let pattern = try choice(of: pattern).pattern.pattern
        switch format {
        case .json: return try Tokenizer(json: bytes, source: path)
        case .tiktoken:
            let file = TiktokenFile(bytes)
            return Tokenizer(pipeline: try file.pipeline(pattern: pattern, source: path))
        case .sentencePiece:
            let model = try SentencePieceModel(bytes, source: path)
            return Tokenizer(pipeline: try model.pipeline(source: path))
        case .wordPiece:
            return Tokenizer(
                pipeline: try TokenizationPipeline(bertVocabulary: bytes, source: path)
            )
        case .pairs(let merges):
            let files = GPT2Files(
                vocabulary: bytes,
                merges: try FileContents.read(merges, limit: Self.limit)
            )
            return Tokenizer(pipeline: try files.pipeline(source: (path, merges)))
        }
    }

    /// Reads the tokenizer of a file; see ``tokenizer(pattern:)``.
    static func read(_ path: String) throws -> Tokenizer { try TokenizerFile(path).tokenizer() }

    /// Writes the contents of a file, which is stdout if its path is "-".
    static func write(_ bytes: [UInt8], to path: String) throws {
        try OutputFile.writing(to: path) { try $0.write(bytes) }
    }

    /// Writes a tokenizer.json, and warns of steps in it that no other program knows.
    static func write(_ tokenizer: Tokenizer, to path: String, console: Console) throws {
        try write(tokenizer.json(), to: path)
        if let warning = warning(of: tokenizer, at: path) { console.warn(warning) }
    }

    /// What is to be said of the file of a tokenizer that has steps that no other program knows.
    static func warning(of tokenizer: Tokenizer, at path: String) -> String? {
        let steps = tokenizer.ownSteps
        if steps.isEmpty { return nil }
        return "\(path): only Isthmus reads it, as other programs do not know "
            + steps.joined(separator: ", ")
    }

    /// What is to be said of a file that has rules for whole sequences, which are not followed.
    static func warning(ofWhatIsPassedOverBy tokenizer: Tokenizer, at path: String) -> String? {
        let rules = tokenizer.passedOver
        if rules.isEmpty { return nil }
        return "\(path): its \(rules.joined(separator: " and ")) "
            + "\(rules.count == 1 ? "is" : "are") passed over: no text is cut short or filled up"
    }

    /// What is to be told of words that were learnt from scripts without spaces, each character of
    /// which is a word by Unicode's rules.
    static func note(ofWordsIn tokenizer: Tokenizer) -> String? {
        let vocabulary = tokenizer.vocabulary
        guard tokenizer.kind == .word, tokenizer.locale.isEmpty, let counts = vocabulary.counts
        else { return nil }
        let unspaced = vocabulary.unspacedTokens.reduce(0) { $0 + counts[Int($1)] }
        let share = Double(unspaced) / Double(max(1, counts.reduce(0, +)))
        if share < leastTold { return nil }
        return "\(fixed(share * 100, 1))% of the words are single characters of scripts without "
            + "spaces; with --locale zh, ja, th, lo, km or my a dictionary finds the words, in a file "
            + "that only Isthmus reads"
    }

    /// The share of words below which their script is no matter.
    private static let leastTold = 0.01

    /// The tokenizer of a SentencePiece .model for the exact ids; nil for other files.
    func sentencePiece() throws -> SentencePieceTokenizer? {
        guard format == .sentencePiece else { return nil }
        return try SentencePieceTokenizer(SentencePieceModel(bytes, source: path), source: path)
    }
}

extension Tokenizer {
    /// How text is rewritten first, in words.
    var rewriting: String {
        let steps = transforms.map(\.name)
        let words = locale.isEmpty ? [] : ["words of \(locale)"]
        return ((steps.isEmpty ? ["no normalisation"] : steps) + words).joined(separator: ", ")
    }
}

extension TextTransform {
    /// What the transform does, in words.
    fileprivate var name: String {
        switch self {
        case .normalized(let form): form.rawValue.uppercased()
        case .lowercased(let locale): locale.isEmpty ? "lower case" : "lower case of \(locale)"
        case .caseFolded: "folded case"
        case .accentsStripped: "no accents"
        case .latinized: "Latin letters"
        }
    }
}
