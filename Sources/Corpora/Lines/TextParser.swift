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
}

extension ArraySlice<UInt8> {
    /// The bytes without spaces and tabs at both ends.
    func trimmingSpaces() -> Self {
        var slice = self
        while let first = slice.first, first.isSpace { slice.removeFirst() }
        while let last = slice.last, last.isSpace { slice.removeLast() }
        return slice
    }
}

extension UInt8 {
    /// Whether the byte is white space in ASCII.
    var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
