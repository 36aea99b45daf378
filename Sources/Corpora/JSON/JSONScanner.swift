/// A fault in a line of JSON, and how many bytes of the line are sound.
struct JSONFault: Error {
    var detail: String
    var offset: Int
}

/// What a path leads to in a JSON object.
enum JSONField {
    case text([UInt8])
    case missing
    case other(String)
}

/// A strict reader of one line of JSON (RFC 8259) that keeps only the fields it is asked for.
///
/// It checks the whole line, so that a damaged line is never half a record.
struct JSONScanner {
    private let bytes: [UInt8]
    private var position = 0
    private var wanted: [[String]]
    private static let maximumDepth = 512

    /// What was found for each of the wanted paths.
    private(set) var found: [JSONField]

    /// The names at the top level, in order.
    private(set) var names: [String] = []

    init(_ bytes: ArraySlice<UInt8>, paths: [[String]]) {
        self.bytes = Array(bytes)
        wanted = paths
        found = Array(repeating: .missing, count: paths.count)
    }

    /// Reads the line.
    mutating func scan() throws(JSONFault) {
        skipSpace()
        guard peek == UInt8(ascii: "{") else {
            throw fault("a JSON object was expected: every line needs one, as {\"text\": \"...\"}")
        }
        try scanValue(at: [])
        skipSpace()
        if position < bytes.count { throw fault("there is more after the JSON object") }
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A {
            position += 1
        }
    }

    private func fault(_ detail: String, at offset: Int? = nil) -> JSONFault {
        JSONFault(detail: detail, offset: offset ?? position)
    }

    private mutating func scanValue(at path: [String]) throws(JSONFault) {
        if path.count > Self.maximumDepth { throw fault("the values are nested too deeply") }
        skipSpace()
        switch peek {
        case UInt8(ascii: "{"): try scanObject(at: path)
        case UInt8(ascii: "["): try scanArray(at: path)
        case UInt8(ascii: "\""): try scanText(at: path)
        case UInt8(ascii: "t"): try scanWord("true", at: path)
        case UInt8(ascii: "f"): try scanWord("false", at: path)
        case UInt8(ascii: "n"): try scanWord("null", at: path)
        case nil: throw fault("the line ends inside the JSON object")
        default: try scanNumber(at: path)
        }
    }

    private mutating func keep(_ field: JSONField, at path: [String]) {
        for (index, wantedPath) in wanted.enumerated() where wantedPath == path {
            found[index] = field
        }
    }

    private mutating func scanObject(at path: [String]) throws(JSONFault) {
        keep(.other("an object"), at: path)
        try scanMembers(closedBy: "}") { (scanner) throws(JSONFault) in
            guard scanner.peek == UInt8(ascii: "\"") else {
                throw scanner.fault("a name in quotation marks was expected")
            }
            let name = String(decoding: try scanner.scanString(), as: UTF8.self)
            if path.isEmpty { scanner.names.append(name) }
            scanner.skipSpace()
            guard scanner.peek == UInt8(ascii: ":") else {
                throw scanner.fault("a colon was expected after the name '\(name)'")
            }
            scanner.position += 1
            try scanner.scanValue(at: path + [name])
        }
    }

    private mutating func scanArray(at path: [String]) throws(JSONFault) {
        keep(.other("an array"), at: path)
        var index = 0
        try scanMembers(closedBy: "]") { (scanner) throws(JSONFault) in
            try scanner.scanValue(at: path + [String(index)])
            index += 1
        }
    }

    /// Reads members between commas up to the closing bracket.
    private mutating func scanMembers(
        closedBy closing: Unicode.Scalar,
        _ member: (inout JSONScanner) throws(JSONFault) -> Void
    ) throws(JSONFault) {
        position += 1
        skipSpace()
        if peek == UInt8(ascii: closing) { return position += 1 }
        while true {
            skipSpace()
            try member(&self)
            skipSpace()
            let separator = peek
            guard separator == UInt8(ascii: ",") || separator == UInt8(ascii: closing) else {
                throw fault(
                    separator == nil
                        ? "the line ends inside the JSON object"
                        : "',' or '\(closing)' was expected"
                )
            }
            position += 1
            if separator == UInt8(ascii: closing) { return }
        }
    }

    private mutating func scanText(at path: [String]) throws(JSONFault) {
        let text = try scanString()
        keep(.text(text), at: path)
    }

    private mutating func scanWord(_ word: String, at path: [String]) throws(JSONFault) {
        guard bytes[position...].starts(with: word.utf8) else {
            throw fault("a JSON value was expected")
        }
        position += word.utf8.count
        keep(.other(word), at: path)
    }

    private mutating func scanNumber(at path: [String]) throws(JSONFault) {
        let start = position
        if peek == UInt8(ascii: "-") { position += 1 }
        let integer = skipDigits()
        let hasLeadingZero = integer.count > 1 && bytes[integer.lowerBound] == UInt8(ascii: "0")
        guard !integer.isEmpty, !hasLeadingZero else {
            throw fault("a JSON value was expected", at: start)
        }
        if peek == UInt8(ascii: ".") {
            position += 1
            if skipDigits().isEmpty { throw fault("digits were expected") }
        }
        if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
            position += 1
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { position += 1 }
            if skipDigits().isEmpty { throw fault("digits were expected") }
        }
        if wanted.contains(path) {
            keep(.other(String(decoding: bytes[start..<position], as: UTF8.self)), at: path)
        }
    }

    private mutating func skipDigits() -> Range<Int> {
        let start = position
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            position += 1
        }
        return start..<position
    }
}

extension JSONScanner {
    /// The text of a string in quotation marks.
    static func text(ofString quoted: [UInt8]) throws(JSONFault) -> [UInt8] {
        var scanner = JSONScanner(quoted[...], paths: [])
        return try scanner.scanString()
    }

    /// Checks a number, `true`, `false` or `null`.
    static func check(word: [UInt8]) throws(JSONFault) {
        var scanner = JSONScanner(word[...], paths: [])
        guard !word.isEmpty else { throw scanner.fault("a JSON value was expected") }
        try scanner.scanValue(at: [])
        if scanner.position < word.count { throw scanner.fault("a JSON value was expected") }
    }

    /// Whether some bytes are one JSON object.
    static func isObject(_ bytes: ArraySlice<UInt8>) -> Bool {
        var scanner = JSONScanner(bytes, paths: [])
        return (try? scanner.scan()) != nil
    }

    /// Reads a string and undoes its escapes.
    private mutating func scanString() throws(JSONFault) -> [UInt8] {
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
        case UInt8(ascii: "u"): text += String(try scanScalar(from: start)).utf8
        default: throw fault("'\\\(Unicode.Scalar(letter))' is no escape of JSON", at: start)
        }
    }

    /// Reads the digits of `\uXXXX`, and the second half of a surrogate pair.
    private mutating func scanScalar(from start: Int) throws(JSONFault) -> Character {
        var value = try scanHexadecimal(from: start)
        if (0xD800..<0xDC00).contains(value), bytes[position...].starts(with: Array("\\u".utf8)) {
            position += 2
            let low = try scanHexadecimal(from: start)
            guard (0xDC00..<0xE000).contains(low) else {
                throw fault("half a surrogate pair is no character", at: start)
            }
            value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value) else {
            throw fault("half a surrogate pair is no character", at: start)
        }
        return Character(scalar)
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
