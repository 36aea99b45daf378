import Markup

/// The records of an XML document, through a dialect.
struct MarkupParser: RecordParser {
    private let reader: MarkupReader
    private let stream: ByteStream
    private let factory: RecordFactory
    private let readPassages: (inout Passages) throws -> Void
    private let reasonOfEmptiness: () -> String?
    let root: (line: Int, column: Int)?

    /// The passages that are whole, and the number of those that were taken.
    private var passages = Passages()
    private var takenCount = 0

    /// Takes over a reader that is at the start of the root element.
    init(
        _ reader: MarkupReader,
        of stream: ByteStream,
        dialect: some MarkupDialect,
        options: CorpusOptions
    ) {
        self.reader = reader
        self.stream = stream
        let maximum = min(options.maximumRecordBytes, FlowingText.maximumBytes)
        factory = RecordFactory(stream, maximumBytes: maximum)
        root = (reader.line, reader.column)
        var events = DialectEvents(of: reader, dialect)
        events.start(into: &passages)
        readPassages = { try events.read(into: &$0) }
        reasonOfEmptiness = { events.emptyReason }
    }

    mutating func next() throws -> CorpusItem? {
        guard try hasPassage() else { return nil }
        takenCount += 1
        return factory.item(passages[takenCount - 1])
    }

    mutating func next(
        onReject: (Reject) throws -> Void,
        onText: (RecordText) throws -> Void
    ) throws -> Bool {
        guard try hasPassage() else { return false }
        let start = takenCount
        takenCount = passages.count
        try passages.forEach(
            from: start,
            of: factory.source,
            maximumBytes: factory.maximumBytes,
            onText: onText,
            onOther: { try factory.item($0).handOn(onReject: onReject, onText: onText) }
        )
        return true
    }

    /// Reads on unless there is a passage that was not taken; false at the end.
    private mutating func hasPassage() throws -> Bool {
        if takenCount < passages.count { return true }
        passages.removeAll()
        takenCount = 0
        do {
            try readPassages(&passages)
        } catch let error as MarkupError {
            throw CorpusError(error, in: stream)
        }
        return !passages.isEmpty
    }

    var emptyReason: String? { reasonOfEmptiness() }

    var notes: [String] {
        let count = reader.undeclaredEntityCount
        guard count > 0 else { return [] }
        return [
            "the document uses \(count == 1 ? "an entity" : "\(count) entities") of HTML without "
                + "declaring \(count == 1 ? "it" : "them"); HTML's characters were read"
        ]
    }
}

/// The events of a document on their way through a dialect.
private struct DialectEvents<Dialect: MarkupDialect> {
    private let reader: MarkupReader
    private var dialect: Dialect
    private var inclusions = ElementTable<Inclusion>()

    init(of reader: MarkupReader, _ dialect: Dialect) {
        self.reader = reader
        self.dialect = dialect
    }

    var emptyReason: String? { dialect.emptyReason }

    /// Takes the start of the root element, which the reader is at.
    mutating func start(into passages: inout Passages) {
        dialect.start(reader, into: &passages)
    }

    /// Reads on until there are passages and what has been parsed is used up, or to the end of the document.
    mutating func read(into passages: inout Passages) throws {
        while passages.isEmpty || reader.hasParsedMore, let event = try reader.next() {
            switch event {
            case .text: dialect.characters(of: reader)
            case .start:
                dialect.start(reader, into: &passages)
                if inclusions[reader] != nil { reportInclusion(into: &passages) }
            case .end: dialect.end(reader, into: &passages)
            }
        }
    }

    /// Rejects the place where another file should be included, which is not read.
    private func reportInclusion(into passages: inout Passages) {
        guard reader.namespace == "http://www.w3.org/2001/XInclude" else { return }
        let file = reader.attribute("href") ?? ""
        let detail =
            "'\(file)' should be included here by XInclude, which is not followed; "
            + "import that file too"
        passages.append(
            Passage(text: file, line: reader.line, rejection: (.notIncluded, detail))
        )
    }
}

/// The element by which a document asks for another file.
private enum Inclusion: String, CaseIterable { case include }

/// Finds the dialect of a document.
enum MarkupRecognition {
    /// Reads up to the root element and chooses the dialect.
    ///
    /// - Parameters:
    ///   - stream: The document in UTF-8.
    ///   - options: How to read it; a format that is given must be the document's own.
    /// - Returns: The dialect's format, and the parser, which is at the root element.
    /// - Throws: A ``CorpusError`` when the document is broken before its root, or of no known dialect.
    static func parser(
        _ stream: ByteStream,
        options: CorpusOptions
    ) throws -> (format: CorpusFormat, parser: any RecordParser) {
        let reader = MarkupReader(source: stream.name, isUTF8: true, resolvesHTMLEntities: true) {
            try stream.next()
        }
        do {
            guard try reader.next() == .start else { throw rootless(reader) }
        } catch let error as MarkupError {
            throw CorpusError(error, in: stream)
        }
        if options.readsSelection {
            let dialect = try SelectionDialect(path: options.selection, source: stream.name)
            return (.xml, MarkupParser(reader, of: stream, dialect: dialect, options: options))
        }
        guard let known = dialect(of: reader, options) else { throw unsupported(reader, options) }
        return (known.format, known.parser(reader, stream, options))
    }

    private static func dialect(
        of reader: MarkupReader,
        _ options: CorpusOptions
    ) -> KnownDialect? {
        let root = MarkupRoot(
            name: reader.name,
            namespace: reader.namespace,
            attributes: reader.attributePairs,
            firstChild: reader.nextElementName
        )
        return MarkupDialects.all.first { known in
            (options.format == .automatic || options.format == known.format)
                && known.recognizes(root)
        }
    }

    /// A document may end without a fault and without an element, where its first bytes look like
    /// those of an encoding that they are not in.
    private static func rootless(_ reader: MarkupReader) -> CorpusError {
        CorpusError(
            kind: .malformed,
            source: reader.source,
            message: "the document has no root element; if it is in another encoding, name it "
                + "with --encoding"
        )
    }

    private static func unsupported(
        _ reader: MarkupReader,
        _ options: CorpusOptions
    ) -> CorpusError {
        let titles = MarkupDialects.all.map { $0.title }.joined(separator: ", ")
        let wanted =
            options.format == .automatic
            ? "of none of the dialects that are read" : "not \(options.format.rawValue)"
        return CorpusError(
            kind: .unsupported,
            source: reader.source,
            line: reader.line,
            column: reader.column,
            message: "the document's root element is <\(reader.name)>, which is \(wanted); "
                + "name the elements to read by a path, as in --select '//p', "
                + "or use one of the dialects: \(titles)"
        )
    }
}

extension CorpusError {
    /// A fault of markup; where its cause is a wrong byte of the file's encoding, that is said.
    init(_ error: MarkupError, in stream: ByteStream) {
        let isRefused = error.kind == .declarations || error.kind == .excess
        var message = isRefused ? error.message : "not well-formed XML: \(error.message)"
        if let fault = stream.encodingFault(near: error.offset) { message = fault }
        self.init(
            kind: isRefused ? .refused : .malformed,
            source: error.source,
            line: error.line,
            column: error.column,
            message: message,
            excerpt: error.excerpt.isEmpty ? nil : error.excerpt
        )
    }
}
