/// One field of the JSON object on each line.
struct JSONLinesParser: RecordParser {
    private var lines: LineReader
    private let factory: RecordFactory
    private let selection: String?
    private var path: [String]?
    private var absent = AbsentField()
    private var ready: [CorpusItem] = []
    private(set) var blankLineCount = 0
    private(set) var notes: [String] = []

    init(_ stream: ByteStream, options: CorpusOptions) throws {
        lines = try LineReader(stream, maximum: options.maximumRecordBytes)
        factory = RecordFactory(stream, maximumBytes: options.maximumRecordBytes)
        selection = options.selection
    }

    mutating func next() throws -> CorpusItem? {
        while ready.isEmpty {
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
        if line.isTruncated || String(validating: line.bytes, as: UTF8.self) == nil {
            ready = absent.pass(factory.item(line.bytes, line: line.number, offset: line.offset))
            return
        }
        let path = try path ?? choosePath(line)
        var scanner = JSONScanner(line.bytes, paths: [path ?? [], ["id"]])
        do throws(JSONFault) {
            try scanner.scan()
        } catch {
            ready = absent.pass(reject(error, of: line))
            return
        }
        let item = record(of: scanner, path ?? [], line)
        if case .missing = scanner.found[0] {
            ready = absent.hold(item, names: scanner.names, line: line.number)
        } else {
            ready = absent.found(item)
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

    /// Decides which field is read: without a choice, on the first sound object; nil before it.
    private mutating func choosePath(_ line: Line) throws -> [String]? {
        if let selection {
            path = selection.split(separator: ".").map(String.init)
        } else {
            var scanner = JSONScanner(line.bytes, paths: [])
            guard (try? scanner.scan()) != nil else { return nil }
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

    private func unknownField() -> CorpusError {
        absent.fault(selection ?? path?.joined(separator: ".") ?? "", source: factory.source)
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
