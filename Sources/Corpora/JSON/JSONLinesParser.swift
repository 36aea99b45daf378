/// One field of the JSON object on each line; the elements of an array are texts of their own.
struct JSONLinesParser: RecordParser {
    private var lines: LineReader
    private let factory: RecordFactory
    private let selection: String?
    private var path: JSONPath?
    private var absent = AbsentField()
    private var ready: [CorpusItem] = []

    /// The line whose fields are handed out, those that are left, the last first, and its identifier.
    private var line = Line(bytes: [], number: 0, offset: 0)
    private var fields: [JSONField] = []
    private var identifier: String?

    private(set) var blankLineCount = 0
    private(set) var notes: [String] = []

    init(_ stream: ByteStream, options: CorpusOptions) throws {
        lines = try LineReader(stream, maximum: options.maximumRecordBytes)
        factory = RecordFactory(stream, maximumBytes: options.maximumRecordBytes)
        selection = options.selection
    }

    mutating func next() throws -> CorpusItem? {
        while ready.isEmpty {
            if let field = fields.popLast() { return item(of: field) }
            guard let line = try nextLine() else {
                if absent.isOpen { throw unknownField() }
                return nil
            }
            try take(line)
            if absent.isHopeless { throw unknownField() }
        }
        return ready.removeFirst()
    }

    private mutating func nextLine() throws -> Line? {
        while let line = try lines.next() {
            if !line.bytes.trimmingSpaces().isEmpty { return line }
            blankLineCount += 1
        }
        return nil
    }

    private mutating func take(_ line: Line) throws {
        if line.isTruncated || !line.bytes.withUnsafeBufferPointer(ByteScan.isUTF8) {
            ready = absent.pass(factory.item(line.bytes, line: line.number, offset: line.offset))
            return
        }
        var scanner = JSONScanner(line.bytes, path: try path ?? choosePath(line))
        do throws(JSONFault) {
            try scanner.scan()
        } catch {
            ready = absent.pass(reject(error, of: line))
            return
        }
        hand(out: scanner, line)
    }

    private mutating func hand(out scanner: JSONScanner, _ line: Line) {
        self.line = line
        identifier = scanner.identifier.label
        if scanner.fields.allSatisfy(\.isMissing) {
            ready = absent.hold(item(of: .missing), names: scanner.names, line: line.number)
        } else {
            fields = scanner.fields.reversed()
            ready = fields.popLast().map { absent.found(item(of: $0)) } ?? []
        }
    }

    private func reject(_ fault: JSONFault, of line: Line) -> CorpusItem {
        factory.reject(
            .malformedJSON,
            fault.detail,
            line.bytes,
            line: line.number,
            column: fault.offset + 1
        )
    }

    private func item(of field: JSONField) -> CorpusItem {
        switch field {
        case .text(let bytes) where !bytes[...].trimmingSpaces().isEmpty:
            let text = bytes[...].trimmingSpaces()
            return factory.item(text, identifier: identifier, line: line.number)
        case .text: return missing("the field '\(name)' is empty")
        case .missing: return missing("there is no field '\(name)'")
        case .other(let kind): return missing("the field '\(name)' is \(kind), not text")
        }
    }

    private var name: String { path?.description ?? "" }

    private func missing(_ detail: String) -> CorpusItem {
        factory.reject(.missingField, detail, line.bytes, line: line.number)
    }

    /// Decides which field is read: without a choice, on the first sound object; nil before it.
    private mutating func choosePath(_ line: Line) throws -> JSONPath? {
        if let selection {
            path = JSONPath(dotted: selection)
        } else {
            var scanner = JSONScanner(line.bytes)
            guard (try? scanner.scan()) != nil else { return nil }
            path = try usualPath(scanner.names, line)
        }
        return path
    }

    private mutating func usualPath(_ names: [String], _ line: Line) throws -> JSONPath {
        let candidates = FieldNames.usualIndices(in: names)
        guard let index = candidates.first, candidates.count == 1 else {
            throw CorpusError(
                kind: .selection,
                source: factory.source,
                line: line.number,
                message: "select the field to read; the fields are: \(FieldNames.list(names))"
            )
        }
        notes.append("field '\(names[index])' was chosen")
        return JSONPath([names[index]])
    }

    private func unknownField() -> CorpusError {
        absent.fault(selection ?? name, source: factory.source)
    }
}

extension JSONField {
    fileprivate var isMissing: Bool {
        if case .missing = self { true } else { false }
    }

    /// The field as an identifier.
    fileprivate var label: String? {
        switch self {
        case .text(let bytes): String(decoding: bytes, as: UTF8.self)
        case .other(let number) where number != "null": number
        case .other, .missing: nil
        }
    }
}
