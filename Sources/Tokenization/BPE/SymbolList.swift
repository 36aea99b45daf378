/// The symbols of a piece as a linked list, so that a pair is joined without moving the others.
struct SymbolList {
    private let table: MergeTable
    private let ids: UnsafeMutablePointer<TokenID>

    /// The next and the previous symbol of each, -1 for none.
    private var next: [Int32]
    private(set) var previous: [Int32]

    init(_ symbols: BPESymbols, _ table: MergeTable) {
        self.table = table
        ids = symbols.ids
        let count = symbols.count
        next = (0..<count).map { Int32($0 + 1 < count ? $0 + 1 : -1) }
        previous = (0..<count).map { Int32($0) - 1 }
    }

    /// The rank of the pair that starts at a place; none when the symbol there is gone.
    @inline(__always)
    func rank(at place: Int32) -> Int32 {
        let right = next[Int(place)]
        if right < 0 || ids[Int(place)] < 0 { return MergeTable.none }
        return table.rank(ids[Int(place)], ids[Int(right)])
    }

    /// Joins the pair of a rank that starts at a place.
    mutating func join(_ place: Int32, _ rank: Int32) {
        let right = next[Int(place)]
        let after = next[Int(right)]
        ids[Int(place)] = table.result(rank)
        ids[Int(right)] = -1
        next[Int(place)] = after
        if after >= 0 { previous[Int(after)] = place }
    }

    /// Writes what is left of the symbols side by side.
    func collect(into symbols: inout BPESymbols) {
        var count = 0
        var place = 0
        let last = symbols.count
        while place >= 0, place < last {
            let following = Int(next[place])
            symbols.ids[count] = ids[place]
            symbols.ends[count] = symbols.ends[(following < 0 ? last : following) - 1]
            count += 1
            place = following
        }
        symbols.truncate(to: count)
    }
}
