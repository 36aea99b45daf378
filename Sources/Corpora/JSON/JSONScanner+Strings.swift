extension JSONScanner {
    /// Reads a string and undoes its escapes.
    mutating func scanString() throws(JSONFault) -> [UInt8] {
        let opening = position
        position += 1
        var text: [UInt8] = []
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return text
            case UInt8(ascii: "\\"): try scanEscape(into: &text)
            case 0..<0x20: throw fault("a control character inside a string must be escaped")
            default:
                text.append(byte)
                position += 1
            }
        }
        throw fault("the string that opens here is not closed", at: opening)
    }

    private mutating func scanEscape(into text: inout [UInt8]) throws(JSONFault) {
        let start = position
        position += 1
        guard let letter = peek else { throw fault("the line ends inside a string") }
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): try scanScalar(from: start, into: &text)
        default: throw fault("'\\\(Unicode.Scalar(letter))' is no escape of JSON", at: start)
        }
    }

    /// Reads the digits of `\uXXXX`, and the second half of a surrogate pair.
    ///
    /// Half a pair, which the grammar allows, is no character: bytes stand for it that are not UTF-8, so that
    /// a record that has it is rejected, and nothing else.
    private mutating func scanScalar(
        from start: Int,
        into text: inout [UInt8]
    ) throws(JSONFault) {
        var value = try scanHexadecimal(from: start)
        if (0xD800..<0xDC00).contains(value), bytes[position...].starts(with: Array("\\u".utf8)) {
            let next = position
            position += 2
            let low = try scanHexadecimal(from: start)
            if (0xDC00..<0xE000).contains(low) {
                value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
            } else {
                position = next
            }
        }
        if let scalar = Unicode.Scalar(value) {
            text += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
        } else {
            text += [0xED, UInt8(0x80 | value >> 6 & 0x3F), UInt8(0x80 | value & 0x3F)]
        }
    }

    private mutating func scanHexadecimal(from start: Int) throws(JSONFault) -> UInt32 {
        let digits = bytes[position...].prefix(4)
        let text = String(decoding: digits, as: UTF8.self)
        guard digits.count == 4, text.allSatisfy(\.isHexDigit), let value = UInt32(text, radix: 16)
        else { throw fault("'\\u' needs four hexadecimal digits", at: start) }
        position += 4
        return value
    }
}
