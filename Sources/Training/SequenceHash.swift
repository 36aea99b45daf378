package import Tokenization

/// A hash of numbers that is the same on every machine and in every version: FNV-1a by words.
package struct SequenceHash: Hashable, Sendable {
    /// The hash of what was added.
    package private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    /// The hash of nothing.
    package init() {}

    /// Adds a number.
    package mutating func add(_ number: Int) {
        value = (value ^ UInt64(truncatingIfNeeded: number)) &* 0x100_0000_01b3
    }

    /// The hash of a sequence.
    package init(_ sequence: some Sequence<TokenID>) {
        for id in sequence { add(Int(id)) }
    }
}
