import Markup

extension WikitextInline {
    /// Two, three or five apostrophes are markup; one is an apostrophe.
    func readQuotes(_ index: Int, into prose: inout ProseText) -> Int {
        let quote = UInt8(ascii: "'")
        let end = bytes[index...].firstIndex { $0 != quote } ?? bytes.count
        let count = end - index
        let shown = count == 1 ? 1 : count == 4 ? 1 : max(0, count - 5)
        for _ in 0..<shown { prose.append(quote) }
        return end
    }

    func readEntity(_ index: Int, into prose: inout ProseText) -> Int {
        let name = bytes[(index + 1)...].prefix(10).prefix { $0 != UInt8(ascii: ";") }
        let end = name.endIndex
        guard end < bytes.count, bytes[end] == UInt8(ascii: ";"),
            let scalar = HTMLEntities.scalar(for: String(decoding: name, as: UTF8.self))
        else {
            prose.append(bytes[index])
            return index + 1
        }
        // Some pages have references that were escaped twice, as "&amp;nbsp;".
        if scalar == "&", bytes[(end + 1)...].first?.isLetter == true {
            let next = bytes[(end + 1)...].prefix(9).prefix { $0 != UInt8(ascii: ";") }
            let name = String(decoding: next, as: UTF8.self)
            if let inner = HTMLEntities.scalar(for: name), starts(next.endIndex, with: ";") {
                prose.append(inner)
                return next.endIndex + 1
            }
        }
        prose.append(scalar)
        return end + 1
    }

    /// `__NOTOC__` and its like are instructions.
    func readMagicWord(_ index: Int, into prose: inout ProseText) -> Int {
        let word = bytes[index...].dropFirst(2).prefix(30).prefix { $0.isLetter }
        if starts(index, with: "__"), !word.isEmpty, starts(word.endIndex, with: "__") {
            return word.endIndex + 2
        }
        prose.append(bytes[index])
        return index + 1
    }

    /// The characters that start with these bytes hold the spaces and marks that prose drops.
    func readScalar(_ index: Int, into prose: inout ProseText) -> Int {
        let count = bytes[index] == 0xC2 ? 2 : 3
        if index + count <= bytes.count, let scalar = wellFormed(index, count: count) {
            prose.append(scalar)
            return index + count
        }
        let scalar = String(decoding: bytes[index...].prefix(count), as: UTF8.self)
            .unicodeScalars.first
        if let scalar { prose.append(scalar) }
        return index + count
    }

    /// The character of two or three bytes at an index, or nil where they are none.
    private func wellFormed(_ index: Int, count: Int) -> Unicode.Scalar? {
        var value = UInt32(bytes[index]) & (count == 2 ? 0x1F : 0x0F)
        for byte in bytes.bytes(index + 1..<index + count) {
            guard byte & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        return Unicode.Scalar(value)
    }
}

extension UInt8 {
    var lowercased: UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
    }

    var isLetter: Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
    }

    var isDigit: Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
    }

    var isLetterOrDigit: Bool { isLetter || isDigit }
}
