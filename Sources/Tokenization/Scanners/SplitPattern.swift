internal import UnicodeText

/// What text is split at, or into: a string or a regular expression.
///
/// The regular expressions that most tokenizers use are written out as scanners, which read each
/// character once. All others are interpreted, in time that is proportional to the text.
public struct SplitPattern: Hashable, Sendable {
    /// A regular expression that has a scanner.
    enum Expression: Hashable, Sendable {
        case gpt2
        case cl100k(maximumDigits: Int)
        case o200k
        case repeated(Sort, ClosedRange<Int>)
        case graphemes, smiles, wordPieces(WordPieces.Rules), brackets, finalSigma
    }

    /// A sort of character that is repeated.
    enum Sort: Hashable, Sendable {
        case space, blank, digit, figure, number, letter, punctuation, accent
    }

    /// What is looked for.
    enum Kind: Hashable, Sendable {
        case string
        case expression(Expression)
        case other(RegularExpression)
    }

    /// The string or the regular expression, as it was given.
    public let text: String

    let kind: Kind

    /// A string.
    public init(_ string: String) {
        text = string
        kind = .string
    }

    /// A regular expression in Oniguruma's syntax, or nil when it is not understood here.
    public init?(regex: String) {
        guard let pattern = try? SplitPattern(reading: regex) else { return nil }
        self = pattern
    }

    /// A regular expression in Oniguruma's syntax, which tokenizer files have.
    ///
    /// Of the syntax, references back to groups, calls of groups and functions, conditions, absence,
    /// `\G` and `\X` looking back, `\K` looking around and atomic groups with more than one choice
    /// in a row are not understood, nor are expressions of more than 2,000 steps. How much each
    /// repeats and how it is nested does not matter for speed.
    ///
    /// - Throws: ``RegularExpressionError``, which says what is not understood, and where.
    public init(reading regex: String) throws(RegularExpressionError) {
        text = regex
        kind =
            if let expression = Self.known[regex] {
                .expression(expression)
            } else {
                .other(try RegularExpression(regex))
            }
    }

    /// Whether it is a regular expression.
    public var isRegex: Bool { kind != .string }

    private init(_ text: String, _ expression: Expression) {
        self.text = text
        kind = .expression(expression)
    }

    /// GPT-2's.
    public static let gpt2 = SplitPattern(gpt2Text, .gpt2)

    /// That of OpenAI's cl100k, in the spelling of Llama 3.
    public static let cl100k = SplitPattern(cl100kText("{1,3}"), .cl100k(maximumDigits: 3))

    /// That of Qwen: cl100k's, with each digit by itself.
    public static let qwen = SplitPattern(cl100kText(""), .cl100k(maximumDigits: 1))

    /// That of OpenAI's o200k.
    public static let o200k = SplitPattern(o200kText, .o200k)

    /// Capital sigmas at the end of words.
    static let finalSigma = SplitPattern(FinalSigma.expression, .finalSigma)

    /// What stands in square brackets, with them.
    static let brackets = SplitPattern(bracketsText, .brackets)

    /// Runs of accents: the marks of Unicode's blocks of combining diacritical marks.
    static let accents = SplitPattern(accentsText, .repeated(.accent, 1...Int.max))

    private static let accentsText =
        #"[\u0300-\u036F\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F]+"#

    private static let bracketsText = #"\[[^\[\]]+\]"#

    private static let gpt2Text =
        #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#

    private static func cl100kText(_ digits: String) -> String {
        #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}"# + digits
            + #"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
    }

    private static let o200kText = [
        #"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+"#
            + "(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
        #"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*"#
            + "(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
        #"\p{N}{1,3}"#, #" ?[^\s\p{L}\p{N}]+[\r\n/]*"#, #"\s*[\r\n]+"#, #"\s+(?!\S)"#, #"\s+"#,
    ].joined(separator: "|")

    /// The known regular expressions.
    private static let known: [String: Expression] = [
        gpt2Text: .gpt2, o200kText: .o200k,
        cl100kText("{1,3}"): .cl100k(maximumDigits: 3), cl100kText(""): .cl100k(maximumDigits: 1),
        cl100kText("+"): .cl100k(maximumDigits: .max),
        cl100kText("{1,2}"): .cl100k(maximumDigits: 2),
        #"\s+"#: .repeated(.space, 1...Int.max), #"\s"#: .repeated(.space, 1...1),
        " +": .repeated(.blank, 1...Int.max), " ": .repeated(.blank, 1...1),
        " {2,}": .repeated(.blank, 2...Int.max), "[0-9]": .repeated(.figure, 1...1),
        #"\d+"#: .repeated(.digit, 1...Int.max), #"\d"#: .repeated(.digit, 1...1),
        #"\d{1,3}"#: .repeated(.digit, 1...3), #"\p{N}{1,3}"#: .repeated(.number, 1...3),
        #"\p{N}+"#: .repeated(.number, 1...Int.max), #"\p{N}"#: .repeated(.number, 1...1),
        #"\p{L}+"#: .repeated(.letter, 1...Int.max),
        #"\p{P}"#: .repeated(.punctuation, 1...1),
        HuggingFaceSchema.characterPattern: .graphemes, HuggingFaceSchema.smilesPattern: .smiles,
        WordExpression.pieces: .wordPieces(.init(locale: "")),
        WordExpression.earlier: .wordPieces(.init(locale: Tokenizer.rootLocale)),
        bracketsText: .brackets, FinalSigma.expression: .finalSigma,
        accentsText: .repeated(.accent, 1...Int.max),
    ]
}
