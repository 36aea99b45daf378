/// Reads the pieces of several runs as those of one: in order, each piece once.
struct PieceRunMerge {
    /// The bytes of the current piece.
    private(set) var piece: [UInt8] = []

    /// How often it occurs in all runs.
    private(set) var count = 0

    private var readers: [PieceRunReader]

    /// The readers that are not at their ends, as a heap: the piece of the first comes first.
    private var heap: [Int]

    /// Starts before the first piece.
    init(_ readers: [PieceRunReader]) {
        self.readers = readers
        heap = readers.indices.filter { !readers[$0].isAtEnd }
            .sorted { readers[$0].precedes(readers[$1]) }
    }

    /// Goes to the next piece; false when there is none.
    mutating func advance() throws -> Bool {
        guard let first = heap.first else { return false }
        piece.removeAll(keepingCapacity: true)
        piece.append(contentsOf: readers[first].piece)
        count = 0
        while let first = heap.first, readers[first].isAt(piece) {
            count += readers[first].count
            try readers[first].advance()
            if readers[first].isAtEnd { removeFirst() }
            sink()
        }
        return true
    }

    /// Puts the last reader in the place of the first.
    private mutating func removeFirst() {
        let last = heap.removeLast()
        if !heap.isEmpty { heap[0] = last }
    }

    /// Moves the first reader down to its place.
    private mutating func sink() {
        var place = 0
        while true {
            var child = place * 2 + 1
            if child >= heap.count { return }
            if child + 1 < heap.count, readers[heap[child + 1]].precedes(readers[heap[child]]) {
                child += 1
            }
            if !readers[heap[child]].precedes(readers[heap[place]]) { return }
            heap.swapAt(place, child)
            place = child
        }
    }
}
