/// What happened to a pair of tokens in a share of the words.
struct PairNews {
    var pair: UInt64

    /// What its count changes by.
    var sum: Int

    /// Where the words in which it came up are, in the positions of the share.
    var positions: Range<Int>
}

/// A share of the pairs of tokens: their counts, and a queue of them.
///
/// An entry of the queue is a pair, a count, and the words in which it came up. Counts change while
/// entries wait: an entry whose count is out of date is put back with the right one when it comes
/// to the front. The first ones are taken out ahead, by the thread of the share. A pair that comes up anew, because its token was made in another way too, gets a
/// further entry for the new places.
struct PairShare {
    private var counts = PairCounts()
    private var queue = PairQueue()

    /// Entries that were taken out of the queue and whose counts are right, the first of all last.
    private var ready: [PairQueue.Entry] = []

    /// How many of them were taken since there is news.
    private var takenCount = 0

    /// The number of shares of the words.
    private let wordShareCount: Int

    /// Where the words of an entry are: its places number `n` begin at `n * wordShareCount`.
    private var places: [Range<Int>] = []

    /// The pair of each places.
    private var numbers: [Int32] = []

    /// The last places of each pair.
    private var lastPlaces: [Int32] = []

    /// How many places belong to entries that were queued.
    private var queuedCount = 0

    init(wordShareCount: Int) { self.wordShareCount = wordShareCount }

    /// Which of some shares a pair belongs to.
    @inline(__always)
    static func number(of pair: UInt64, of shareCount: Int) -> Int {
        (TokenPair.hash(pair) &* shareCount) >> 32
    }

    /// The first entry, whose count is right.
    var first: PairQueue.Entry? { ready.last }

    /// Takes the first entry out.
    mutating func takeFirst() -> PairQueue.Entry? {
        defer { if ready.isEmpty { makeReady(Self.leastReadyCount) } }
        takenCount += 1
        return ready.popLast()
    }

    /// Puts the first entry back.
    mutating func putBack(_ entry: PairQueue.Entry) { ready.append(entry) }

    private static let leastReadyCount = 4

    /// Takes entries with right counts out of the queue.
    private mutating func makeReady(_ count: Int) {
        while ready.count < count, let entry = popFirst() { ready.append(entry) }
        ready.reverse()
    }

    /// Takes the first entry out of the queue; those before it whose counts are out of date are put
    /// back with the right ones.
    private mutating func popFirst() -> PairQueue.Entry? {
        while var entry = queue.first {
            let count = counts.count(Int(entry.number))
            if entry.count == count { return queue.popFirst() }
            entry.count = count
            queue.replaceFirst(with: entry)
        }
        return nil
    }

    /// Where the words of an entry are, in the positions of a share of the words.
    func positions(of entry: PairQueue.Entry, in wordShare: Int) -> Range<Int> {
        places[Int(entry.places) * wordShareCount + wordShare]
    }

    /// Takes in what happened in a share of the words.
    mutating func add(_ news: [PairNews], from wordShare: Int) {
        news[...].forEachBlock { block in
            counts.lookAhead(at: block)
            add(block, wordShare)
        }
    }

    private mutating func add(_ news: ArraySlice<PairNews>, _ wordShare: Int) {
        for new in news {
            let number = counts.add(new.sum, to: new.pair)
            if new.positions.isEmpty { continue }
            while number >= lastPlaces.count { lastPlaces.append(-1) }
            if lastPlaces[number] < queuedCount { addPlaces(of: number) }
            places[Int(lastPlaces[number]) * wordShareCount + wordShare] = new.positions
        }
    }

    private mutating func addPlaces(of number: Int) {
        lastPlaces[number] = Int32(truncatingIfNeeded: numbers.count)
        numbers.append(Int32(truncatingIfNeeded: number))
        for _ in 0..<wordShareCount { places.append(0..<0) }
    }

    /// Queues the pairs that came up, with the counts they have now, those that occur, and finds out
    /// about as many of the first entries as were taken the last time.
    mutating func queueNewPairs() {
        for entry in ready { queue.push(entry) }
        ready.removeAll(keepingCapacity: true)
        for index in queuedCount..<numbers.count {
            let number = numbers[index]
            let (pair, count) = (counts.pair(Int(number)), counts.count(Int(number)))
            if count < 1 { continue }
            let places = Int32(truncatingIfNeeded: index)
            queue.push(.init(count: count, pair: pair, number: number, places: places))
        }
        queue.settle()
        queuedCount = numbers.count
        makeReady(takenCount + takenCount / 4 + Self.leastReadyCount)
        takenCount = 0
    }
}
