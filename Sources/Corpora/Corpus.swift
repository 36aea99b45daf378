import DurableFiles

/// The entry to a corpus of one or more files.
public enum Corpus {
    /// Reads every record of the files in order, in memory that does not grow with them.
    ///
    /// A fault in the middle of a file, such as broken XML or a truncated archive, ends that file:
    /// its records so far are kept, the fault is listed in the summary and the next file is read.
    ///
    ///     let summary = try Corpus.read(["novel.xml.gz"]) { record in
    ///         print(record.text)
    ///     }
    ///
    /// - Parameters:
    ///   - paths: The files; `-` is standard input. Compression is recognised and undone.
    ///   - options: How to read them.
    ///   - onReject: Receives what could not be read.
    ///   - onRecord: Receives each record. An error that it throws ends the reading.
    /// - Returns: The counts of records and rejects, and the faults.
    /// - Throws: A `FileError` before anything is read when one of the files cannot be opened, or a ``CorpusError`` when there
    ///   is not a single record in all the files.
    @discardableResult
    public static func read(
        _ paths: [String],
        options: CorpusOptions = CorpusOptions(),
        onReject: (Reject) throws -> Void = { _ in },
        onRecord: (Record) throws -> Void
    ) throws -> CorpusSummary {
        try read(paths, options: options) { reader in
            while let item = try reader.next() {
                switch consume item {
                case .record(let record): try onRecord(record)
                case .reject(let reject): try onReject(reject)
                }
            }
        }
    }

    /// Reads the texts of every record of the files in order, as ``read(_:options:onReject:onRecord:)``
    /// does, without making records of them.
    ///
    /// - Parameters:
    ///   - paths: The files; `-` is standard input.
    ///   - options: How to read them.
    ///   - onReject: Receives what could not be read.
    ///   - onText: Receives the texts of each record. An error that it throws ends the reading.
    /// - Returns: The counts of records and rejects, and the faults.
    /// - Throws: As ``read(_:options:onReject:onRecord:)``.
    package static func readTexts(
        _ paths: [String],
        options: CorpusOptions = CorpusOptions(),
        onReject: (Reject) throws -> Void = { _ in },
        onText: (RecordText) throws -> Void
    ) throws -> CorpusSummary {
        try read(paths, options: options) { reader in
            while try reader.next(onReject: onReject, onText: onText) {}
        }
    }

    /// Opens the files one after the other, and lets `readAll` read each to its end.
    private static func read(
        _ paths: [String],
        options: CorpusOptions,
        _ readAll: (CorpusReader) throws -> Void
    ) throws -> CorpusSummary {
        for path in paths { try FileContents.requireReadable(path) }
        var summary = CorpusSummary()
        var root: (line: Int, column: Int)?
        var reason: String?
        for path in paths {
            do {
                let reader = try CorpusReader(path: path, options: options)
                defer { summary.add(reader) }
                root = reader.root
                try readAll(reader)
                reason = reader.emptyReason
            } catch let fault as CorpusError {
                summary.faults.append(fault)
            }
        }
        if summary.recordCount == 0 {
            throw summary.faults.first
                ?? .empty(paths, summary, root: paths.count == 1 ? root : nil, reason)
        }
        return summary
    }

    /// Reads every record of the files into memory.
    ///
    /// - Parameters:
    ///   - paths: The files; `-` is standard input.
    ///   - options: How to read them.
    /// - Returns: The records and the summary.
    /// - Throws: As ``read(_:options:onReject:onRecord:)``.
    public static func records(
        of paths: [String],
        options: CorpusOptions = CorpusOptions()
    ) throws -> (records: [Record], summary: CorpusSummary) {
        var records: [Record] = []
        let summary = try read(paths, options: options) { records.append($0) }
        return (records, summary)
    }
}

extension CorpusSummary {
    fileprivate mutating func add(_ reader: CorpusReader) {
        recordCount += reader.summary.recordCount
        rejectCounts.merge(reader.summary.rejectCounts, uniquingKeysWith: +)
        blankLineCount += reader.summary.blankLineCount
        byteCount += reader.summary.byteCount
        notes += reader.summary.notes
    }
}

extension CorpusError {
    /// The fault that there is no record in files.
    package static func empty(
        _ paths: [String],
        _ summary: CorpusSummary,
        root: (line: Int, column: Int)? = nil,
        _ known: String? = nil
    ) -> CorpusError {
        let rejects = summary.rejectCounts.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\($0.value) \($0.key.rawValue)" }.joined(separator: ", ")
        let reason =
            (rejects.isEmpty ? "" : "; rejected: \(rejects)") + (known.map { "; \($0)" } ?? "")
        return CorpusError(
            kind: .empty,
            source: names(of: paths),
            line: root?.line,
            column: root?.column,
            message: "no record could be read\(reason)\(advice(summary))"
        )
    }

    /// The paths, only the first few of many.
    private static func names(of paths: [String]) -> String {
        let shown = paths.prefix(3).map { $0 == "-" ? "<stdin>" : $0 }.joined(separator: ", ")
        return paths.count > 3 ? "\(shown) and \(paths.count - 3) more" : shown
    }

    private static func advice(_ summary: CorpusSummary) -> String {
        if summary.byteCount == 0 { return "; there is no text in it" }
        guard summary.rejectCounts.keys.elementsEqual([.invalidUTF8]) else { return "" }
        return
            "; if the text is in another encoding, name it with --encoding, as in --encoding windows-1252"
    }
}
