/// Joins pairs while passing some over at random.
///
/// Before each merge, the pairs of neighbours are gone through, the lowest rank first and of equal
/// ones the leftmost; each is passed over with the given probability, and the first that is not is
/// joined. When all are passed over, that is the result.
///
/// - SeeAlso: Provilkov, Emelianenko, Voita, "BPE-Dropout", ACL 2020, section 3.
enum BPEDropout {
    /// A pair that may be joined.
    private struct Candidate: Comparable {
        var rank: Int32
        var place: Int32

        static func < (left: Candidate, right: Candidate) -> Bool {
            (left.rank, left.place) < (right.rank, right.place)
        }
    }

    /// Joins pairs until all that are left are passed over.
    static func join(
        _ symbols: inout BPESymbols,
        by table: MergeTable,
        dropout: Double,
        using generator: inout some RandomNumberGenerator
    ) {
        var list = SymbolList(symbols, table)
        var heap = BinaryHeap<Candidate>()
        func add(_ place: Int32) {
            let rank = list.rank(at: place)
            if rank != MergeTable.none { heap.push(Candidate(rank: rank, place: place)) }
        }
        for place in 0..<Int32(symbols.count) { add(place) }
        var passedOver: [Candidate] = []
        while let candidate = heap.popLowest() {
            guard list.rank(at: candidate.place) == candidate.rank else { continue }
            if Double.random(in: 0..<1, using: &generator) < dropout {
                passedOver.append(candidate)
                continue
            }
            for each in passedOver { heap.push(each) }
            passedOver.removeAll(keepingCapacity: true)
            list.join(candidate.place, candidate.rank)
            add(candidate.place)
            let before = list.previous[Int(candidate.place)]
            if before >= 0 { add(before) }
        }
        list.collect(into: &symbols)
    }
}
