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

/// A strict reader of one line of JSON (RFC 8259) that keeps only what it is asked for.
///
/// It checks the whole line, so that a damaged line is never half a record.
struct JSONScanner {
    /// The line, and how much of it is read.
    let bytes: [UInt8]
    var position = 0
    private let path: JSONPath?
    private static let maximumDepth = 512
    private static let maximumCount = 1 << 20

    /// A value's place in the object.
    private struct Place {
        var depth = 0
        var progress: JSONPath.Progress
        var isIdentifier = false
    }

    /// What the path leads to, in order: more than one field where it goes through arrays.
    private(set) var fields: [JSONField] = []

    /// The member `id` of the object.
    private(set) var identifier = JSONField.missing

    /// The names at the top level, in order.
    private(set) var names: [String] = []

    init(_ bytes: ArraySlice<UInt8>, path: JSONPath? = nil) {
        self.bytes = Array(bytes)
        self.path = path
    }

    /// Reads the line.
    mutating func scan() throws(JSONFault) {
        skipSpace()
        guard peek == UInt8(ascii: "{") else {
            throw fault("a JSON object was expected: every line needs one, as {\"text\": \"...\"}")
        }
        try scanValue(at: root)
        skipSpace()
        if position < bytes.count { throw fault("there is more after the JSON object") }
    }

    private var root: Place { Place(progress: JSONPath.Progress(isOn: path != nil)) }

    /// The byte that is next, or nil at the end.
    var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A {
            position += 1
        }
    }

    func fault(_ detail: String, at offset: Int? = nil) -> JSONFault {
        JSONFault(detail: detail, offset: offset ?? position)
    }

    private mutating func scanValue(at place: Place) throws(JSONFault) {
        if place.depth > Self.maximumDepth { throw fault("the values are nested too deeply") }
        skipSpace()
        switch peek {
        case UInt8(ascii: "{"): try scanObject(at: place)
        case UInt8(ascii: "["): try scanArray(at: place)
        case UInt8(ascii: "\""): try scanText(at: place)
        case UInt8(ascii: "t"): try scanWord("true", at: place)
        case UInt8(ascii: "f"): try scanWord("false", at: place)
        case UInt8(ascii: "n"): try scanWord("null", at: place)
        case nil: throw fault("the line ends inside the JSON object")
        default: try scanNumber(at: place)
        }
    }

    private func isKept(_ place: Place) -> Bool {
        place.isIdentifier || path?.isEnd(place.progress) == true
    }

    private mutating func keep(_ field: JSONField, at place: Place) throws(JSONFault) {
        if place.isIdentifier { identifier = field }
        if path?.isEnd(place.progress) == true { try add(field) }
    }

    private mutating func add(_ field: JSONField) throws(JSONFault) {
        if fields.count == Self.maximumCount {
            throw fault("the path leads to more than \(Self.maximumCount) values")
        }
        fields.append(field)
    }

    private mutating func scanObject(at place: Place) throws(JSONFault) {
        try keep(.other("an object"), at: place)
        let count = fields.count
        try scanMembers(closedBy: "}") { (scanner) throws(JSONFault) in
            guard scanner.peek == UInt8(ascii: "\"") else {
                throw scanner.fault("a name in quotation marks was expected")
            }
            let name = String(decoding: try scanner.scanString(), as: UTF8.self)
            if place.depth == 0 { scanner.names.append(name) }
            scanner.skipSpace()
            guard scanner.peek == UInt8(ascii: ":") else {
                throw scanner.fault("a colon was expected after the name '\(name)'")
            }
            scanner.position += 1
            try scanner.scanValue(at: scanner.place(of: name, in: place))
        }
        try addAbsence(in: place, since: count)
    }

    private func place(of name: String, in object: Place) -> Place {
        Place(
            depth: object.depth + 1,
            progress: path?.progress(of: object.progress, member: name) ?? object.progress,
            isIdentifier: object.depth == 0 && name == "id"
        )
    }

    private mutating func scanArray(at place: Place) throws(JSONFault) {
        if place.isIdentifier { identifier = .other("an array") }
        let count = fields.count
        var element = Place(depth: place.depth + 1, progress: place.progress)
        var index = 0
        try scanMembers(closedBy: "]") { (scanner) throws(JSONFault) in
            if let path = scanner.path {
                element.progress = path.progress(of: place.progress, element: index)
            }
            try scanner.scanValue(at: element)
            index += 1
        }
        if path?.isEnd(place.progress) == true, index == 0 {
            try add(.other("an empty array"))
        }
        try addAbsence(in: place, since: count)
    }

    /// Notes that the path leads on from a container and finds nothing in it.
    private mutating func addAbsence(in container: Place, since count: Int) throws(JSONFault) {
        if fields.count == count, path?.leadsOn(from: container.progress) == true {
            try add(.missing)
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

    private mutating func scanText(at place: Place) throws(JSONFault) {
        let text = try scanString()
        try keep(.text(text), at: place)
    }

    private mutating func scanWord(_ word: String, at place: Place) throws(JSONFault) {
        guard bytes[position...].starts(with: word.utf8) else {
            throw fault("a JSON value was expected")
        }
        position += word.utf8.count
        try keep(.other(word), at: place)
    }

    private mutating func scanNumber(at place: Place) throws(JSONFault) {
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
        if isKept(place) {
            try keep(.other(String(decoding: bytes[start..<position], as: UTF8.self)), at: place)
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
        var scanner = JSONScanner(quoted[...])
        return try scanner.scanString()
    }

    /// Checks a number, `true`, `false` or `null`.
    static func check(word: [UInt8]) throws(JSONFault) {
        var scanner = JSONScanner(word[...])
        guard !word.isEmpty else { throw scanner.fault("a JSON value was expected") }
        try scanner.scanValue(at: scanner.root)
        if scanner.position < word.count { throw scanner.fault("a JSON value was expected") }
    }

    /// Whether some bytes are one JSON object.
    static func isObject(_ bytes: ArraySlice<UInt8>) -> Bool {
        var scanner = JSONScanner(bytes)
        return (try? scanner.scan()) != nil
    }
}
