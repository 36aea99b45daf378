import DurableFiles

/// Makes records and rejects of the bytes of one file.
struct RecordFactory {
    let maximumBytes: Int
    let source: String
    private let stream: ByteStream

    init(_ stream: ByteStream, maximumBytes: Int) {
        self.stream = stream
        source = stream.name
        self.maximumBytes = maximumBytes
    }

    /// A record of a passage of a document, or the reject that it says it is.
    func item(_ passage: Passage) -> CorpusItem {
        if let (reason, detail) = passage.rejection {
            return reject(reason, detail, passage.text.utf8, line: passage.line)
        }
        if passage.text.utf8.count > maximumBytes {
            return .reject(tooLong(passage.text.utf8, line: passage.line))
        }
        return .record(
            Record(
                text: passage.text,
                counterpart: passage.counterpart,
                identifier: passage.identifier,
                source: source,
                line: passage.line
            )
        )
    }

    /// A record of the bytes, or a reject that says why they cannot be one.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - identifier: The source's own name for the record.
    ///   - line: The line on which it starts.
    ///   - offset: Its place in the file, where the bytes are the file's own.
    /// - Returns: The record or the reject.
    func item(
        _ bytes: some Collection<UInt8>,
        identifier: String? = nil,
        line: Int,
        offset: Int? = nil
    ) -> CorpusItem {
        if bytes.count > maximumBytes { return .reject(tooLong(bytes, line: line)) }
        guard let text = String(checking: bytes) else {
            return .reject(invalidUTF8(bytes, line: line, offset: offset))
        }
        return .record(Record(text: text, identifier: identifier, source: source, line: line))
    }

    /// Hands on a line: its bytes as a record, or why they cannot be one.
    func handOn(
        _ line: LineBytes,
        onReject: (Reject) throws -> Void,
        onText: (RecordText) throws -> Void
    ) throws {
        if line.bytes.count <= maximumBytes, line.isUTF8 || ByteScan.isUTF8(line.bytes) {
            try onText(RecordText(text: line.bytes, source: source, line: line.number))
        } else {
            try item(line.bytes, line: line.number, offset: line.offset)
                .handOn(onReject: onReject, onText: onText)
        }
    }

    func reject(
        _ reason: Reject.Reason,
        _ detail: String,
        _ bytes: some Collection<UInt8>,
        line: Int,
        column: Int? = nil
    ) -> CorpusItem {
        .reject(
            Reject(
                source: source,
                line: line,
                column: column,
                reason: reason,
                detail: detail,
                excerpt: Self.excerpt(bytes)
            )
        )
    }

    private func tooLong(_ bytes: some Collection<UInt8>, line: Int) -> Reject {
        Reject(
            source: source,
            line: line,
            column: nil,
            reason: .tooLong,
            detail: "the record is longer than \(maximumBytes) bytes; divide it into shorter ones",
            excerpt: Self.excerpt(bytes)
        )
    }

    private func invalidUTF8(
        _ bytes: some Collection<UInt8>,
        line: Int,
        offset: Int?
    ) -> Reject {
        let inside = UTF8Validation.firstInvalidOffset(in: bytes) ?? 0
        let fault = offset.flatMap { stream.encodingFault(near: $0 + inside) }
        let place =
            offset.map { "byte offset \(stream.markLength + $0 + inside)" }
            ?? "byte \(inside + 1) of the record"
        return Reject(
            source: source,
            line: line,
            column: offset == nil ? nil : inside + 1,
            reason: .invalidUTF8,
            detail: fault ?? "\(Self.kind(of: bytes, at: inside)) at \(place)",
            excerpt: Self.excerpt(bytes)
        )
    }

    /// What the wrong bytes at a place are: UTF-8 has no halves of UTF-16's surrogate pairs.
    private static func kind(of bytes: some Collection<UInt8>, at offset: Int) -> String {
        let start = Array(bytes.dropFirst(offset).prefix(2))
        let isSurrogate = start.count == 2 && start[0] == 0xED && start[1] >= 0xA0
        return isSurrogate ? "half a surrogate pair, which is no character," : "invalid UTF-8"
    }

    /// The beginning of the bytes as printable text of one line.
    static func excerpt(_ bytes: some Collection<UInt8>, limit: Int = 80) -> String {
        var text = String(decoding: bytes.prefix(limit), as: UTF8.self)
        if bytes.count > limit {
            while text.last == "\u{FFFD}" { text.removeLast() }
            text += "..."
        }
        return String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    }
}

extension String {
    /// The text that bytes are, or nil where they are not UTF-8.
    fileprivate init?(checking bytes: some Collection<UInt8>) {
        let text = bytes.withContiguousStorageIfAvailable { bytes in
            ByteScan.isUTF8(bytes) ? String(decoding: bytes, as: UTF8.self) : nil
        }
        guard let text = text ?? String(validating: bytes, as: UTF8.self) else { return nil }
        self = text
    }
}
