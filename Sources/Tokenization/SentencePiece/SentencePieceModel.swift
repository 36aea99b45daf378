/// The contents of a SentencePiece `.model` file.
///
///     let model = try SentencePieceModel(bytes, source: "spiece.model")
///     let tokenizer = try SentencePieceTokenizer(model)
///     model.serialized  // the bytes of the file; what was not understood is kept
///
/// - SeeAlso: Kudo and Richardson, "SentencePiece", EMNLP 2018, <https://arxiv.org/abs/1808.06226>.
public struct SentencePieceModel: Hashable, Sendable {
    /// How text is cut into pieces.
    public enum Kind: Int, CaseIterable, Hashable, Sendable {
        /// The most probable pieces, by their scores as log-probabilities.
        case unigram = 1

        /// Neighbours are joined as long as they make a piece, that of the highest score first.
        case bytePairs = 2

        /// What is between spaces.
        case words = 3

        /// Characters.
        case characters = 4
    }

    /// A piece.
    public struct Piece: Hashable, Sendable {
        /// What a piece is there for.
        public enum Kind: Int, CaseIterable, Hashable, Sendable {
            /// To be found in text.
            case normal = 1

            /// To stand for what no piece covers.
            case unknown = 2

            /// To be added by programs, and never found in text.
            case control = 3

            /// To be found in text as a whole, and not normalised.
            case userDefined = 4

            /// Nothing any more.
            case unused = 5

            /// To stand for a byte.
            case byte = 6
        }

        /// The text; spaces in it are U+2581.
        public var text: String

        /// The log-probability in nats, or a rank.
        public var score: Float

        /// What the piece is there for.
        public var kind: Kind

        /// The fields that this package does not know.
        var others: [ProtocolBuffer.Field] = []

        /// Creates a piece.
        public init(_ text: String, score: Float, kind: Kind = .normal) {
            self.text = text
            self.score = score
            self.kind = kind
        }
    }

    /// The pieces, by id.
    public var pieces: [Piece]

    /// The settings of training, normalisation and its reversal, as they are in the file.
    var trainerSettings = ProtocolBuffer()
    var normalizerSettings = ProtocolBuffer()
    var denormalizerSettings: ProtocolBuffer?

    /// The fields that this package does not know.
    var others: [ProtocolBuffer.Field] = []

    /// Creates a model that changes nothing of text but its spaces.
    ///
    /// - Parameters:
    ///   - kind: How text is cut.
    ///   - pieces: The pieces, by id.
    ///   - hasByteFallback: Whether what pieces do not cover is spelled in bytes.
    public init(kind: Kind, pieces: [Piece], hasByteFallback: Bool = false) {
        self.pieces = pieces
        normalizerSettings.set(1, .bytes(Array("identity".utf8)))
        normalizerSettings.set(3, .variable(1))
        normalizerSettings.set(4, .variable(1))
        normalizerSettings.set(5, .variable(1))
        trainerSettings.set(3, .variable(UInt64(kind.rawValue)))
        trainerSettings.set(4, .variable(UInt64(pieces.count)))
        trainerSettings.set(35, .variable(hasByteFallback ? 1 : 0))
        nameSpecialPieces()
    }

    /// Says which pieces are special ones, by their usual spellings.
    private mutating func nameSpecialPieces() {
        let names: [[String]] = [["<unk>"], ["<s>", "<bos>"], ["</s>", "<eos>"], ["<pad>"]]
        for (index, spellings) in names.enumerated() {
            let id = pieces.firstIndex {
                ($0.kind == .control || $0.kind == .unknown) && spellings.contains($0.text)
            }
            let number = id.map { UInt64($0) } ?? UInt64(bitPattern: -1)
            trainerSettings.set(40 + index, .variable(number))
            if let id {
                trainerSettings.set(45 + index, .bytes(Array(pieces[id].text.utf8)))
            }
        }
    }

    /// How text is cut.
    public var kind: Kind { Kind(rawValue: trainerSettings.integer(3, default: 1)) ?? .unigram }

    /// Whether what pieces do not cover is spelled in bytes.
    public var hasByteFallback: Bool { trainerSettings.bool(35, default: false) }

    /// What decoding writes for the unknown piece.
    public var unknownSurface: String { trainerSettings.text(44, default: " \u{2047} ") }

    /// Whether the sign for a space ends words, and does not begin them.
    public var endsWordsWithSpace: Bool { trainerSettings.bool(24, default: false) }

    /// The name of the normalisation, such as `nmt_nfkc`.
    public var normalizationName: String { normalizerSettings.text(1, default: "") }

    /// The compiled rules of normalisation; empty when text is not changed.
    public var normalizationRules: [UInt8] { normalizerSettings.bytes(2) ?? [] }

    /// Whether text gets a space in front, so that its first word is like others.
    public var addsDummyPrefix: Bool {
        get { normalizerSettings.bool(3, default: true) }
        set { normalizerSettings.set(3, .variable(newValue ? 1 : 0)) }
    }

    /// Whether spaces at the ends, and all but one elsewhere, are taken away.
    public var removesExtraSpaces: Bool {
        get { normalizerSettings.bool(4, default: true) }
        set { normalizerSettings.set(4, .variable(newValue ? 1 : 0)) }
    }

    /// Whether spaces become U+2581.
    public var escapesSpaces: Bool { normalizerSettings.bool(5, default: true) }

    /// Sets the normalisation.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - rules: Its compiled rules; see ``NormalizationRules``.
    public mutating func setNormalization(_ name: String, rules: [UInt8]) {
        normalizerSettings.set(1, .bytes(Array(name.utf8)))
        normalizerSettings.set(2, .bytes(rules))
    }
}
