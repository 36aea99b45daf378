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
    @inline(__always)
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
    /// Takes time that grows as the symbols times the different merges, nearly always; quadratic in the
    /// number of symbols, which is small, at the most.
    mutating func join(by table: MergeTable) {
        if count < 2 { return }
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { memory in
            guard let ranks = memory.baseAddress else { return }
            var lowest = MergeTable.none
            for index in 0..<count - 1 {
                ranks[index] = table.rank(ids[index], ids[index + 1])
                lowest = min(lowest, ranks[index])
            }
            while lowest != MergeTable.none { lowest = join(lowest, ranks, table) }
        }
    }

    /// Joins the pairs of the lowest rank from left to right, but none after one beside which a pair
    /// comes up that goes before them.
    ///
    /// - Returns: The lowest rank of the pairs there are then.
    @inline(__always)
    private mutating func join(
        _ rank: Int32,
        _ ranks: UnsafeMutablePointer<Int32>,
        _ table: MergeTable
    ) -> Int32 {
        let result = table.result(rank)
        var (from, to, lowest) = (0, 0, MergeTable.none)
        var (lastRank, isStopped) = (MergeTable.none, false)
        while from < count {
            var nextRank = from + 1 < count ? ranks[from] : MergeTable.none
            if nextRank == rank, !isStopped {
                if to > 0 { lastRank = table.rank(ids[to - 1], result) }
                from += 1
                ids[from] = result
                nextRank = from + 1 < count ? table.rank(result, ids[from + 1]) : MergeTable.none
                isStopped = min(lastRank, nextRank) <= rank
            }
            if to > 0 {
                ranks[to - 1] = lastRank
                lowest = min(lowest, lastRank)
            }
            (ids[to], ends[to]) = (ids[from], ends[from])
            (from, to, lastRank) = (from + 1, to + 1, nextRank)
        }
        count = to
        return lowest
    }
}
