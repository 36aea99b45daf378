/// A row of a table.
struct Row {
    /// The fields' bytes, one after the other.
    var bytes: [UInt8] = []

    /// Where each field ends in `bytes`.
    var ends: [Int] = []

    /// The line on which the row starts.
    var line: Int

    /// The column, in bytes from 1, at which the row breaks the rules of quotation.
    var malformedColumn: Int?

    /// The number of fields beyond which a row is taken for too long.
    static let maximumFieldCount = 1 << 20

    /// Whether the row went beyond a limit; its bytes and fields are then only its beginning.
    var isTruncated = false

    /// The number of bytes of the row in the file so far.
    fileprivate var consumed = 0

    var isBlank: Bool { ends.count == 1 && bytes.isEmpty }

    subscript(index: Int) -> ArraySlice<UInt8> {
        bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }

    /// The first fields with their delimiters, for messages.
    func beginning(dividedBy delimiter: UInt8) -> [UInt8] {
        Array(ends.indices.prefix(100).map { self[$0] }.joined(separator: [delimiter]))
    }

    var fields: [String] { ends.indices.map { String(decoding: self[$0], as: UTF8.self) } }
}

/// The rows of a comma-separated (RFC 4180) or tab-separated table.
struct RowReader {
    private enum State { case fieldStart, plain, quoted, afterQuote }

    private let stream: ByteStream
    private let delimiter: UInt8
    private let isQuoting: Bool
    private let maximum: Int
    private var chunk: [UInt8] = []
    private var position = 0
    private var line = 1
    private var quoteLine = 1
    private var state = State.fieldStart

    init(_ stream: ByteStream, delimiter: UInt8, isQuoting: Bool, maximum: Int) throws {
        self.stream = stream
        self.delimiter = delimiter
        self.isQuoting = isQuoting
        self.maximum = maximum
        chunk = try stream.next() ?? []
    }

    /// The next row, or nil at the end.
    mutating func next() throws -> Row? {
        var row = Row(line: line)
        state = .fieldStart
        while try refill() {
            if scan(&row) { return row }
            if row.isTruncated && state == .quoted { throw unclosed(row) }
        }
        if state == .quoted { throw unclosed(row) }
        if row.consumed == 0 { return nil }
        endField(&row)
        return row
    }

    private mutating func refill() throws -> Bool {
        if position < chunk.count { return true }
        chunk = try stream.next() ?? []
        position = 0
        return !chunk.isEmpty
    }

    /// Takes bytes of the chunk up to the end of the row; false when the chunk ends first.
    private mutating func scan(_ row: inout Row) -> Bool {
        while position < chunk.count {
            let byte = chunk[position]
            position += 1
            row.consumed += 1
            if byte == 0x0A {
                line += 1
                if state != .quoted {
                    endField(&row)
                    return true
                }
            }
            take(byte, &row)
        }
        return false
    }

    private mutating func take(_ byte: UInt8, _ row: inout Row) {
        let quote = UInt8(ascii: "\"")
        switch state {
        case .fieldStart where byte == quote && isQuoting:
            quoteLine = line
            state = .quoted
        case .fieldStart, .plain:
            if byte == delimiter { return endField(&row) }
            if byte == quote && isQuoting { markMalformed(&row) }
            state = .plain
            append(byte, &row)
        case .quoted:
            if byte == quote { state = .afterQuote } else { append(byte, &row) }
        case .afterQuote:
            takeAfterQuote(byte, &row)
        }
    }

    private mutating func takeAfterQuote(_ byte: UInt8, _ row: inout Row) {
        if byte == UInt8(ascii: "\"") {
            state = .quoted
            append(byte, &row)
        } else if byte == delimiter {
            endField(&row)
        } else if byte != 0x0D {
            markMalformed(&row)
            state = .plain
            append(byte, &row)
        }
    }

    private func append(_ byte: UInt8, _ row: inout Row) {
        if row.bytes.count <= maximum { row.bytes.append(byte) } else { row.isTruncated = true }
    }

    private func markMalformed(_ row: inout Row) {
        if row.malformedColumn == nil { row.malformedColumn = row.consumed }
    }

    private mutating func endField(_ row: inout Row) {
        // A plain last field still has the CR of a CR LF.
        let start = row.ends.last ?? 0
        let isAtRowEnd = position > 0 && position <= chunk.count && chunk[position - 1] == 0x0A
        if isAtRowEnd, state == .plain, row.bytes.count > start, row.bytes.last == 0x0D {
            row.bytes.removeLast()
        }
        if row.ends.count < Row.maximumFieldCount {
            row.ends.append(row.bytes.count)
        } else {
            row.isTruncated = true
        }
        state = .fieldStart
    }

    private func unclosed(_ row: Row) -> CorpusError {
        CorpusError(
            kind: .malformed,
            source: stream.name,
            line: quoteLine,
            message: "the quotation mark that opens on this line is not closed "
                + (row.isTruncated ? "within \(maximum) bytes" : "before the end of the file")
                + "; close it, or double it where it is part of the text",
            excerpt: RecordFactory.excerpt(row.bytes.suffix(from: row.ends.last ?? 0))
        )
    }
}
