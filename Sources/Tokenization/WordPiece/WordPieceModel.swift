internal import JSONText

/// Cuts words into the longest pieces it knows, from the left: `WordPiece`.
///
///     best, ##est ...: the first piece of a word is spelled as it is, and those that follow begin
///     with a prefix that is not in the text.
///
/// A word that cannot be cut so is one unknown token, and so is a word that is too long. The time
/// is that of the word times the length of the longest piece.
///
/// - SeeAlso: Devlin et al., "BERT", NAACL 2019, section 3; Song et al., "Fast WordPiece
///   Tokenization", EMNLP 2021, for the same in linear time: with words of at most 100 characters
///   the links it adds do not pay.
public struct WordPieceModel: TokenizationModel {
    /// The tokens.
    public let tokens: TokenInventory

    /// The spelling of the token for words that cannot be cut.
    public let unknown: String

    /// The token for words that cannot be cut, or nil when they are left out.
    public let unknownID: TokenID?

    /// What pieces begin with that continue a word.
    public let continuingPrefix: String

    /// How many characters a word may have to be cut.
    public let longestWord: Int

    private let trie: PieceTrie
    private let ids: [TokenID]

    /// The node of the trie where pieces that continue a word start, -1 when there are none.
    private let continuingRoot: Int

    /// Creates a model.
    ///
    /// - Parameters:
    ///   - tokens: The tokens.
    ///   - unknown: The spelling of the token for words that cannot be cut.
    ///   - continuingPrefix: What pieces begin with that continue a word.
    ///   - longestWord: How many characters a word may have to be cut.
    public init(
        tokens: TokenInventory,
        unknown: String = "[UNK]",
        continuingPrefix: String = "##",
        longestWord: Int = 100
    ) {
        self.tokens = tokens
        self.unknown = unknown
        self.continuingPrefix = continuingPrefix
        self.longestWord = longestWord
        unknownID = tokens.id(of: unknown)
        let entries = tokens.entries
        ids = entries.map(\.id)
        trie = PieceTrie(entries.map { Array($0.token.utf8) })
        continuingRoot = trie.node(after: Array(continuingPrefix.utf8)) ?? -1
    }

    /// Appends the tokens of a word.
    public func encode(_ piece: UnsafeBufferPointer<UInt8>, into result: inout PieceTokens) {
        guard let pieces = pieces(of: piece) else {
            if let unknownID { result.append(unknownID, end: piece.count) }
            return
        }
        for piece in pieces { result.append(piece.id, end: piece.end) }
    }

    /// The longest pieces from the left, or nil when the word cannot be cut so.
    private func pieces(
        of word: UnsafeBufferPointer<UInt8>
    ) -> [(id: TokenID, end: Int)]? {
        if word.count(where: { $0 & 0xC0 != 0x80 }) > longestWord { return nil }
        return trie.units.withUnsafeBufferPointer { units in
            var result: [(id: TokenID, end: Int)] = []
            var start = 0
            while start < word.count {
                let root = start == 0 ? 0 : continuingRoot
                guard root >= 0,
                    let found = PieceTrie.longest(units, from: root, in: word, at: start),
                    found.end > start
                else { return nil }
                result.append((ids[Int(found.value)], found.end))
                start = found.end
            }
            return result
        }
    }

    /// Reads the member `model` of a `tokenizer.json`.
    package init(schema node: SchemaNode) throws(TokenizerFormatError) {
        let longestWord = node["max_input_chars_per_word"]
        self.init(
            tokens: try node["vocab"].inventory(),
            unknown: try node["unk_token"].optionalString ?? "[UNK]",
            continuingPrefix: try node["continuing_subword_prefix"].optionalString ?? "##",
            longestWord: longestWord.isNull ? 100 : try longestWord.count
        )
        if unknownID == nil {
            throw node.error("\(unknown) is not in the vocabulary", at: "unk_token")
        }
    }

    /// The member `model` of a `tokenizer.json`: type `WordPiece`.
    public var schema: ModelSchema {
        ModelSchema([
            "type": "WordPiece", "unk_token": .string(unknown),
            "continuing_subword_prefix": .string(continuingPrefix),
            "max_input_chars_per_word": JSONValue(longestWord),
            "vocab": tokens.object,
        ])
    }
}
