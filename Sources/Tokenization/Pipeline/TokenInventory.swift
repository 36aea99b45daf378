/// The tokens of a model, by spelling and by id.
///
/// Ids need be neither in order nor without gaps, as some files have them. Two tokens are the same
/// when their UTF-8 bytes are.
public struct TokenInventory: Hashable, Sendable {
    /// The spellings, numbered in order of arrival.
    private(set) var table = TokenTable()

    /// The id of each number; empty as long as each token's id is its number.
    private var idsByNumber: [TokenID] = []

    /// The number of each id, -1 for ids that are not used; empty as long as they are the same.
    private var numbersByID: [Int32] = []

    /// An inventory without tokens.
    public init() {}

    /// An inventory of tokens whose ids are their numbers.
    init(_ table: TokenTable) { self.table = table }

    /// An inventory of tokens whose ids are their positions; of equal ones the first counts.
    public init(_ tokens: some Sequence<String>) {
        for (id, token) in tokens.enumerated() { insert(token, id: TokenID(id)) }
    }

    /// The number of tokens.
    public var count: Int { table.count }

    /// One more than the highest id.
    public var idLimit: Int { numbersByID.isEmpty ? count : numbersByID.count }

    /// Adds a token.
    ///
    /// - Returns: Whether it was added: neither the spelling nor the id was there.
    @discardableResult
    public mutating func insert(_ token: String, id: TokenID) -> Bool {
        var token = token
        return token.withUTF8 { insert($0, id: id) }
    }

    /// Adds a token given by its bytes; see ``insert(_:id:)-(String,_)``.
    @discardableResult
    mutating func insert(_ token: UnsafeBufferPointer<UInt8>, id: TokenID) -> Bool {
        guard id >= 0, !contains(id), table.number(of: token) < 0 else { return false }
        let number = table.insert(token).number
        if idsByNumber.isEmpty {
            if Int(id) == number { return true }
            idsByNumber = (0..<number).map { TokenID($0) }
            numbersByID = (0..<number).map { Int32($0) }
        }
        idsByNumber.append(id)
        while numbersByID.count <= Int(id) { numbersByID.append(-1) }
        numbersByID[Int(id)] = Int32(number)
        return true
    }

    /// Whether `id` is the id of a token.
    public func contains(_ id: TokenID) -> Bool { number(of: id) != nil }

    /// The spelling of a token, or nil when there is none with this id.
    public func token(_ id: TokenID) -> String? {
        number(of: id).map { String(decoding: table[$0], as: UTF8.self) }
    }

    /// The id of a token, or nil.
    public func id(of token: String) -> TokenID? {
        var token = token
        let id = token.withUTF8 { self.id(of: $0) }
        return id < 0 ? nil : id
    }

    /// The id of the token with these bytes, or -1.
    @inline(__always)
    func id(of token: UnsafeBufferPointer<UInt8>) -> TokenID {
        let number = table.number(of: token)
        return number < 0 || idsByNumber.isEmpty ? number : idsByNumber[Int(number)]
    }

    /// Appends the bytes of a token, if there is one with this id.
    func append(_ id: TokenID, to text: inout [UInt8]) {
        if let number = number(of: id) { table.append(number, to: &text) }
    }

    /// All tokens with their ids, by id.
    public var entries: [(id: TokenID, token: String)] {
        (0..<TokenID(idLimit)).compactMap { id in token(id).map { (id, $0) } }
    }

    private func number(of id: TokenID) -> Int? {
        if numbersByID.isEmpty { return id >= 0 && id < count ? Int(id) : nil }
        guard numbersByID.indices.contains(Int(id)), numbersByID[Int(id)] >= 0 else { return nil }
        return Int(numbersByID[Int(id)])
    }
}
