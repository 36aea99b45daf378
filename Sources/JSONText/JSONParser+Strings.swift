extension JSONParser {
    /// Reads a string, from its opening to past its closing quote.
    mutating func parseString() throws(JSONError) -> String {
        let opening = offset
        offset += 1
        var text = ""
        while true {
            text += plainRun()
            switch next {
            case UInt8(ascii: "\""):
                offset += 1
                return text
            case UInt8(ascii: "\\"):
                text.unicodeScalars.append(try parseEscape())
            case nil:
                throw failure("the string that begins here has no end", at: opening)
            default:
                throw failure("a control character in a string must be written as an escape")
            }
        }
    }

    /// The characters up to the next quote, backslash or control character.
    private mutating func plainRun() -> String {
        let start = offset
        while let byte = next,
            byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\")
        {
            offset += 1
        }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    private mutating func parseEscape() throws(JSONError) -> Unicode.Scalar {
        let start = offset
        offset += 1
        guard let letter = next else { throw failure("the text ends inside an escape") }
        offset += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
            return Unicode.Scalar(letter)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try parseCodePoint(from: start)
        default: throw failure("unknown escape", at: start)
        }
    }

    /// Reads what follows `\u`: four digits, or a surrogate pair.
    private mutating func parseCodePoint(from start: Int) throws(JSONError) -> Unicode.Scalar {
        let first = try parseHexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, take("\\"), take("u") else {
            throw failure("an unpaired surrogate is no character", at: start)
        }
        let second = try parseHexadecimal()
        let combined = 0x10000 | (first & 0x3FF) << 10 | second & 0x3FF
        guard second & 0xFC00 == 0xDC00, let scalar = Unicode.Scalar(combined) else {
            throw failure("an unpaired surrogate is no character", at: start)
        }
        return scalar
    }

    private mutating func parseHexadecimal() throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            let digit = next.flatMap { Character(Unicode.Scalar($0)).hexDigitValue }
            guard let digit else { throw failure("expected four hexadecimal digits") }
            value = value << 4 | UInt32(digit)
            offset += 1
        }
        return value
    }

    /// Refuses bytes that are not UTF-8, naming the first of them.
    func requireUTF8() throws(JSONError) {
        guard String(validating: bytes, as: UTF8.self) == nil else { return }
        var parser = Unicode.UTF8.ForwardParser()
        var input = bytes.makeIterator()
        var position = 0
        while true {
            switch parser.parseScalar(from: &input) {
            case .valid(let encoded): position += encoded.count
            case .emptyInput, .error: throw failure("this byte is not UTF-8", at: position)
            }
        }
    }
}
