/// The merges of a byte-pair encoding, found by the pair of tokens they join.
///
/// An open-addressing table that is written once. A pair that is given twice has the rank of the
/// last time, as in Hugging Face's `tokenizers`.
final class MergeTable: Sendable {
    /// The rank of pairs that are not joined.
    static let none = Int32.max

    private struct Slot {
        var key: UInt64
        var rank: Int32
    }

    private static let empty = UInt64.max

    /// Written in the initialiser only.
    private nonisolated(unsafe) let slots: UnsafeMutablePointer<Slot>
    private let mask: Int

    /// One more than the highest rank.
    let rankLimit: Int

    /// The tokens that pairs become, by rank.
    private let results: [TokenID]

    /// A table of merges in the order of their ranks.
    init(_ merges: [BPEMerge]) {
        var capacity = 16
        while capacity < merges.count * 2 { capacity *= 2 }
        mask = capacity - 1
        rankLimit = merges.count
        results = merges.map(\.result)
        slots = .allocate(capacity: capacity)
        slots.initialize(repeating: Slot(key: Self.empty, rank: Self.none), count: capacity)
        for (rank, merge) in merges.enumerated() {
            let key = TokenPair.key(merge.left, merge.right)
            slots[slot(of: key)] = Slot(key: key, rank: Int32(rank))
        }
    }

    deinit { slots.deallocate() }

    /// The rank of a pair, ``none`` when it is not joined.
    @inline(__always)
    func rank(_ left: TokenID, _ right: TokenID) -> Int32 {
        slots[slot(of: TokenPair.key(left, right))].rank
    }

    /// The token that the pair of a rank becomes.
    @inline(__always)
    func result(_ rank: Int32) -> TokenID { results[Int(rank)] }

    @inline(__always)
    private func slot(of key: UInt64) -> Int {
        var slot = TokenPair.hash(key) & mask
        while slots[slot].key != key, slots[slot].key != Self.empty { slot = (slot + 1) & mask }
        return slot
    }
}

/// A merge of a byte-pair encoding: a pair of tokens, and the token it becomes.
public struct BPEMerge: Hashable, Sendable {
    /// The first token of the pair.
    public var left: TokenID

    /// The second token of the pair.
    public var right: TokenID

    /// What the pair becomes.
    public var result: TokenID

    /// Creates a merge.
    public init(left: TokenID, right: TokenID, result: TokenID) {
        self.left = left
        self.right = right
        self.result = result
    }
}
