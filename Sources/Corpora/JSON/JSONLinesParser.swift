/// One field of the JSON object on each line.
struct JSONLinesParser: RecordParser {
    private var lines: LineReader
    private let factory: RecordFactory
    private let selection: String?
    private var path: [String]?
    private(set) var blankLineCount = 0
    private(set) var notes: [String] = []

    init(_ stream: ByteStream, options: CorpusOptions) throws {
        lines = try LineReader(stream, maximum: options.maximumRecordBytes)
        factory = RecordFactory(stream, maximumBytes: options.maximumRecordBytes)
        selection = options.selection
    }

    mutating func next() throws -> CorpusItem? {
        while let line = try lines.next() {
            guard line.bytes.trimmingSpaces().isEmpty else {
                return try item(line)
            }
            blankLineCount += 1
        }
        return nil
    }

    private mutating func item(_ line: Line) throws -> CorpusItem {
        if line.isTruncated || String(validating: line.bytes, as: UTF8.self) == nil {
            return factory.item(line.bytes, line: line.number, offset: line.offset)
        }
        let path = try path ?? choosePath(line)
        var scanner = JSONScanner(line.bytes, paths: [path ?? [], ["id"]])
        do throws(JSONFault) {
            try scanner.scan()
        } catch {
            let column = error.offset + 1
            return factory.reject(
                .malformedJSON,
                error.detail,
                line.bytes,
                line: line.number,
                column: column
            )
        }
        return record(of: scanner, path ?? [], line)
    }

    private func record(of scanner: JSONScanner, _ path: [String], _ line: Line) -> CorpusItem {
        let name = path.joined(separator: ".")
        switch scanner.found[0] {
        case .text(let bytes) where !bytes[...].trimmingSpaces().isEmpty:
            let text = bytes[...].trimmingSpaces()
            return factory.item(text, identifier: scanner.found[1].label, line: line.number)
        case .text: return missing("the field '\(name)' is empty", line)
        case .missing: return missing("there is no field '\(name)'", line)
        case .other("an array"):
            let hint = "name an element, as '\(name).0', or read the file --as json"
            return missing("the field '\(name)' is an array, not text; \(hint)", line)
        case .other(let kind): return missing("the field '\(name)' is \(kind), not text", line)
        }
    }

    private func missing(_ detail: String, _ line: Line) -> CorpusItem {
        factory.reject(.missingField, detail, line.bytes, line: line.number)
    }

    /// Decides on the first sound object which field is read; nil while there is none.
    private mutating func choosePath(_ line: Line) throws -> [String]? {
        let chosen = selection.map { $0.split(separator: ".").map(String.init) }
        var scanner = JSONScanner(line.bytes, paths: [chosen ?? []])
        guard (try? scanner.scan()) != nil else { return nil }
        if let chosen {
            if case .missing = scanner.found[0] { throw unknownField(scanner.names, line) }
            path = chosen
        } else {
            path = try usualPath(scanner.names, line)
        }
        return path
    }

    private mutating func usualPath(_ names: [String], _ line: Line) throws -> [String] {
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
        return [names[index]]
    }

    private func unknownField(_ names: [String], _ line: Line) -> CorpusError {
        let wanted = selection ?? ""
        let source = factory.source
        return FieldNames.unknown("field", wanted, among: names, source: source, line: line.number)
    }
}

extension JSONField {
    /// The field as an identifier.
    fileprivate var label: String? {
        switch self {
        case .text(let bytes): String(decoding: bytes, as: UTF8.self)
        case .other(let number) where number != "null": number
        case .other, .missing: nil
        }
    }
}
