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
    /// Takes time quadratic in the number of symbols, which is small.
    mutating func join(by table: MergeTable) {
        if count < 2 { return }
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { memory in
            guard let ranks = memory.baseAddress else { return }
            for index in 0..<count - 1 { ranks[index] = table.rank(ids[index], ids[index + 1]) }
            while let index = lowest(ranks) {
                ids[index] = table.result(ranks[index])
                remove(index + 1, ranks)
                if index > 0 { ranks[index - 1] = table.rank(ids[index - 1], ids[index]) }
                if index + 1 < count { ranks[index] = table.rank(ids[index], ids[index + 1]) }
            }
        }
    }

    /// The place of the pair that goes first, or nil when none has a merge.
    @inline(__always)
    private func lowest(_ ranks: UnsafeMutablePointer<Int32>) -> Int? {
        var best = MergeTable.none
        var place = -1
        for index in 0..<count - 1 where ranks[index] < best {
            best = ranks[index]
            place = index
        }
        return place < 0 ? nil : place
    }

    /// Takes a symbol away, whose text the one before it gets.
    @inline(__always)
    private mutating func remove(_ index: Int, _ ranks: UnsafeMutablePointer<Int32>) {
        ends[index - 1] = ends[index]
        count -= 1
        for place in index..<count {
            ids[place] = ids[place + 1]
            ends[place] = ends[place + 1]
            ranks[place - 1] = ranks[place]
        }
    }
}
