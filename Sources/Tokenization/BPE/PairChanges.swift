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

        /// The last word in which it came up, and the number of such words.
        var lastWord = BPEWords.Place.max
        var wordCount: Int32 = 0

        /// Where its next word goes, and in the end where its words end.
        var end = 0
    }

    /// A word in which a pair came up.
    private struct Place {
        var number: Int32
        var word: BPEWords.Place
    }

    /// Memory that is written to without asking whether anyone else holds it.
    private final class Memory {
        /// Slot `k * size + t` is that of kind `k` and token `t`.
        let slots: UnsafeMutableBufferPointer<Slot>

        /// There is room for a change of each slot.
        let changes: UnsafeMutablePointer<Change>

        init(slotCount: Int) {
            slots = .allocate(capacity: slotCount)
            slots.initialize(repeating: Slot())
            changes = .allocate(capacity: slotCount)
        }

        deinit {
            slots.deallocate()
            changes.deallocate()
        }
    }

    private let memory: Memory
    private let size: Int

    private var stamp: Int32 = 0
    private var left: TokenID = 0
    private var right: TokenID = 0
    private var result: TokenID = 0

    /// How many pairs changed.
    private var count = 0

    private var places: [Place] = []

    /// Nothing yet, for tokens with ids below `vocabularySize`.
    init(vocabularySize: Int) {
        size = vocabularySize + 1
        memory = Memory(slotCount: size * 4)
    }

    /// Starts anew with a merge.
    mutating func start(_ left: TokenID, _ right: TokenID, _ result: TokenID) {
        stamp += 1
        (self.left, self.right, self.result) = (left, right, result)
        count = 0
        places.removeAll(keepingCapacity: true)
    }

    /// A token stood before the pair, in a word that occurs `count` times.
    @inline(__always)
    mutating func change(before token: TokenID, by count: Int, word: BPEWords.Place, isPair: Bool) {
        let old = number(.oldBefore, token, TokenPair.key(token, left))
        memory.changes[old].sum -= count
        guard isPair else { return }
        let kind = token == result ? Kind.newAfter : .newBefore
        add(count, to: number(kind, token, TokenPair.key(token, result)), in: word)
    }

    /// A token stood after the pair, in a word that occurs `count` times.
    @inline(__always)
    mutating func change(after token: TokenID, by count: Int, word: BPEWords.Place, isPair: Bool) {
        let old = number(.oldAfter, token, TokenPair.key(right, token))
        memory.changes[old].sum -= count
        guard isPair else { return }
        add(count, to: number(.newAfter, token, TokenPair.key(result, token)), in: word)
    }

    /// Notes that a pair came up in a word.
    @inline(__always)
    private mutating func add(_ count: Int, to number: Int, in word: BPEWords.Place) {
        let change = memory.changes + number
        change.pointee.sum += count
        if change.pointee.lastWord == word { return }
        change.pointee.lastWord = word
        change.pointee.wordCount += 1
        places.append(Place(number: Int32(truncatingIfNeeded: number), word: word))
    }

    /// Appends the words of the pairs that came up to positions, pair by pair.
    mutating func place(in positions: inout [BPEWords.Place]) {
        var end = positions.count
        for number in 0..<count {
            memory.changes[number].end = end
            end += Int(memory.changes[number].wordCount)
        }
        positions += repeatElement(0, count: places.count)
        for place in places {
            let change = memory.changes + Int(place.number)
            positions[change.pointee.end] = place.word
            change.pointee.end += 1
        }
    }

    /// Calls `body` with each pair that changed, after ``place(in:)``.
    func forEach(_ body: (PairNews) -> Void) {
        for change in UnsafeBufferPointer(start: memory.changes, count: count) {
            let start = change.end - Int(change.wordCount)
            body(PairNews(pair: change.pair, sum: change.sum, positions: start..<change.end))
        }
    }

    @inline(__always)
    private mutating func number(_ kind: Kind, _ token: TokenID, _ pair: UInt64) -> Int {
        let slot = kind.rawValue * size + Int(token)
        if memory.slots[slot].stamp == stamp { return Int(memory.slots[slot].number) }
        memory.slots[slot] = Slot(stamp: stamp, number: Int32(truncatingIfNeeded: count))
        (memory.changes + count).initialize(to: Change(pair: pair))
        count += 1
        return count - 1
    }
}
