/// A record, or what could not be read as one.
public enum CorpusItem: Hashable, Sendable {
    case record(Record)
    case reject(Reject)
}

/// A pull reader over one file of a corpus.
public final class CorpusReader {
    private let source: String
    private let segmenter: (@Sendable (String) -> [String])?
    private let stream: ByteStream
    private var parser: any RecordParser
    private var pending: ArraySlice<CorpusItem> = []
    private var ownSummary = CorpusSummary()
    private let unusedOptions: [String]

    /// The format that was given or recognised.
    public let format: CorpusFormat

    /// The counts so far.
    public var summary: CorpusSummary {
        var summary = ownSummary
        summary.blankLineCount = parser.blankLineCount
        summary.byteCount = stream.byteCount
        summary.notes = (stream.notes + parser.notes + unusedOptions).map { "\(source): \($0)" }
        return summary
    }

    /// The number of lines so far that were taken for headers.
    package var headerCount: Int { parser.headerCount }

    /// What to say of a file in which nothing was read, if more than that is known.
    package var emptyReason: String? { parser.emptyReason }

    /// The place of the root of a document of XML or HTML.
    var root: (line: Int, column: Int)? { parser.root }

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: The file; `-` is standard input.
    ///   - options: How to read it.
    /// - Throws: A `FileError` when it cannot be opened, or a ``CorpusError`` when its format is
    ///   not read or the chosen field does not exist.
    public convenience init(path: String, options: CorpusOptions = CorpusOptions()) throws {
        try self.init(
            stream: ByteStream(path: path, counter: options.counter),
            options: options
        )
    }

    /// Reads bytes that do not come from a file.
    ///
    ///     let reader = try CorpusReader(name: "reply.jsonl") { try connection.receive() }
    ///
    /// - Parameters:
    ///   - name: What messages call the source; its extension tells the format as that of a file.
    ///   - options: How to read it.
    ///   - chunks: The next bytes each time it is called, and nil at the end.
    /// - Throws: As for a file, and what `chunks` throws.
    public convenience init(
        name: String,
        options: CorpusOptions = CorpusOptions(),
        chunks: @escaping () throws -> [UInt8]?
    ) throws {
        try self.init(stream: ByteStream(name: name, source: chunks), options: options)
    }

    package init(stream: ByteStream, options: CorpusOptions) throws {
        self.stream = stream
        source = stream.name
        (format, parser) = try FormatRecognition.parser(of: stream, options: options)
        segmenter = format.isProse ? options.segmenter : nil
        unusedOptions = format.notes(onUnused: options)
    }

    /// The next record or reject, or nil at the end.
    ///
    /// - Returns: The items in the order of the file.
    /// - Throws: A ``CorpusError`` at a fault beyond which the file cannot be read.
    public func next() throws -> CorpusItem? {
        while pending.isEmpty {
            guard let item = try parser.next() else { return nil }
            guard let segmenter, case .record(let record) = item else {
                count(item)
                return item
            }
            pending = segments(of: record, segmenter)[...]
        }
        let item = pending.removeFirst()
        count(item)
        return item
    }

    /// Hands on some of the records and rejects that come next, the records as their bytes.
    ///
    /// - Returns: Whether there were any.
    /// - Throws: As ``next()``, and what `onReject` and `onText` throw.
    package func next(
        onReject: (Reject) throws -> Void,
        onText: (RecordText) throws -> Void
    ) throws -> Bool {
        guard segmenter == nil else {
            guard let item = try next() else { return false }
            try item.handOn(onReject: onReject, onText: onText)
            return true
        }
        var recordCount = 0
        defer { ownSummary.recordCount += recordCount }
        return try parser.next(
            onReject: {
                ownSummary.rejectCounts[$0.reason, default: 0] += 1
                try onReject($0)
            },
            onText: {
                recordCount += 1
                try onText($0)
            }
        )
    }

    private func segments(
        of record: Record,
        _ segmenter: (String) -> [String]
    ) -> [CorpusItem] {
        segmenter(record.text).map { text in
            var part = record
            part.text = text
            return .record(part)
        }
    }

    private func count(_ item: CorpusItem) {
        switch item {
        case .record: ownSummary.recordCount += 1
        case .reject(let reject): ownSummary.rejectCounts[reject.reason, default: 0] += 1
        }
    }
}
