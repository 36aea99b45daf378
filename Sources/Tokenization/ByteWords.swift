/// Bytes that are hashed and compared some at a time, in words that may overlap.
///
/// Nothing is read beyond the end, and the way through does not depend on the exact number of bytes,
/// which a processor cannot foresee.
package enum ByteWords {
    /// Calls `body` with words in which no two strings of the same length agree.
    @inline(__always)
    package static func forEach(of bytes: UnsafeBufferPointer<UInt8>, _ body: (UInt64) -> Void) {
        let count = bytes.count
        guard let start = UnsafeRawBufferPointer(bytes).baseAddress, count > 0 else { return }
        if count < 8 { return body(shortWord(start, count)) }
        var place = 0
        while place + 8 < count {
            body(word(start, at: place))
            place += 8
        }
        body(word(start, at: count - 8))
    }

    /// Whether the first bytes at two places are the same.
    @inline(__always)
    package static func areEqual(
        _ left: UnsafeRawPointer,
        _ right: UnsafeRawPointer,
        count: Int
    ) -> Bool {
        if count < 8 { return count == 0 || shortWord(left, count) == shortWord(right, count) }
        var place = 0
        while place + 8 < count {
            if word(left, at: place) != word(right, at: place) { return false }
            place += 8
        }
        return word(left, at: count - 8) == word(right, at: count - 8)
    }

    @inline(__always)
    private static func word(_ start: UnsafeRawPointer, at place: Int) -> UInt64 {
        start.loadUnaligned(fromByteOffset: place, as: UInt64.self)
    }

    /// One to seven bytes in a word.
    @inline(__always)
    private static func shortWord(_ start: UnsafeRawPointer, _ count: Int) -> UInt64 {
        if count >= 4 {
            let first = start.loadUnaligned(as: UInt32.self)
            let last = start.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
            return UInt64(first) << 32 | UInt64(last)
        }
        let first = start.load(as: UInt8.self)
        let middle = start.load(fromByteOffset: count / 2, as: UInt8.self)
        let last = start.load(fromByteOffset: count - 1, as: UInt8.self)
        return UInt64(first) << 16 | UInt64(middle) << 8 | UInt64(last)
    }
}
