/// A queue of pairs by how often they occur.
///
/// The most frequent ones wait in a heap, the others in bins by the power of two of their count. A
/// bin becomes the heap when its turn comes, which it does not for most pairs of a corpus.
struct PairQueue {
    /// A pair in the queue.
    struct Entry: Comparable {
        var count: Int
        let pair: UInt64

        /// The number of the pair among the counts.
        let number: Int32

        /// The number of its places.
        let places: Int32

        /// Whether the entry comes first: its pair is more frequent, or has lower ids.
        static func < (left: Entry, right: Entry) -> Bool {
            left.count != right.count ? left.count > right.count : left.pair < right.pair
        }

        static func == (left: Entry, right: Entry) -> Bool {
            left.count == right.count && left.pair == right.pair
        }
    }

    private var heap = BinaryHeap<Entry>()

    /// Those with counts below two to the power of `floor`, each where its logarithm says.
    private var bins: [[Entry]] = Array(repeating: [], count: Int.bitWidth)
    private var floor = Int.bitWidth

    /// The first entry, which is in the heap if there is any.
    var first: Entry? { heap.lowest }

    /// Adds an entry; ``settle()`` must follow.
    mutating func push(_ entry: Entry) {
        let bin = Self.bin(of: entry)
        if bin >= floor { heap.push(entry) } else { bins[bin].append(entry) }
    }

    /// Puts another entry in place of the first one, which must exist.
    mutating func replaceFirst(with entry: Entry) {
        if Self.bin(of: entry) >= floor { return heap.replaceLowest(with: entry) }
        _ = heap.popLowest()
        push(entry)
        settle()
    }

    /// Takes the first entry out.
    mutating func popFirst() -> Entry? {
        defer { settle() }
        return heap.popLowest()
    }

    /// Makes a heap of the highest bin, where there is none.
    mutating func settle() {
        while heap.lowest == nil, floor > 0 {
            floor -= 1
            for entry in bins[floor] { heap.push(entry) }
            bins[floor] = []
        }
    }

    private static func bin(of entry: Entry) -> Int {
        entry.count < 1 ? 0 : Int.bitWidth - 1 - entry.count.leadingZeroBitCount
    }
}
