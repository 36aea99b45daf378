/// Tells the first occurrence of a text from its repetitions.
///
/// It keeps 16 bytes a distinct text: two texts with equal hashes of 128 bits would be taken for one,
/// which among a thousand million texts happens with a probability below 1e-20.
public struct DuplicateFilter: Sendable {
    private struct Key: Hashable {
        var first: UInt64
        var second: UInt64
    }

    private var seen: Set<Key> = []

    /// The number of repetitions so far.
    public private(set) var duplicateCount = 0

    /// The number of distinct texts so far.
    public var distinctCount: Int { seen.count }

    /// Creates a filter that has seen nothing.
    public init() {}

    /// Whether a text has not been seen before; from now on it has.
    public mutating func isNew(_ text: String) -> Bool {
        let key = Key(
            first: StableHash.value(of: text, seed: 1),
            second: StableHash.value(of: text, seed: 2)
        )
        let isNew = seen.insert(key).inserted
        if !isNew { duplicateCount += 1 }
        return isNew
    }
}
