internal import UnicodeText

/// Reads JSON by RFC 8259, strictly and in bounded depth, and says where it is wrong.
struct JSONReader {
    private let bytes: [UInt8]
    private let source: String
    private var index = 0
    private var depth = 0

    /// How deep arrays and objects may nest; a tokenizer needs ten levels.
    static let maximumDepth = 64

    /// The value that the whole of `bytes` spells.
    static func read(
        _ bytes: [UInt8],
        source: String
    ) throws(TokenizerFormatError) -> JSONNode {
        var reader = JSONReader(bytes: bytes, source: source)
        if let offset = UTF8Validation.firstInvalidOffset(in: bytes) {
            throw reader.error("invalid UTF-8 at byte \(offset)", at: offset)
        }
        let node = try reader.value()
        reader.skipSpace()
        guard reader.index == bytes.count else {
            throw reader.error("something follows the end of the JSON value")
        }
        return node
    }

    private init(bytes: [UInt8], source: String) {
        self.bytes = bytes
        self.source = source
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    }

    private func error(_ problem: String, at offset: Int? = nil) -> TokenizerFormatError {
        TokenizerFormatError(
            problem,
            at: offset ?? index,
            of: bytes,
            source: source,
            advice: "The file is damaged or not JSON: copy or make it again."
        )
    }

    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || 0x09...0x0A ~= byte || byte == 0x0D { index += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    private mutating func value() throws(TokenizerFormatError) -> JSONNode {
        skipSpace()
        let start = index
        guard let next else { throw error("the file ends where a value should be") }
        switch next {
        case UInt8(ascii: "{"): return JSONNode(offset: start, value: .object(try members()))
        case UInt8(ascii: "["): return JSONNode(offset: start, value: .array(try elements()))
        case UInt8(ascii: "\""): return JSONNode(offset: start, value: .string(try string()))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return JSONNode(offset: start, value: try number())
        default: return JSONNode(offset: start, value: try word())
        }
    }

    private mutating func word() throws(TokenizerFormatError) -> JSONNode.Value {
        let words: [(String, JSONNode.Value)] = [
            ("null", .null), ("true", .bool(true)), ("false", .bool(false)),
        ]
        for (word, value) in words where bytes[index...].starts(with: word.utf8) {
            index += word.utf8.count
            return value
        }
        throw error("expected a value")
    }

    private mutating func enter() throws(TokenizerFormatError) {
        depth += 1
        if depth > Self.maximumDepth {
            throw error("values are nested deeper than \(Self.maximumDepth) levels")
        }
        index += 1
        skipSpace()
    }

    private mutating func elements() throws(TokenizerFormatError) -> [JSONNode] {
        try enter()
        defer { depth -= 1 }
        var result: [JSONNode] = []
        if take("]") { return result }
        while true {
            result.append(try value())
            skipSpace()
            if take("]") { return result }
            guard take(",") else { throw error("expected \",\" or \"]\"") }
        }
    }

    private mutating func members() throws(TokenizerFormatError) -> [JSONNode.Member] {
        try enter()
        defer { depth -= 1 }
        var result: [JSONNode.Member] = []
        if take("}") { return result }
        while true {
            skipSpace()
            let start = index
            guard next == UInt8(ascii: "\"") else { throw error("expected a name in quotes") }
            let name = try string()
            skipSpace()
            guard take(":") else { throw error("expected \":\"") }
            result.append(JSONNode.Member(name: name, offset: start, value: try value()))
            skipSpace()
            if take("}") { return result }
            guard take(",") else { throw error("expected \",\" or \"}\"") }
        }
    }

    private mutating func number() throws(TokenizerFormatError) -> JSONNode.Value {
        let start = index
        _ = take("-")
        let digits = index
        try skipDigits()
        if bytes[digits] == UInt8(ascii: "0"), index > digits + 1 {
            throw error("a number starts with 0", at: digits)
        }
        var isInteger = true
        if take(".") {
            isInteger = false
            try skipDigits()
        }
        if take("e") || take("E") {
            isInteger = false
            if !take("-") { _ = take("+") }
            try skipDigits()
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        return isInteger ? Int(text).map { .integer($0) } ?? .otherNumber : .otherNumber
    }

    private mutating func skipDigits() throws(TokenizerFormatError) {
        let start = index
        while let byte = next, 0x30...0x39 ~= byte { index += 1 }
        if index == start { throw error("expected a digit") }
    }
}

// MARK: - Strings

extension JSONReader {
    private mutating func string() throws(TokenizerFormatError) -> [UInt8] {
        let start = index
        index += 1
        var result: [UInt8] = []
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                return result
            case UInt8(ascii: "\\"): result += try escape()
            case ..<0x20: throw error("a control character in a string, which must be escaped")
            default:
                result.append(byte)
                index += 1
            }
        }
        throw error("the file ends inside a string", at: start)
    }

    private mutating func escape() throws(TokenizerFormatError) -> [UInt8] {
        let start = index
        index += 2
        guard index <= bytes.count else { throw error("the file ends inside a string", at: start) }
        switch bytes[index - 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [bytes[index - 1]]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return Array(String(try scalar(from: start)).utf8)
        default: throw error("an unknown escape in a string", at: start)
        }
    }

    /// The scalar of one `\uXXXX`, or of two that are a surrogate pair.
    private mutating func scalar(from start: Int) throws(TokenizerFormatError) -> Character {
        var value = try unit(from: start)
        if 0xD800...0xDBFF ~= value, take("\\"), take("u") {
            let trail = try unit(from: start)
            if 0xDC00...0xDFFF ~= trail {
                value = 0x10000 + (value - 0xD800) << 10 + (trail - 0xDC00)
            }
        }
        guard let scalar = Unicode.Scalar(value) else {
            throw error("half of a surrogate pair in a string", at: start)
        }
        return Character(scalar)
    }

    private mutating func unit(from start: Int) throws(TokenizerFormatError) -> UInt32 {
        let digits = String(decoding: bytes[index...].prefix(4), as: UTF8.self)
        guard digits.utf8.count == 4, digits.allSatisfy(\.isHexDigit),
            let value = UInt32(digits, radix: 16)
        else { throw error("expected four hexadecimal digits", at: start) }
        index += 4
        return value
    }
}
