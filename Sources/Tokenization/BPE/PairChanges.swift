/// What joining one pair changes in the counts of the pairs beside it.
///
/// All pairs that are touched hold one of the three tokens of the merge, so they are found by their
/// other token, without hashing.
struct PairChanges {
    /// The kinds of pairs.
    private enum Kind: Int {
        /// They come up: the token before with the new one, the new one with the token after.
        case newBefore, newAfter

        /// They vanish: the token before with the left one, the right one with the token after.
        case oldBefore, oldAfter
    }

    /// The pairs of each kind: that of kind `k` and token `t` is number `k * size + t`.
    private var numbers: [Int32]
    private var stamps: [Int32]
    private let size: Int

    private var stamp: Int32 = 0
    private var left: TokenID = 0
    private var right: TokenID = 0
    private var result: TokenID = 0

    /// The pairs, and what their counts change by.
    private var pairs: [UInt64] = []
    private var sums: [Int] = []

    /// The words of the pairs that come up.
    private var places = PairPlaces()

    /// Nothing yet, for tokens with ids below `vocabularySize`.
    init(vocabularySize: Int) {
        size = vocabularySize + 1
        numbers = Array(repeating: 0, count: size * 4)
        stamps = numbers
    }

    /// Starts anew with a merge.
    mutating func start(_ left: TokenID, _ right: TokenID, _ result: TokenID) {
        stamp += 1
        (self.left, self.right, self.result) = (left, right, result)
        pairs.removeAll(keepingCapacity: true)
        sums.removeAll(keepingCapacity: true)
        places.removeAll()
    }

    /// A token stood before the pair, in a word that occurs `count` times.
    @inline(__always)
    mutating func change(before token: TokenID, by count: Int, word: Int, isPair: Bool) {
        let old = number(.oldBefore, token, Self.key(token, left))
        sums[old] -= count
        guard isPair else { return }
        let new =
            token == result
            ? number(.newAfter, token, Self.key(token, result))
            : number(.newBefore, token, Self.key(token, result))
        sums[new] += count
        places.add(new, word: Int32(truncatingIfNeeded: word))
    }

    /// A token stood after the pair, in a word that occurs `count` times.
    @inline(__always)
    mutating func change(after token: TokenID, by count: Int, word: Int, isPair: Bool) {
        let old = number(.oldAfter, token, Self.key(right, token))
        sums[old] -= count
        guard isPair else { return }
        let new = number(.newAfter, token, Self.key(result, token))
        sums[new] += count
        places.add(new, word: Int32(truncatingIfNeeded: word))
    }

    /// Adds the changes to the counts.
    func apply(to counts: inout PairCounts) {
        for (number, pair) in pairs.enumerated() { counts.add(sums[number], to: pair) }
    }

    /// The pairs that came up, with the words in which they did.
    mutating func newPairs(
        _ positions: inout [Int32]
    ) -> [(pair: UInt64, positions: Range<Int>)] {
        let ranges = places.sorted(into: &positions)
        return ranges.indices.filter { !ranges[$0].isEmpty }.map { (pairs[$0], ranges[$0]) }
    }

    @inline(__always)
    private static func key(_ left: TokenID, _ right: TokenID) -> UInt64 {
        UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
    }

    @inline(__always)
    private mutating func number(_ kind: Kind, _ token: TokenID, _ pair: UInt64) -> Int {
        let slot = kind.rawValue * size + Int(token)
        if stamps[slot] == stamp { return Int(numbers[slot]) }
        stamps[slot] = stamp
        numbers[slot] = Int32(truncatingIfNeeded: pairs.count)
        pairs.append(pair)
        sums.append(0)
        return pairs.count - 1
    }
}
