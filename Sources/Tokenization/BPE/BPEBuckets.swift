/// Joins the pairs of long pieces: places wait in a bucket for each merge.
///
/// The lowest bucket is emptied from left to right. Joining makes new pairs, nearly always of later
/// merges; where one is of an earlier merge, the rest of the bucket waits. So all places of a merge
/// are handled in one go, and the time is proportional to the number of symbols but for sorting
/// the ranks that occur.
struct BPEBuckets {
    private var list: SymbolList

    /// The bucket of each rank, -1 for none.
    private var bucketOfRank: [Int32]
    private var buckets: [[Int32]] = []
    private var free: [Int] = []

    /// The ranks that have buckets.
    private var ranks = BinaryHeap<Int32>()

    /// Joins pairs until none has a merge.
    static func join(_ symbols: inout BPESymbols, by table: MergeTable) {
        var work = BPEBuckets(symbols, table)
        while let rank = work.ranks.popLowest() { work.empty(rank) }
        work.list.collect(into: &symbols)
    }

    private init(_ symbols: BPESymbols, _ table: MergeTable) {
        list = SymbolList(symbols, table)
        bucketOfRank = Array(repeating: -1, count: table.rankLimit)
        for place in 0..<Int32(symbols.count) { add(place, below: .min) }
    }

    /// Puts the pair that starts at a place into its bucket; true if its rank is at most `limit`.
    @discardableResult
    private mutating func add(_ place: Int32, below limit: Int32) -> Bool {
        let rank = list.rank(at: place)
        if rank == MergeTable.none { return false }
        let bucket = bucketOfRank[Int(rank)]
        if bucket >= 0 {
            buckets[Int(bucket)].append(place)
        } else {
            open([place], rank)
        }
        return rank <= limit
    }

    private mutating func open(_ places: [Int32], _ rank: Int32) {
        if let bucket = free.popLast() {
            buckets[bucket] = places
            bucketOfRank[Int(rank)] = Int32(bucket)
        } else {
            bucketOfRank[Int(rank)] = Int32(buckets.count)
            buckets.append(places)
        }
        ranks.push(rank)
    }

    /// Joins the pairs of a rank, unless ones of an earlier rank come up.
    private mutating func empty(_ rank: Int32) {
        let places = take(rank)
        for (index, place) in places.enumerated() {
            if list.rank(at: place) == rank, join(place, rank) {
                for rest in places[(index + 1)...] { putBack(rest, rank) }
                return
            }
        }
    }

    /// The places of a rank in order; its bucket is free afterwards.
    private mutating func take(_ rank: Int32) -> [Int32] {
        let bucket = Int(bucketOfRank[Int(rank)])
        var places: [Int32] = []
        swap(&places, &buckets[bucket])
        free.append(bucket)
        bucketOfRank[Int(rank)] = -1
        let isSorted = places.indices.dropFirst().allSatisfy { places[$0 - 1] <= places[$0] }
        if !isSorted { places.sort() }
        return places
    }

    private mutating func putBack(_ place: Int32, _ rank: Int32) {
        let bucket = bucketOfRank[Int(rank)]
        if bucket >= 0 { buckets[Int(bucket)].append(place) } else { open([place], rank) }
    }

    /// Joins a pair; true when a new pair has a rank as early as this one.
    private mutating func join(_ place: Int32, _ rank: Int32) -> Bool {
        list.join(place, rank)
        let isEarlier = add(place, below: rank)
        let before = list.previous[Int(place)]
        return before >= 0 && add(before, below: rank) || isEarlier
    }
}

/// A heap that gives the lowest element first.
struct BinaryHeap<Element: Comparable> {
    private var elements: [Element] = []

    /// The lowest element, nil when there is none.
    var lowest: Element? { elements.first }

    /// Adds an element.
    mutating func push(_ element: Element) {
        elements.append(element)
        var index = elements.count - 1
        while index > 0 {
            let parent = (index - 1) / 2
            if elements[parent] <= elements[index] { break }
            elements.swapAt(parent, index)
            index = parent
        }
    }

    /// Takes the lowest element away, nil when there is none.
    mutating func popLowest() -> Element? {
        guard let last = elements.popLast() else { return nil }
        guard let lowest = elements.first else { return last }
        replaceLowest(with: last)
        return lowest
    }

    /// Puts another element in place of the lowest one, which must exist.
    mutating func replaceLowest(with element: Element) {
        var index = 0
        while true {
            var child = index * 2 + 1
            if child >= elements.count { break }
            if child + 1 < elements.count, elements[child + 1] < elements[child] { child += 1 }
            if element <= elements[child] { break }
            elements[index] = elements[child]
            index = child
        }
        elements[index] = element
    }
}
