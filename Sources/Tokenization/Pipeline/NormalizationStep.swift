public import UnicodeText

/// A step of a pipeline's first stage: what happens to text before it is cut.
///
/// The steps are those of Hugging Face's `tokenizers`, by their names there, and a few of our own.
public enum NormalizationStep: Hashable, Sendable {
    /// Brings text into a normalisation form: `NFC`, `NFD`, `NFKC`, `NFKD`.
    case form(NormalizationForm)

    /// Lower-cases each character by itself, as Unicode maps it, so that no sigma is a final one:
    /// `Lowercase`.
    case lowercase

    /// Takes away marks, which only decomposed text has apart: `StripAccents`.
    case stripAccents

    /// Rewrites text in a way that the schema there has no step for, such as `IsthmusCaseFold`.
    case transformed(TextTransform)

    /// Takes away white space at the ends: `Strip`.
    case strip(left: Bool, right: Bool)

    /// Writes other text for a pattern: `Replace`.
    case replace(SplitPattern, with: String)

    /// Puts text before what is not empty: `Prepend`.
    case prepend(String)

    /// Takes control characters away and writes spaces for others that are blank: `Nmt`.
    case cleaned

    /// Cleans text as BERT does: `BertNormalizer`.
    case bert(BertNormalization)

    /// Spells bytes as the characters of ``ByteAlphabet``: `ByteLevel`.
    case byteLevel

    /// Maps by a table, as SentencePiece has them: `Precompiled`.
    case mapped(NormalizationTable)

    /// Writes a character for each SMILES symbol of several: a `Replace` for each.
    case shorthand(SMILESShorthand)

    /// The steps of a transform: those of Hugging Face's where there are any.
    public static func steps(of transform: TextTransform) -> [NormalizationStep] {
        switch transform {
        case .normalized(let form): [.form(form)]
        case .lowercased(""): [.replace(SplitPattern.finalSigma, with: "ς"), .lowercase]
        case .accentsStripped: [.form(.nfd), .replace(SplitPattern.accents, with: ""), .form(.nfc)]
        case .lowercased, .caseFolded, .latinized: [.transformed(transform)]
        }
    }

    /// The cleaning that BERT's tokenizers begin with.
    public struct BertNormalization: Hashable, Sendable {
        /// Whether controls are taken away and white space becomes spaces.
        public var cleansText = true

        /// Whether ideographs get spaces around them.
        public var separatesIdeographs = true

        /// Whether accents are taken away; nil for whether text is lower-cased.
        public var stripsAccents: Bool?

        /// Whether text is lower-cased.
        public var lowercases = true

        /// Creates BERT's normaliser for uncased models.
        public init() {}
    }
}

/// A table of a tokenizer file that maps text, such as SentencePiece's compiled rules.
public struct NormalizationTable: Hashable, Sendable {
    /// The table's bytes, as files hold them; tables with the same bytes are equal.
    public let bytes: [UInt8]

    /// The mapped text with its alignment, or nil when nothing changes.
    package let map: @Sendable (UnsafeBufferPointer<UInt8>) -> TransformedText?

    /// Wraps a function that a table's bytes stand for.
    package init(
        bytes: [UInt8],
        map: @escaping @Sendable (UnsafeBufferPointer<UInt8>) -> TransformedText?
    ) {
        self.bytes = bytes
        self.map = map
    }

    /// Whether two tables have the same bytes.
    public static func == (left: NormalizationTable, right: NormalizationTable) -> Bool {
        left.bytes == right.bytes
    }

    /// Hashes the bytes.
    public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}
