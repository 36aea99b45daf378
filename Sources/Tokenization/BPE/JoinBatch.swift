/// Pairs that are joined one after the other, and yet at the same time.
///
/// Pairs come from the queue in their order, the most frequent first and equally frequent ones by
/// their ids. They can be joined together where each would have come next even after the others
/// before it:
///
/// - Joining (a, b) changes the counts of pairs that end in a or begin with b, and of no other
///   old pair. A pair that does neither keeps its count.
/// - A new pair, say (x, ab), occurs at most as often as (x, a) did, which still waits in the
///   queue, and so is not more frequent than a pair that was taken out before it. If it is equally
///   frequent, it has higher ids: x is not lower than the first token of that pair, for (x, a)
///   came later, and ab is higher than any token of it.
///
/// Neither is true of a pair of a token with itself, whose occurrences overlap, so that nothing
/// comes after it in a batch; and a pair that makes a token that is there already, which makes old
/// pairs more frequent, is a batch by itself.
struct JoinBatch: Sendable {
    /// A pair to be joined.
    struct Join: Sendable {
        let rule: WordJoin
        let entry: PairQueue.Entry

        /// The share of the pairs that it belongs to.
        let pairShare: Int
    }

    /// The pairs in order.
    private(set) var joins: [Join] = []

    /// Whether nothing may be added.
    private(set) var isClosed = false

    /// The last batch in which each token was the first, or the second, of a pair.
    private var lastAsLeft: [Int32]
    private var lastAsRight: [Int32]
    private var number: Int32 = 0

    /// An empty batch of pairs of tokens with ids below `vocabularySize`.
    init(vocabularySize: Int) {
        lastAsLeft = Array(repeating: 0, count: vocabularySize)
        lastAsRight = lastAsLeft
    }

    /// Begins an empty batch.
    mutating func clear() {
        joins.removeAll(keepingCapacity: true)
        isClosed = false
        number += 1
    }

    /// Whether a pair comes next whatever becomes of those in the batch.
    func isIndependent(of left: TokenID, _ right: TokenID) -> Bool {
        lastAsRight[Int(left)] != number && lastAsLeft[Int(right)] != number
    }

    /// Adds a pair, alone or as the last one where it must be so.
    mutating func add(_ join: Join, isAlone: Bool) {
        joins.append(join)
        lastAsLeft[Int(join.rule.left)] = number
        lastAsRight[Int(join.rule.right)] = number
        isClosed = isAlone || join.rule.left == join.rule.right
    }
}
