import Markup

/// The records of an XML document, through the dialect of its root element.
struct MarkupParser: RecordParser {
    private let reader: MarkupReader
    private let factory: RecordFactory
    private var dialect: any MarkupDialect
    private var passages: [Passage] = []
    private var position = 0

    /// The format of the dialect.
    let format: CorpusFormat

    /// Reads up to the root element and chooses the dialect.
    ///
    /// - Parameters:
    ///   - stream: The document.
    ///   - options: How to read it; a format that is given must be the document's own.
    /// - Throws: A ``CorpusError`` when the document is broken before its root, or of no known dialect.
    init(_ stream: ByteStream, options: CorpusOptions) throws {
        let reader = MarkupReader(source: stream.name) { try stream.next() }
        self.reader = reader
        factory = RecordFactory(source: stream.name, maximumBytes: options.maximumRecordBytes)
        let root = try Self.translating { try reader.next() }
        guard root == .start, let type = Self.dialect(of: reader, options) else {
            throw Self.unsupported(reader, options)
        }
        dialect = type.init(options: options)
        format = type.format
        dialect.consume(.start, of: reader, into: &passages)
    }

    mutating func next() throws -> CorpusItem? {
        while position == passages.count {
            passages.removeAll(keepingCapacity: true)
            position = 0
            guard let event = try Self.translating({ try reader.next() }) else { return nil }
            dialect.consume(event, of: reader, into: &passages)
        }
        let passage = passages[position]
        position += 1
        return factory.item(
            passage.text.utf8,
            identifier: passage.identifier,
            line: passage.line
        )
    }

    private static func dialect(
        of reader: MarkupReader,
        _ options: CorpusOptions
    ) -> (any MarkupDialect.Type)? {
        MarkupDialects.all.first { type in
            (options.format == .automatic || options.format == type.format)
                && type.recognizes(root: reader.name, namespace: reader.namespace)
        }
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
            message: "the document's root element is <\(reader.name)>, which is \(wanted); "
                + "the dialects are: \(titles)"
        )
    }

    /// Gives the faults of markup the type of the faults of corpora.
    private static func translating<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let error as MarkupError {
            throw CorpusError(error)
        }
    }
}

extension CorpusError {
    init(_ error: MarkupError) {
        let isRefused = error.kind == .declarations
        self.init(
            kind: isRefused ? .refused : .malformed,
            source: error.source,
            line: error.line,
            column: error.column,
            message: isRefused ? error.message : "not well-formed XML: \(error.message)",
            excerpt: error.excerpt.isEmpty ? nil : error.excerpt
        )
    }
}
