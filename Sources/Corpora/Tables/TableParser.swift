/// One column of a comma-separated or tab-separated table.
struct TableParser: RecordParser {
    private var rows: RowReader
    private let delimiter: UInt8
    private let factory: RecordFactory
    private let selection: String?
    private var choice: ColumnChoice?
    private var columnCount = 0
    private(set) var blankLineCount = 0
    private(set) var notes: [String]

    init(_ stream: ByteStream, format: CorpusFormat, options: CorpusOptions) throws {
        let found =
            format == .csv
            ? TableDelimiter.ofCSV(try stream.peek()) : (byte: TableDelimiter.tab, note: nil)
        delimiter = found.byte
        notes = [found.note].compactMap { $0 }
        rows = try RowReader(
            stream,
            delimiter: delimiter,
            isQuoting: format == .csv,
            maximum: options.maximumRecordBytes
        )
        factory = RecordFactory(stream, maximumBytes: options.maximumRecordBytes)
        selection = options.selection
    }

    var emptyReason: String? {
        choice?.hasHeader == true ? "the first line was taken for a header" : nil
    }

    mutating func next() throws -> CorpusItem? {
        while let row = try rows.next() {
            if row.isBlank {
                blankLineCount += 1
            } else if row.line == 1, TableDelimiter.isDeclaration(row, of: delimiter) {
                continue
            } else if let choice {
                return item(row, choice)
            } else {
                let choice = try choose(row)
                if !choice.hasHeader { return item(row, choice) }
            }
        }
        return nil
    }

    private mutating func choose(_ first: Row) throws -> ColumnChoice {
        try refuseBinary(first)
        let choice = try ColumnChoice(
            selection: selection,
            names: first.fields,
            source: factory.source
        )
        self.choice = choice
        columnCount = first.ends.count
        if let note = choice.note { notes.append(note) }
        return choice
    }

    private mutating func item(_ row: Row, _ choice: ColumnChoice) -> CorpusItem {
        if row.isTruncated {
            let detail =
                row.ends.count < Row.maximumFieldCount
                ? "the row is longer than \(factory.maximumBytes) bytes"
                : "the row has more than \(Row.maximumFieldCount) fields"
            return factory.reject(.tooLong, detail, row.bytes, line: row.line)
        }
        if let column = row.malformedColumn {
            let detail =
                "a quotation mark stands where RFC 4180 has none; quote the whole field "
                + "and double the marks inside it"
            let excerpt = row.beginning(dividedBy: delimiter)
            return factory.reject(
                .malformedRow,
                detail,
                excerpt,
                line: row.line,
                column: column
            )
        }
        guard row.ends.count == columnCount else {
            let count = row.ends.count
            let detail =
                "the row has \(count) field\(count == 1 ? "" : "s"), the first row has \(columnCount)"
            let excerpt = row.beginning(dividedBy: delimiter)
            return factory.reject(.raggedRow, detail, excerpt, line: row.line)
        }
        let field = row[choice.index].trimmingSpaces()
        guard !field.isEmpty else {
            let excerpt = row.beginning(dividedBy: delimiter)
            return factory.reject(.missingField, "the field is empty", excerpt, line: row.line)
        }
        let identifier = choice.identifier.map { String(decoding: row[$0], as: UTF8.self) }
        return factory.item(field, identifier: identifier, line: row.line)
    }

    private func refuseBinary(_ row: Row) throws {
        guard row.bytes.contains(0) else { return }
        throw CorpusError(
            kind: .binary,
            source: factory.source,
            line: row.line,
            message: "this is a binary file, not a table of text; export it as text first"
        )
    }
}
