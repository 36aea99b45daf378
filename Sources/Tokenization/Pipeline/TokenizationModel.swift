package import JSONText

/// The third stage of a pipeline: how a piece of text becomes tokens.
///
/// A pipeline cuts text into pieces and hands them to its model one by one. The tokens of a piece
/// depend on that piece alone, so a pipeline may remember them.
///
///     var tokens = PieceTokens()
///     piece.withUnsafeBufferPointer { model.encode($0, into: &tokens) }
///     tokens.ids   // which tokens
///     tokens.ends  // where each ends in the piece, in bytes; it starts where the one before ends
public protocol TokenizationModel: Sendable {
    /// The tokens and their ids.
    var tokens: TokenInventory { get }

    /// The token that stands for what the model lacks, or nil.
    var unknownID: TokenID? { get }

    /// Whether the pieces are raw bytes where the pre-tokenizer spells bytes as characters.
    ///
    /// A model that says so looks up bytes, and its inventory spells them in ``ByteAlphabet``.
    var readsBytes: Bool { get }

    /// Appends the tokens of a piece of UTF-8 text, which is not empty.
    ///
    /// The last token ends where the piece does, unless the model leaves out what it lacks.
    func encode(_ piece: UnsafeBufferPointer<UInt8>, into result: inout PieceTokens)

    /// Appends the tokens of one of the ways to cut a piece, drawn at random.
    ///
    /// For a model that knows one way only, this is ``encode(_:into:)``.
    func sample(
        _ piece: UnsafeBufferPointer<UInt8>,
        into result: inout PieceTokens,
        using generator: inout some RandomNumberGenerator
    )

    /// The member `model` of a `tokenizer.json`.
    ///
    /// Its `type` is what ``TokenizerReader`` finds the model's reader by.
    var schema: ModelSchema { get }
}

extension TokenizationModel {
    /// Whether the pieces are raw bytes: not unless a model says so.
    public var readsBytes: Bool { false }

    /// The tokens of the one way to cut a piece.
    public func sample(
        _ piece: UnsafeBufferPointer<UInt8>,
        into result: inout PieceTokens,
        using generator: inout some RandomNumberGenerator
    ) {
        encode(piece, into: &result)
    }
}

/// The member `model` of a `tokenizer.json`, opaque to users of the library.
public struct ModelSchema: Hashable, Sendable {
    /// The object.
    package var value: JSONValue

    /// Wraps an object.
    package init(_ value: JSONValue) { self.value = value }
}

/// The tokens of a piece, or of several pieces one after the other, as models append them.
public struct PieceTokens: Sendable {
    /// Which tokens.
    public private(set) var ids: [TokenID] = []

    /// Where each token ends, in bytes from the start of its piece.
    public private(set) var ends: [Int32] = []

    /// No tokens.
    public init() {}

    /// The number of tokens.
    public var count: Int { ids.count }

    /// Appends a token that ends `end` bytes after the start of the piece.
    @inline(__always)
    public mutating func append(_ id: TokenID, end: Int) {
        ids.append(id)
        ends.append(Int32(truncatingIfNeeded: end))
    }

    /// Forgets the tokens and keeps the memory.
    public mutating func removeAll() {
        ids.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }
}
