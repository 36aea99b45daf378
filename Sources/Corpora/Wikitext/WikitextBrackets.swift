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

    /// The number of the opening that was looked for last, or that follows where it would be.
    private var current = 0

    /// Starts a page: pairs its `{{` with `}}` and its `[[` with `]]`.
    mutating func open(_ page: PageBytes) {
        current = 0
        starts.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        braces.removeAll(keepingCapacity: true)
        squares.removeAll(keepingCapacity: true)
        pair(page.buffer)
    }

    /// The index after the pair that closes the one at `start`, or nil when it is not closed.
    mutating func end(ofPairAt start: Int) -> Int? {
        // Pages are read from their beginning to their end, with a look ahead now and then.
        if current < starts.count, starts[current] < start { current += 1 }
        if current >= starts.count || starts[current] != start { current = number(from: start) }
        guard current < starts.count, starts[current] == start, ends[current] != 0 else {
            return nil
        }
        return Int(ends[current])
    }

    /// The number of the first opening at an index or after it.
    private func number(from start: Int) -> Int {
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] < start { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func pair(_ bytes: UnsafeBufferPointer<UInt8>) {
        var position = 0
        while position + 1 < bytes.count {
            position = ByteScan.doubleBrackets(bytes, from: position)
            guard position < bytes.count else { return }
            position = handle(bytes[position], at: position, in: bytes)
        }
    }

    /// Takes a pair and returns where to go on.
    private mutating func handle(
        _ byte: UInt8,
        at position: Int,
        in bytes: UnsafeBufferPointer<UInt8>
    ) -> Int {
        var end = position + 2
        switch byte {
        case UInt8(ascii: "{"): braces.append(open(at: position))
        case UInt8(ascii: "["): squares.append(open(at: position))
        case UInt8(ascii: "}"):
            let opening = braces.popLast()
            if let opening, isParameter(Int(starts[opening]), end: end, in: bytes) { end += 1 }
            close(opening, at: end)
        default: close(squares.popLast(), at: end)
        }
        return end
    }

    /// Whether braces are three on both sides, as around a parameter of a template.
    private func isParameter(
        _ start: Int,
        end: Int,
        in bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        end < bytes.count && bytes[end] == UInt8(ascii: "}")
            && bytes[start + 2] == UInt8(ascii: "{")
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
