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

    /// Where a pair is in `changes`, if the stamp is that of this merge.
    private struct Slot {
        var stamp: Int32 = 0
        var number: Int32 = 0
    }

    /// A pair, and what its count changes by.
    private struct Change {
        var pair: UInt64
        var sum = 0

        /// The number of the pair among the counts.
        var number: Int32 = -1

        /// The last word in which it came up, and the number of such words.
        var lastWord: Int32 = -1
        var wordCount: Int32 = 0
    }

    /// A word in which a pair came up.
    private struct Place {
        var number: Int32
        var word: Int32
    }

    /// That of kind `k` and token `t` is number `k * size + t`.
    private var slots: [Slot]
    private let size: Int

    private var stamp: Int32 = 0
    private var left: TokenID = 0
    private var right: TokenID = 0
    private var result: TokenID = 0

    private var changes: [Change] = []
    private var places: [Place] = []

    /// Nothing yet, for tokens with ids below `vocabularySize`.
    init(vocabularySize: Int) {
        size = vocabularySize + 1
        slots = Array(repeating: Slot(), count: size * 4)
    }

    /// Starts anew with a merge.
    mutating func start(_ left: TokenID, _ right: TokenID, _ result: TokenID) {
        stamp += 1
        (self.left, self.right, self.result) = (left, right, result)
        changes.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
    }

    /// A token stood before the pair, in a word that occurs `count` times.
    @inline(__always)
    mutating func change(before token: TokenID, by count: Int, word: Int32, isPair: Bool) {
        let old = number(.oldBefore, token, TokenPair.key(token, left))
        changes[old].sum -= count
        guard isPair else { return }
        let kind = token == result ? Kind.newAfter : .newBefore
        add(count, to: number(kind, token, TokenPair.key(token, result)), in: word)
    }

    /// A token stood after the pair, in a word that occurs `count` times.
    @inline(__always)
    mutating func change(after token: TokenID, by count: Int, word: Int32, isPair: Bool) {
        let old = number(.oldAfter, token, TokenPair.key(right, token))
        changes[old].sum -= count
        guard isPair else { return }
        add(count, to: number(.newAfter, token, TokenPair.key(result, token)), in: word)
    }

    /// Notes that a pair came up in a word.
    @inline(__always)
    private mutating func add(_ count: Int, to number: Int, in word: Int32) {
        changes[number].sum += count
        if changes[number].lastWord == word { return }
        changes[number].lastWord = word
        changes[number].wordCount += 1
        places.append(Place(number: Int32(truncatingIfNeeded: number), word: word))
    }

    /// Adds the changes to the counts.
    mutating func apply(to counts: inout PairCounts) {
        for index in changes.indices {
            let number = counts.add(changes[index].sum, to: changes[index].pair)
            changes[index].number = Int32(truncatingIfNeeded: number)
        }
    }

    /// Appends the words of the pairs that came up, and returns the numbers of the pairs among the
    /// counts that the changes were applied to, and where the words of each are.
    mutating func newPairs(
        _ positions: inout [Int32]
    ) -> [(number: Int32, positions: Range<Int>)] {
        var end = positions.count
        var next = changes.map { change in
            defer { end += Int(change.wordCount) }
            return end
        }
        positions += repeatElement(0, count: places.count)
        for place in places {
            positions[next[Int(place.number)]] = place.word
            next[Int(place.number)] += 1
        }
        return zip(changes, next).filter { $0.0.wordCount > 0 }.map { change, end in
            (change.number, end - Int(change.wordCount)..<end)
        }
    }

    @inline(__always)
    private mutating func number(_ kind: Kind, _ token: TokenID, _ pair: UInt64) -> Int {
        let slot = kind.rawValue * size + Int(token)
        if slots[slot].stamp == stamp { return Int(slots[slot].number) }
        slots[slot] = Slot(stamp: stamp, number: Int32(truncatingIfNeeded: changes.count))
        changes.append(Change(pair: pair))
        return changes.count - 1
    }
}
