/// The symbols of a piece while pairs are joined: tokens, and where each ends.
struct BPESymbols {
    /// Up to how many symbols are joined in place, with a search for each merge.
    static let smallCount = 256

    /// Which tokens.
    let ids: UnsafeMutablePointer<TokenID>

    /// Where each ends in the piece, in bytes.
    let ends: UnsafeMutablePointer<Int32>

    /// How many there are.
    private(set) var count = 0

    /// Calls `body` with no symbols, and room for `capacity`.
    static func withCapacity(_ capacity: Int, _ body: (inout BPESymbols) -> Void) {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: capacity * 2) { memory in
            guard let start = memory.baseAddress else { return }
            var symbols = BPESymbols(ids: start, ends: start + capacity)
            body(&symbols)
        }
    }

    private init(ids: UnsafeMutablePointer<TokenID>, ends: UnsafeMutablePointer<Int32>) {
        self.ids = ids
        self.ends = ends
    }

    /// Adds a symbol.
    @inline(__always)
    mutating func add(_ id: TokenID, end: Int) {
        ids[count] = id
        ends[count] = Int32(truncatingIfNeeded: end)
        count += 1
    }

    /// Whether the last symbol is this token.
    func isLast(_ id: TokenID) -> Bool { count > 0 && ids[count - 1] == id }

    /// Moves the end of the last symbol.
    mutating func lengthenLast(end: Int) { ends[count - 1] = Int32(truncatingIfNeeded: end) }

    /// Keeps the first symbols only.
    mutating func truncate(to count: Int) { self.count = count }

    /// Appends the symbols as tokens.
    func append(to result: inout PieceTokens) {
        for index in 0..<count { result.append(ids[index], end: Int(ends[index])) }
    }

    /// Joins pairs, the lowest rank first and of equal ones the leftmost, until none has a merge.
    ///
    /// The lowest rank is found by going through all, without branches: the time is quadratic in
    /// the number of symbols, which is small.
    mutating func join(by table: MergeTable) {
        if count < 2 { return }
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: count * 3) { memory in
            guard let ranks = memory.baseAddress else { return }
            let links = Links(next: ranks + count, previous: ranks + count * 2)
            for index in 0..<count {
                let isLast = index + 1 == count
                ranks[index] = isLast ? MergeTable.none : table.rank(ids[index], ids[index + 1])
                links.next[index] = Int32(truncatingIfNeeded: index + 1)
                links.previous[index] = Int32(truncatingIfNeeded: index - 1)
            }
            while let place = lowest(ranks) { join(place, links, ranks, table) }
            collect(links.next)
        }
    }

    /// The next and the previous symbol of each.
    private struct Links {
        let next: UnsafeMutablePointer<Int32>
        let previous: UnsafeMutablePointer<Int32>
    }

    /// The place of the pair that goes first, or nil when none has a merge.
    @inline(__always)
    private func lowest(_ ranks: UnsafeMutablePointer<Int32>) -> Int? {
        var best = MergeTable.none
        for index in 0..<count { best = min(best, ranks[index]) }
        if best == MergeTable.none { return nil }
        var place = 0
        while ranks[place] != best { place += 1 }
        return place
    }

    /// Joins the pair that starts at a place.
    @inline(__always)
    private func join(
        _ place: Int,
        _ links: Links,
        _ ranks: UnsafeMutablePointer<Int32>,
        _ table: MergeTable
    ) {
        let right = Int(links.next[place])
        let after = Int(links.next[right])
        let before = Int(links.previous[place])
        ids[place] = table.result(ranks[place])
        ends[place] = ends[right]
        ranks[right] = MergeTable.none
        ranks[place] = after < count ? table.rank(ids[place], ids[after]) : MergeTable.none
        links.next[place] = Int32(truncatingIfNeeded: after)
        if after < count { links.previous[after] = Int32(truncatingIfNeeded: place) }
        if before >= 0 { ranks[before] = table.rank(ids[before], ids[place]) }
    }

    /// Puts the symbols that are left side by side.
    private mutating func collect(_ next: UnsafeMutablePointer<Int32>) {
        var (from, to) = (0, 0)
        while from < count {
            ids[to] = ids[from]
            ends[to] = ends[from]
            from = Int(next[from])
            to += 1
        }
        count = to
    }
}
