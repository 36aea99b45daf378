/// A step through a JSON document.
enum JSONEvent {
    case objectStart, objectEnd, arrayStart, arrayEnd

    /// The name of the member whose value is next.
    case name(String)

    /// A string; where it is longer than the limit, as much of it as goes beyond the limit, with its
    /// escapes.
    case text([UInt8])

    /// A number, `true`, `false` or `null`, as it is written.
    case other(String)
}

/// The values of a JSON document (RFC 8259), or of several one after the other, that arrives in pieces.
///
/// Memory does not grow with the document: it holds the containers that are open, at most 512, and a
/// string or number.
struct JSONEventReader {
    private enum State { case root, firstName, name, firstElement, element, colon, afterValue }

    private static let maximumDepth = 512
    private static let maximumWord = 1024

    private let stream: ByteStream
    private let maximum: Int
    private var chunk: [UInt8] = []
    private var position = 0
    private var state = State.root
    private var isObjectOpen: [Bool] = []

    /// The line that is read, from 1.
    private(set) var line = 1

    /// How many bytes of the line lie before the chunk; less than 0 where the line starts inside it.
    private var lineOffset = 0

    /// - Parameters:
    ///   - stream: The document in UTF-8.
    ///   - maximum: The length of a string in bytes, with its escapes, beyond which it is cut.
    init(_ stream: ByteStream, maximum: Int) {
        self.stream = stream
        self.maximum = maximum
    }

    /// The next step, or nil at the end.
    ///
    /// - Throws: A ``CorpusError`` at the place where the document is no JSON.
    mutating func next() throws -> JSONEvent? {
        while let byte = try nextVisible() {
            switch state {
            case .colon:
                guard byte == UInt8(ascii: ":") else { throw fault("a colon was expected") }
                position += 1
                return try value()
            case .afterValue: if let end = try separate(byte) { return end }
            case .firstName, .firstElement:
                if byte == closing { return close() }
                return try state == .firstName ? name() : value()
            case .name: return try name()
            case .element, .root: return try value()
            }
        }
        guard state == .root else { throw fault("the document ends before its values do") }
        return nil
    }

    /// The fault at the place that is read.
    func fault(_ detail: String, column: Int? = nil) -> CorpusError {
        CorpusError(
            kind: .malformed,
            source: stream.name,
            line: line,
            column: column ?? self.column,
            message: "not well-formed JSON: \(detail)"
        )
    }

    private var column: Int { lineOffset + position + 1 }

    private var closing: UInt8 { UInt8(ascii: isObjectOpen.last == true ? "}" : "]") }

    private mutating func peek() throws -> UInt8? {
        while position == chunk.count {
            lineOffset += chunk.count
            position = 0
            chunk = []
            guard let next = try stream.next() else { return nil }
            chunk = next
        }
        return chunk[position]
    }

    private mutating func nextVisible() throws -> UInt8? {
        while let byte = try peek() {
            switch byte {
            case 0x0A:
                line += 1
                lineOffset = -position - 1
            case 0x20, 0x09, 0x0D: break
            default: return byte
            }
            position += 1
        }
        return nil
    }
}

extension JSONEventReader {
    /// Takes what stands after a value: the end of its container, or a comma.
    private mutating func separate(_ byte: UInt8) throws -> JSONEvent? {
        if byte == closing { return close() }
        guard byte == UInt8(ascii: ",") else {
            throw fault("',' or '\(Unicode.Scalar(closing))' was expected")
        }
        position += 1
        state = isObjectOpen.last == true ? .name : .element
        return nil
    }

    private mutating func open(object isObject: Bool) throws -> JSONEvent {
        guard isObjectOpen.count < Self.maximumDepth else {
            throw fault("the values are nested too deeply")
        }
        position += 1
        isObjectOpen.append(isObject)
        state = isObject ? .firstName : .firstElement
        return isObject ? .objectStart : .arrayStart
    }

    private mutating func close() -> JSONEvent {
        position += 1
        defer { endValue() }
        return isObjectOpen.popLast() == true ? .objectEnd : .arrayEnd
    }

    private mutating func endValue() {
        state = isObjectOpen.isEmpty ? .root : .afterValue
    }

    private mutating func value() throws -> JSONEvent {
        switch try nextVisible() {
        case UInt8(ascii: "{"): return try open(object: true)
        case UInt8(ascii: "["): return try open(object: false)
        case UInt8(ascii: "\""):
            let text = try string()
            endValue()
            return .text(text)
        case nil: throw fault("the document ends before its values do")
        default:
            let word = try word()
            endValue()
            return .other(word)
        }
    }

    private mutating func name() throws -> JSONEvent {
        guard try peek() == UInt8(ascii: "\"") else {
            throw fault("a name in quotation marks was expected")
        }
        let name = try string()
        if name.count > maximum { throw fault("a name is longer than \(maximum) bytes") }
        state = .colon
        return .name(String(decoding: name, as: UTF8.self))
    }

    /// A string without its escapes, or its beginning where it is too long.
    private mutating func string() throws -> [UInt8] {
        let start = column
        let quoted = try quotedString(from: start)
        if quoted.count > maximum + 2 { return Array(quoted[1...]) }
        do throws(JSONFault) {
            return try JSONScanner.text(ofString: quoted)
        } catch {
            throw fault(error.detail, column: start + error.offset)
        }
    }

    /// A string with its quotation marks and escapes; of one that is too long the beginning.
    private mutating func quotedString(from start: Int) throws -> [UInt8] {
        var quoted: [UInt8] = []
        var isEscaped = false
        while let byte = try peek() {
            if byte == 0x0A { break }
            if quoted.count <= maximum + 2 { quoted.append(byte) }
            position += 1
            if byte == UInt8(ascii: "\""), !isEscaped, column > start + 1 { return quoted }
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        }
        throw fault("the string that opens here is not closed", column: start)
    }

    /// A number or word.
    private mutating func word() throws -> String {
        let start = column
        var word: [UInt8] = []
        while let byte = try peek(), Self.isOfWord(byte), word.count < Self.maximumWord {
            word.append(byte)
            position += 1
        }
        do throws(JSONFault) {
            try JSONScanner.check(word: word)
        } catch {
            throw fault(error.detail, column: start + error.offset)
        }
        return String(decoding: word, as: UTF8.self)
    }

    private static func isOfWord(_ byte: UInt8) -> Bool {
        byte.isLetterOrDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
            || byte == UInt8(ascii: ".")
    }
}
