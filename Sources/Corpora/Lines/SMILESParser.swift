/// A SMILES file: a SMILES string, white space, an identifier; a record a line.
///
/// Lines that start with `#` are comments, because no SMILES string starts with one. A first line
/// whose first word is `smiles` in any case is a header. Chemical validity is not checked here.
struct SMILESParser: RecordParser {
    private var lines: LineReader
    private let factory: RecordFactory
    private(set) var blankLineCount = 0
    private(set) var headerCount = 0
    private var isStarted = false
    var notes: [String] { headerCount > 0 ? ["line 1 was taken for a header"] : [] }
    var emptyReason: String? { notes.first }

    init(_ stream: ByteStream, options: CorpusOptions) throws {
        lines = try LineReader(stream, maximum: options.maximumRecordBytes)
        factory = RecordFactory(stream, maximumBytes: options.maximumRecordBytes)
    }

    mutating func next() throws -> CorpusItem? {
        isStarted = true
        while let line = try lines.next() {
            let text = line.bytes.trimmingSpaces()
            if text.isEmpty || text.first == UInt8(ascii: "#") {
                blankLineCount += 1
            } else if line.number == 1 && Self.isHeader(text) {
                headerCount += 1
            } else {
                return item(text, line)
            }
        }
        return nil
    }

    mutating func next(
        onReject: (Reject) throws -> Void,
        onText: (RecordText) throws -> Void
    ) throws -> Bool {
        // The first line may be a header.
        if isStarted, try handOnWholeLines(onReject: onReject, onText: onText) { return true }
        guard let item = try next() else { return false }
        try item.handOn(onReject: onReject, onText: onText)
        return true
    }

    private mutating func handOnWholeLines(
        onReject: (Reject) throws -> Void,
        onText: (RecordText) throws -> Void
    ) throws -> Bool {
        let factory = factory
        var blankCount = 0
        defer { blankLineCount += blankCount }
        return try lines.handOnWholeLines { line in
            var smiles = line.trimmingSpaces()
            if smiles.bytes.isEmpty || smiles.bytes[0] == UInt8(ascii: "#") {
                blankCount += 1
            } else {
                smiles.bytes = UnsafeBufferPointer(rebasing: smiles.bytes.prefix { !$0.isSpace })
                try factory.handOn(smiles, onReject: onReject, onText: onText)
            }
        }
    }

    private func item(_ text: ArraySlice<UInt8>, _ line: Line) -> CorpusItem {
        let smiles = text.prefix { !$0.isSpace }
        let rest = text.dropFirst(smiles.count).trimmingSpaces()
        // CXSMILES puts an extension between bars before the identifier.
        let name = rest.isEmpty ? nil : String(decoding: rest, as: UTF8.self)
        let offset = line.offset + (text.startIndex - line.bytes.startIndex)
        return factory.item(smiles, identifier: name, line: line.number, offset: offset)
    }

    /// Whether a file begins with the header of a table, in which commas stand between the names.
    static func isTable(_ beginning: ArraySlice<UInt8>) -> Bool {
        let line = beginning.prefix { $0 != 0x0A && $0 != 0x0D }
        let names = line.split(separator: 0x2C).map { String(decoding: $0, as: UTF8.self) }
        return names.count > 1 && !FieldNames.usualIndices(in: names).isEmpty
    }

    private static func isHeader(_ text: ArraySlice<UInt8>) -> Bool {
        let word = String(decoding: text.prefix { !$0.isSpace && $0 != 0x2C }, as: UTF8.self)
        return ["smiles", "canonical_smiles", "structure"].contains(word.lowercased())
    }
}
