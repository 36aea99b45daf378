/// Where each pair of double brackets of a wikitext closes, found in one pass.
struct WikitextBrackets {
    /// The openings in order, and for each the index after its closing pair, or 0.
    private var starts: [Int32] = []
    private var ends: [Int32] = []

    /// The numbers of the openings that are not closed yet.
    private var braces: [Int] = []
    private var squares: [Int] = []

    /// Pairs `{{` with `}}` and `[[` with `]]`.
    init(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { pair($0) }
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
            position = Self.skip(bytes, from: position)
            guard position + 1 < bytes.count else { return }
            let byte = bytes[position]
            guard byte == bytes[position + 1] else {
                position += 1
                continue
            }
            position += handle(byte, at: position) ? 2 : 1
        }
    }

    private mutating func handle(_ byte: UInt8, at position: Int) -> Bool {
        switch byte {
        case UInt8(ascii: "{"): braces.append(open(at: position))
        case UInt8(ascii: "["): squares.append(open(at: position))
        case UInt8(ascii: "}"): close(braces.popLast(), at: position + 2)
        case UInt8(ascii: "]"): close(squares.popLast(), at: position + 2)
        default: return false
        }
        return true
    }

    private mutating func open(at start: Int) -> Int {
        starts.append(Int32(truncatingIfNeeded: start))
        ends.append(0)
        return starts.count - 1
    }

    private mutating func close(_ opening: Int?, at end: Int) {
        if let opening { ends[opening] = Int32(truncatingIfNeeded: end) }
    }

    /// Skips eight bytes at a time while none of them may be a bracket.
    ///
    /// The four brackets differ from 0x59 in the bits of 0x26 only, and few letters do.
    private static func skip(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        let raw = UnsafeRawBufferPointer(bytes)
        while index + 8 <= bytes.count {
            let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let rest = (word & 0xD9D9_D9D9_D9D9_D9D9) ^ 0x5959_5959_5959_5959
            let zeros = (rest &- 0x0101_0101_0101_0101) & ~rest & 0x8080_8080_8080_8080
            if zeros != 0 { return index + UInt64(littleEndian: zeros).trailingZeroBitCount / 8 }
            index += 8
        }
        while index < bytes.count, bytes[index] & 0xD9 != 0x59 { index += 1 }
        return index
    }
}
