extension JSONValue {
    /// Reads one JSON text, strictly: UTF-8 without byte order mark, nothing but white space around
    /// the value, no name twice in an object, no unpaired surrogate, no number beyond double range.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - maximumDepth: How deep arrays and objects may be nested.
    ///   - maximumCount: How many values there may be, those inside others included.
    /// - Throws: `JSONError` with line, column and an excerpt.
    package init(
        parsing bytes: [UInt8],
        maximumDepth: Int = 64,
        maximumCount: Int = 20_000_000
    ) throws(JSONError) {
        var parser = JSONParser(
            bytes: bytes,
            maximumDepth: maximumDepth,
            maximumCount: maximumCount
        )
        self = try parser.parseText()
    }

    /// Reads one JSON text from a string; see `init(parsing:maximumDepth:maximumCount:)`.
    package init(parsing text: String, maximumDepth: Int = 64) throws(JSONError) {
        try self.init(parsing: [UInt8](text.utf8), maximumDepth: maximumDepth)
    }
}

/// A recursive-descent reader over bytes, in RFC 8259's grammar.
struct JSONParser {
    let bytes: [UInt8]
    let maximumDepth: Int
    let maximumCount: Int
    var offset = 0
    private var depth = 0
    private var count = 0

    init(bytes: [UInt8], maximumDepth: Int, maximumCount: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
        self.maximumCount = maximumCount
    }

    /// The byte at `offset`, or nil at the end.
    var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    mutating func parseText() throws(JSONError) -> JSONValue {
        try requireUTF8()
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            throw failure("a byte order mark is not part of JSON; save the file without it")
        }
        skipSpace()
        let value = try parseValue()
        skipSpace()
        guard next == nil else { throw failure("expected the end after the value") }
        return value
    }

    mutating func parseValue() throws(JSONError) -> JSONValue {
        guard let first = next else {
            throw failure("the text ends where a value was expected")
        }
        guard count < maximumCount else {
            throw failure("there are more than \(maximumCount) values")
        }
        count += 1
        switch first {
        case UInt8(ascii: "{"):
            return .object(try nested { parser throws(JSONError) in try parser.members() })
        case UInt8(ascii: "["):
            return .array(try nested { parser throws(JSONError) in try parser.elements() })
        case UInt8(ascii: "\""): return .string(try parseString())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return .number(try parseNumber())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: throw failure("expected a value")
        }
    }

    func failure(_ reason: String, at position: Int? = nil) -> JSONError {
        JSONError(reason, at: position ?? offset, of: bytes)
    }
}

// Structure
extension JSONParser {
    /// Runs `body` one level deeper, past the opening bracket.
    private mutating func nested<Value>(
        _ body: (inout JSONParser) throws(JSONError) -> Value
    ) throws(JSONError) -> Value {
        guard depth < maximumDepth else {
            throw failure("nested deeper than \(maximumDepth) levels")
        }
        depth += 1
        offset += 1
        skipSpace()
        let value = try body(&self)
        depth -= 1
        return value
    }

    private mutating func members() throws(JSONError) -> JSONObject {
        var object = JSONObject()
        if take("}") { return object }
        repeat {
            skipSpace()
            let start = offset
            guard next == UInt8(ascii: "\"") else { throw failure("expected a name in quotes") }
            let key = try parseString()
            guard object[key] == nil else {
                throw failure("the name \"\(key)\" occurs twice in this object", at: start)
            }
            skipSpace()
            guard take(":") else { throw failure("expected ':' after the name") }
            skipSpace()
            object[key] = try parseValue()
            skipSpace()
        } while take(",")
        guard take("}") else { throw failure("expected ',' or '}'") }
        return object
    }

    private mutating func elements() throws(JSONError) -> [JSONValue] {
        var values: [JSONValue] = []
        if take("]") { return values }
        repeat {
            skipSpace()
            values.append(try parseValue())
            skipSpace()
        } while take(",")
        guard take("]") else { throw failure("expected ',' or ']'") }
        return values
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
        guard bytes[offset...].starts(with: word.utf8) else { throw failure("expected \(word)") }
        offset += word.utf8.count
        return value
    }

    /// Steps over `character` if it comes next.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        offset += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            offset += 1
        }
    }
}

// Numbers
extension JSONParser {
    private mutating func parseNumber() throws(JSONError) -> JSONNumber {
        let start = offset
        _ = take("-")
        if take("0") {
            guard digits() == 0 else { throw failure("a number has no leading zero", at: start) }
        } else {
            guard digits() > 0 else { throw failure("expected a digit") }
        }
        if take(".") {
            guard digits() > 0 else { throw failure("expected a digit after the point") }
        }
        if take("e") || take("E") {
            _ = take("+") || take("-")
            guard digits() > 0 else { throw failure("expected a digit of the exponent") }
        }
        let number = JSONNumber(validated: String(decoding: bytes[start..<offset], as: UTF8.self))
        guard number.double.isFinite else {
            throw failure("the number is beyond double precision's range", at: start)
        }
        return number
    }

    /// Steps over digits and returns how many there were.
    private mutating func digits() -> Int {
        let start = offset
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            offset += 1
        }
        return offset - start
    }
}
