extension String {
    /// The text with a space for each tab and line end.
    var onOneLine: String {
        var text = self
        return text.withUTF8 { Self.onOneLine($0) } ?? self
    }

    /// The bytes as a text of one line, or nil when they are one.
    private static func onOneLine(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        guard var blank = nextBlank(in: bytes, from: 0) else { return nil }
        var line: [UInt8] = []
        line.reserveCapacity(bytes.count)
        var start = 0
        while true {
            line.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<blank.lowerBound]))
            line.append(UInt8(ascii: " "))
            start = blank.upperBound
            guard let next = nextBlank(in: bytes, from: start) else { break }
            blank = next
        }
        line.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
        return String(decoding: line, as: UTF8.self)
    }

    /// Where the next tab or line end stands: a control character from tab to carriage return, U+0085,
    /// U+2028 or U+2029.
    private static func nextBlank(
        in bytes: UnsafeBufferPointer<UInt8>,
        from start: Int
    ) -> Range<Int>? {
        var index = start
        while index < bytes.count {
            index = endOfPlainASCII(bytes, from: index)
            guard index < bytes.count else { return nil }
            let length = blankLength(bytes, at: index)
            if length > 0 { return index..<index + length }
            index += 1
        }
        return nil
    }

    /// The length of the tab or line end at an index, or 0.
    private static func blankLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        let byte = bytes[index]
        if byte < 0x80 { return (0x09...0x0D).contains(byte) ? 1 : 0 }
        if byte == 0xC2 { return bytes[index + 1] == 0x85 ? 2 : 0 }
        let isBlank = byte == 0xE2 && bytes[index + 1] == 0x80 && bytes[index + 2] & 0xFE == 0xA8
        return isBlank ? 3 : 0
    }

    /// The end of a run of visible ASCII and spaces, found eight bytes at a time.
    private static func endOfPlainASCII(
        _ bytes: UnsafeBufferPointer<UInt8>,
        from start: Int
    ) -> Int {
        var index = start
        let raw = UnsafeRawBufferPointer(bytes)
        while index + 8 <= bytes.count {
            let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let others = (word &- 0x2020_2020_2020_2020) | word
            if others & 0x8080_8080_8080_8080 != 0 { break }
            index += 8
        }
        while index < bytes.count, (0x20..<0x80).contains(bytes[index]) { index += 1 }
        return index
    }
}
