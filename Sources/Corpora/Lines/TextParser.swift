/// Plain text: a record a line, white space around it removed unless it is to be kept, blank lines
/// skipped.
struct TextParser: RecordParser {
    private var lines: LineReader
    private let factory: RecordFactory
    private let keepsWhiteSpace: Bool
    private(set) var blankLineCount = 0
    let notes: [String]

    init(_ stream: ByteStream, options: CorpusOptions) throws {
        let isChosen = options.format != .automatic
        notes = isChosen ? [] : [Self.noteOfFields(try stream.peek())].compactMap(\.self)
        lines = try LineReader(stream, maximum: options.maximumRecordBytes)
        keepsWhiteSpace = options.keepsWhiteSpace
        factory = RecordFactory(stream, maximumBytes: options.maximumRecordBytes)
    }

    /// What is told of a text whose lines all have the same number of tabs, as those of tables have.
    private static func noteOfFields(_ beginning: [UInt8]) -> String? {
        let lines = beginning.prefix(1 << 14).split(separator: 0x0A).prefix(20).dropLast()
        let tabs = Set(lines.map { line in line.count { $0 == 0x09 } })
        guard lines.count > 1, tabs.count == 1, let count = tabs.first, count > 0 else {
            return nil
        }
        return "lines have \(count + 1) fields with tabs between them, which are read as one text; "
            + "--select 1 reads the first field"
    }

    mutating func next() throws -> CorpusItem? {
        while let line = try lines.next() {
            let text = keepsWhiteSpace ? line.bytes : line.bytes.trimmingSpaces()
            guard text.isEmpty else {
                let offset = line.offset + (text.startIndex - line.bytes.startIndex)
                return factory.item(text, line: line.number, offset: offset)
            }
            blankLineCount += 1
        }
        return nil
    }

    mutating func next(
        onReject: (Reject) throws -> Void,
        onText: (RecordText) throws -> Void
    ) throws -> Bool {
        let (factory, keepsWhiteSpace) = (factory, keepsWhiteSpace)
        var blankCount = 0
        defer { blankLineCount += blankCount }
        let isDone = try lines.handOnWholeLines { line in
            let text = keepsWhiteSpace ? line : line.trimmingSpaces()
            if text.bytes.isEmpty {
                blankCount += 1
            } else {
                try factory.handOn(text, onReject: onReject, onText: onText)
            }
        }
        if isDone { return true }
        guard let item = try next() else { return false }
        try item.handOn(onReject: onReject, onText: onText)
        return true
    }
}

extension ArraySlice<UInt8> {
    /// The bytes without spaces and tabs at both ends.
    func trimmingSpaces() -> Self {
        let range = withUnsafeBufferPointer { $0.rangeWithoutSpaces }
        return self[(startIndex + range.lowerBound)..<(startIndex + range.upperBound)]
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// What is not white space at either end.
    var rangeWithoutSpaces: Range<Int> {
        var (start, end) = (0, count)
        while start < end, self[start].isSpace { start += 1 }
        while start < end, self[end - 1].isSpace { end -= 1 }
        return start..<end
    }
}

extension UInt8 {
    /// Whether the byte is white space in ASCII.
    var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
