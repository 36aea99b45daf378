/// The number of a token in a vocabulary.
public typealias TokenID = Int32

/// Sequences of tokens of unequal length, side by side: where text and mathematics meet.
///
/// The ids of all sequences are stored one after the other; `offsets` says where each starts, so
/// sequence `i` is `ids[offsets[i]..<offsets[i + 1]]`. There is no padding inside, and no special
/// token: a model adds the beginning and the end of a sequence, and the padding, as it needs them.
///
///     let batch = TokenBatch([[5, 9, 7], [], [4]])
///     batch.ids      // [5, 9, 7, 4]
///     batch.offsets  // [0, 3, 3, 4]
///     batch.lengths  // [3, 0, 1]
public struct TokenBatch: Hashable, Sendable {
    /// The ids of all sequences, one sequence after the other.
    public let ids: [TokenID]

    /// Where each sequence starts in `ids`, and the end of the last one: `count + 1` numbers.
    public let offsets: [Int]

    /// Creates a batch of the given sequences, in their order.
    public init(_ sequences: [[TokenID]]) {
        self.init(ids: Array(sequences.joined()), lengths: sequences.map(\.count))
    }

    /// Creates a batch from concatenated ids and the length of each sequence.
    ///
    /// - Precondition: No length is negative, and they add up to `ids.count`.
    public init(ids: [TokenID], lengths: [Int]) {
        precondition(lengths.allSatisfy { $0 >= 0 }, "TokenBatch: a length is negative")
        var offsets = [0]
        offsets.reserveCapacity(lengths.count + 1)
        var end = 0
        for length in lengths {
            end += length
            offsets.append(end)
        }
        precondition(
            end == ids.count,
            "TokenBatch: the lengths add up to \(end), but there are \(ids.count) ids"
        )
        self.ids = ids
        self.offsets = offsets
    }

    /// The number of sequences.
    public var count: Int { offsets.count - 1 }

    /// Whether there is no sequence.
    public var isEmpty: Bool { count == 0 }

    /// The number of tokens in each sequence.
    public var lengths: [Int] { (0..<count).map { offsets[$0 + 1] - offsets[$0] } }

    /// The number of tokens in the longest sequence, 0 when there is none.
    public var maximumLength: Int { lengths.max() ?? 0 }

    /// The sequence at `index`, a view into `ids` that keeps their indices.
    public subscript(index: Int) -> ArraySlice<TokenID> {
        ids[offsets[index]..<offsets[index + 1]]
    }

    /// The sequences as arrays of their own.
    public var sequences: [[TokenID]] { (0..<count).map { Array(self[$0]) } }

    /// The batch of the sequences at `indices`, in that order.
    public func selecting(_ indices: some Sequence<Int>) -> TokenBatch {
        var ids: [TokenID] = []
        var lengths: [Int] = []
        for index in indices {
            ids += self[index]
            lengths.append(self[index].count)
        }
        return TokenBatch(ids: ids, lengths: lengths)
    }
}
