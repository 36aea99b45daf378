/// Plain text: a record a line, white space around it removed, blank lines skipped.
struct TextParser: RecordParser {
    private var lines: LineReader
    private let factory: RecordFactory
    private(set) var blankLineCount = 0

    init(_ stream: ByteStream, options: CorpusOptions) throws {
        lines = try LineReader(stream, maximum: options.maximumRecordBytes)
        factory = RecordFactory(stream, maximumBytes: options.maximumRecordBytes)
    }

    mutating func next() throws -> CorpusItem? {
        while let line = try lines.next() {
            let text = line.bytes.trimmingSpaces()
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
