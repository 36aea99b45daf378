/// Byte-pair encoding: a piece is cut into characters or bytes, and pairs of tokens are joined,
/// the earliest merge first, as long as a pair of neighbours has one.
///
/// Encoding takes time proportional to the length of the piece, nearly: pieces of up to 256
/// symbols are joined in a small array; longer ones by buckets of places, one for each merge, so
/// that a word of ten million letters is no trouble.
///
/// - SeeAlso: Sennrich, Haddow, Birch, "Neural Machine Translation of Rare Words with Subword
///   Units", ACL 2016, section 3.2.
public struct BPEModel: TokenizationModel {
    /// What a model does besides joining pairs; the names are those of `tokenizer.json`.
    public struct Options: Hashable, Sendable {
        /// The token for characters that the model lacks, `unk_token`; without one they are left
        /// out.
        public var unknown: String?

        /// Whether a run of such characters is one token, `fuse_unk`.
        public var fusesUnknown = false

        /// Whether such characters become the tokens of their bytes, `byte_fallback`.
        public var fallsBackToBytes = false

        /// What the tokens of all characters but the first begin with.
        public var continuingSubwordPrefix: String?

        /// What the token of the last character ends with.
        public var endOfWordSuffix: String?

        /// Whether a piece that is a token is that token, whatever its merges say.
        public var ignoresMerges = false

        /// The probability that ``sample(_:into:using:)`` passes a merge over.
        ///
        /// - SeeAlso: Provilkov, Emelianenko, Voita, "BPE-Dropout", ACL 2020.
        public var dropout: Double?

        /// No unknown token, no affixes, no dropout.
        public init() {}
    }

    /// The tokens.
    public let tokens: TokenInventory

    /// The merges, the earliest first.
    public let merges: [BPEMerge]

    /// What the model does besides joining pairs.
    public let options: Options

    /// Whether the symbols are bytes, spelled in ``ByteAlphabet``.
    public let readsBytes: Bool

    /// The token for characters that the model lacks.
    public let unknownID: TokenID?

    let table: MergeTable

    /// The token of each byte, of bytes in ``ByteAlphabet``, or else for falling back; -1 for none.
    let byteIDs: [TokenID]

    private let unknown: UnknownSymbol

    /// How pieces are cut where symbols are characters.
    private let characters: BPECharacters

    /// The tokens by the bytes they stand for, if they differ from `tokens`.
    private let spelledBytes: TokenInventory?

    /// Creates a model.
    ///
    /// - Parameters:
    ///   - tokens: The tokens.
    ///   - merges: The merges, the earliest first; their tokens are among `tokens`.
    ///   - options: What the model does besides.
    ///   - readsBytes: Whether the symbols are bytes. With affixes or falling back to bytes they
    ///     are characters all the same.
    public init(
        tokens: TokenInventory,
        merges: [BPEMerge],
        options: Options = Options(),
        readsBytes: Bool = false
    ) {
        self.tokens = tokens
        self.merges = merges
        self.options = options
        self.readsBytes = readsBytes && options.allowBytes
        unknownID = options.unknown.flatMap { tokens.id(of: $0) }
        table = MergeTable(merges)
        byteIDs = Self.byteIDs(tokens, isSpelled: self.readsBytes)
        spelledBytes = self.readsBytes && options.ignoresMerges ? Self.bytes(of: tokens) : nil
        unknown = UnknownSymbol(id: unknownID, isFused: options.fusesUnknown)
        characters = BPECharacters(tokens, options, byteIDs, unknown)
    }

    private static func byteIDs(_ tokens: TokenInventory, isSpelled: Bool) -> [TokenID] {
        (0...255).map { byte in
            let name =
                isSpelled
                ? String(ByteAlphabet.scalars[byte]) : ByteFallback.token(of: UInt8(byte))
            return tokens.id(of: name) ?? -1
        }
    }

    private static func bytes(of tokens: TokenInventory) -> TokenInventory {
        var result = TokenInventory()
        for (id, token) in tokens.entries {
            ByteAlphabet.bytes(of: token)?.withUnsafeBufferPointer {
                _ = result.insert($0, id: id)
            }
        }
        return result
    }

    /// Appends the tokens of a piece.
    public func encode(_ piece: UnsafeBufferPointer<UInt8>, into result: inout PieceTokens) {
        if options.ignoresMerges {
            let id = (spelledBytes ?? tokens).id(of: piece)
            if id >= 0 { return result.append(id, end: piece.count) }
        }
        withSymbols(of: piece) { [table] symbols in
            if symbols.count <= BPESymbols.smallCount {
                symbols.join(by: table)
            } else {
                BPEBuckets.join(&symbols, by: table)
            }
            symbols.append(to: &result)
        }
    }

    /// Appends the tokens that a piece becomes when merges are passed over at random, with the
    /// probability ``Options/dropout``.
    public func sample(
        _ piece: UnsafeBufferPointer<UInt8>,
        into result: inout PieceTokens,
        using generator: inout some RandomNumberGenerator
    ) {
        guard let dropout = options.dropout, dropout > 0 else {
            return encode(piece, into: &result)
        }
        withSymbols(of: piece) { symbols in
            BPEDropout.join(&symbols, by: table, dropout: dropout, using: &generator)
            symbols.append(to: &result)
        }
    }

    /// Calls `body` with the symbols of a piece before any merge.
    ///
    /// The closures name what they take of the model, for to take all of it is to count a reference
    /// to each of its parts, which threads would do to the same memory at the same time.
    @inline(__always)
    private func withSymbols(
        of piece: UnsafeBufferPointer<UInt8>,
        _ body: (inout BPESymbols) -> Void
    ) {
        if readsBytes {
            BPESymbols.withCapacity(piece.count) { [byteIDs, unknown] symbols in
                Self.addBytes(of: piece, byteIDs, unknown, to: &symbols)
                body(&symbols)
            }
        } else {
            BPESymbols.withCapacity(piece.count) { [characters] symbols in
                characters.add(piece, to: &symbols)
                body(&symbols)
            }
        }
    }
}

extension BPEModel.Options {
    /// Whether symbols can be bytes: what is added to characters has no bytes.
    var allowBytes: Bool {
        !fallsBackToBytes && continuingSubwordPrefix == nil && endOfWordSuffix == nil
    }
}
