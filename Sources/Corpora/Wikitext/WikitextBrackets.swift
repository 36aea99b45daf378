/// Where each pair of double brackets of a wikitext closes, found in one pass.
///
/// One value serves all pages in turn, and keeps its memory.
struct WikitextBrackets {
    /// The openings in order, and for each the index after its closing pair, or 0.
    private var starts: [Int32] = []
    private var ends: [Int32] = []

    /// The numbers of the openings that are not closed yet.
    private var braces: [Int] = []
    private var squares: [Int] = []

    /// Starts a page: pairs its `{{` with `}}` and its `[[` with `]]`.
    mutating func open(_ page: [UInt8]) {
        starts.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        braces.removeAll(keepingCapacity: true)
        squares.removeAll(keepingCapacity: true)
        page.withUnsafeBufferPointer { pair($0) }
    }

    /// The index after the pair that closes the one at `start`, or nil when it is not closed.
    func end(ofPairAt start: Int) -> Int? {
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] < start { low = middle + 1 } else { high = middle }
        }
        guard low < starts.count, starts[low] == start, ends[low] != 0 else { return nil }
        return Int(ends[low])
    }

    private mutating func pair(_ bytes: UnsafeBufferPointer<UInt8>) {
        var position = 0
        while position + 1 < bytes.count {
            position = ByteScan.doubleBrackets(bytes, from: position)
            guard position < bytes.count else { return }
            handle(bytes[position], at: position)
            position += 2
        }
    }

    private mutating func handle(_ byte: UInt8, at position: Int) {
        switch byte {
        case UInt8(ascii: "{"): braces.append(open(at: position))
        case UInt8(ascii: "["): squares.append(open(at: position))
        case UInt8(ascii: "}"): close(braces.popLast(), at: position + 2)
        default: close(squares.popLast(), at: position + 2)
        }
    }

    private mutating func open(at start: Int) -> Int {
        starts.append(Int32(truncatingIfNeeded: start))
        ends.append(0)
        return starts.count - 1
    }

    private mutating func close(_ opening: Int?, at end: Int) {
        if let opening { ends[opening] = Int32(truncatingIfNeeded: end) }
    }
}
