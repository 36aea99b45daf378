internal import UnicodeText

/// The tokens a tokenizer knows, numbered.
///
/// Four special tokens always come first: padding, the beginning and the end of a sequence, and
/// the unknown token. Ordinary tokens follow, by convention the most frequent first. Two tokens
/// are the same when their UTF-8 bytes are: `é` as one scalar and as two are different tokens.
public struct Vocabulary: Hashable, Sendable {
    /// Fills a batch up to equal lengths; spelled `<pad>`.
    public static let padding: TokenID = 0

    /// Starts a sequence; spelled `<bos>`.
    public static let beginningOfSequence: TokenID = 1

    /// Ends a sequence; spelled `<eos>`.
    public static let endOfSequence: TokenID = 2

    /// Stands for whatever the vocabulary lacks; spelled `<unk>`.
    public static let unknown: TokenID = 3

    /// The spellings of the special tokens, in the order of their ids.
    public static let specialTokens = ["<pad>", "<bos>", "<eos>", "<unk>"]

    let table: TokenTable

    /// How often each token occurred in the training corpus, by id, when that is known.
    ///
    /// The unknown token's count is that of the occurrences that were left out.
    public let counts: [Int]?

    /// Creates a vocabulary of the special tokens and the given ones, in their order.
    ///
    /// A token given twice, or spelled like a special token, keeps its first place.
    public init(_ tokens: some Sequence<String>) {
        var table = TokenTable(specials: ())
        for var token in tokens { token.withUTF8 { _ = table.insert($0) } }
        self.init(table: table, counts: nil)
    }

    /// Wraps a table whose first tokens are the special ones.
    init(table: TokenTable, counts: [Int]?) {
        precondition(counts.map { $0.count == table.count } ?? true, "Vocabulary: a count a token")
        self.table = table
        self.counts = counts
    }

    /// The number of tokens, special ones included.
    public var count: Int { table.count }

    /// All tokens, by id.
    public var tokens: [String] { (0..<count).map { self[TokenID($0)] } }

    /// The spelling of a token.
    ///
    /// - Precondition: `id` is one of the vocabulary's.
    public subscript(id: TokenID) -> String {
        precondition(contains(id), "Vocabulary: no token \(id) among \(count)")
        return String(decoding: table[Int(id)], as: UTF8.self)
    }

    /// The id of a token, or nil when the vocabulary lacks it.
    public func id(of token: String) -> TokenID? {
        var token = token
        let number = token.withUTF8 { table.number(of: $0) }
        return number < 0 ? nil : number
    }

    /// Whether `id` is the id of a token.
    public func contains(_ id: TokenID) -> Bool { id >= 0 && id < count }

    /// Whether `id` is one of the four special tokens.
    public func isSpecial(_ id: TokenID) -> Bool { id >= 0 && id < Self.specialTokens.count }

    /// The id that encoding gives a piece of text: never that of padding or of the ends of a
    /// sequence, whatever the text says.
    func ordinaryID(of piece: UnsafeBufferPointer<UInt8>) -> TokenID {
        let id = table.number(of: piece)
        return id < Self.unknown ? Self.unknown : id
    }
}

extension Vocabulary {
    /// Whether two vocabularies number the same tokens alike; counts are not part of it.
    public static func == (left: Vocabulary, right: Vocabulary) -> Bool {
        left.table == right.table
    }

    /// Hashes the tokens.
    public func hash(into hasher: inout Hasher) { hasher.combine(table) }
}

extension Vocabulary {
    /// The tokens that start with a letter of a script without spaces between words.
    package var unspacedTokens: [TokenID] {
        (0..<count).filter { number in
            table[number].withUnsafeBufferPointer {
                !$0.isEmpty && Scalars.isUnspacedLetter(Scalars.scalar(in: $0, at: 0).value)
            }
        }.map { TokenID($0) }
    }
}

extension TokenTable {
    /// The special tokens.
    init(specials: Void) {
        for var token in Vocabulary.specialTokens { token.withUTF8 { _ = insert($0) } }
    }
}
