internal import UnicodeText

/// The bytes of a page, in memory that somebody else owns.
///
/// An array would be retained and released wherever it is looked at. Indices are checked all the same.
struct PageBytes: RandomAccessCollection {
    /// The memory of the bytes.
    let buffer: UnsafeBufferPointer<UInt8>

    let startIndex = 0
    var endIndex: Int { buffer.count }

    subscript(index: Int) -> UInt8 {
        precondition(UInt(bitPattern: index) < UInt(bitPattern: buffer.count), "beyond the page")
        return buffer[index]
    }

    /// The bytes of a range.
    func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        precondition(range.upperBound <= buffer.count && range.lowerBound >= 0)
        return UnsafeBufferPointer(rebasing: buffer[range])
    }

    /// The index of the first occurrence of a byte in a range.
    func firstIndex(ofByte byte: UInt8, in range: Range<Int>) -> Int? {
        bytes(range).firstOffset(ofByte: byte).map { range.lowerBound + $0 }
    }

    /// The index of the first occurrence of a byte from an index on.
    func firstIndex(ofByte byte: UInt8, from start: Int) -> Int? {
        firstIndex(ofByte: byte, in: start..<count)
    }

    /// The range without white space at both ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, self[start].isSpace { start += 1 }
        while start < end, self[end - 1].isSpace { end -= 1 }
        return start..<end
    }

    func withContiguousStorageIfAvailable<Result>(
        _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) rethrows -> Result? {
        try body(buffer)
    }
}
