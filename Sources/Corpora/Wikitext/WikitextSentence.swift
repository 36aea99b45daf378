/// What tells prose from other texts.
package enum WikitextSentence {
    /// Whether a text in UTF-8 has a character that is a letter.
    package static func hasLetter(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        // A letter of ASCII after others is a character of its own.
        for byte in text {
            if byte >= 0x80 { break }
            if byte.isLetter { return true }
        }
        if text.allSatisfy({ $0 < 0x80 }) { return false }
        return String(decoding: text, as: UTF8.self).contains(where: \.isLetter)
    }

    /// Whether a text in UTF-8 of several words ends as a sentence does, perhaps inside quotation marks or
    /// parentheses.
    package static func isEnded(by text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.contains(0x20) else { return false }
        switch text.last(where: { !closesQuotation($0) }) {
        case nil: return false
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): return true
        case let last? where last < 0x80: return false
        default:
            let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
            return scalars.last { !closesQuotation($0) }.map(endsSentence) ?? false
        }
    }

    /// Whether a text in UTF-8 has a book's number, as a list of literature has in any section.
    package static func namesBook(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var rest = text[...]
        while let start = rest.firstIndex(of: UInt8(ascii: "I")) {
            rest = text[start...]
            let number = rest.dropFirst(4).drop { $0 == 0x20 || $0 == UInt8(ascii: ":") }
            if rest.starts(with: "ISBN".utf8), number.first?.isDigit == true { return true }
            rest.removeFirst()
        }
        return false
    }

    private static func closesQuotation(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: ")")
    }

    private static func closesQuotation(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\"", "'", ")", "\u{201D}", "\u{2019}", "\u{BB}": true
        default: false
        }
    }

    private static func endsSentence(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case ".", "!", "?", "\u{2026}", "\u{3002}", "\u{FF01}", "\u{FF1F}": true
        default: false
        }
    }
}
