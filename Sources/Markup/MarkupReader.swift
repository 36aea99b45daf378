import CLibXML2

/// A pull reader over an XML document that arrives in pieces, or over an HTML page.
///
/// Memory does not grow with an XML document. References to the predefined entities and to characters
/// are resolved, and so are entities that the document itself declares, which may make it five times as
/// long; texts between two tags arrive as one or several events. Nothing outside the document is
/// ever read: not its document type, not an external entity, nothing by network. A document that refers to
/// an external entity or to a parameter entity, or whose document type gives attributes values, is
/// refused, and so is one that exceeds the limits on depth, names, attributes and entities.
///
///     let reader = MarkupReader(source: "novel.xml") { try file.next() }
///     while let event = try reader.next() {
///         if event == .text { print(reader.text) }
///     }
public final class MarkupReader {
    /// What the reader is at.
    public enum Event: Hashable, Sendable {
        /// The start of an element; ``name`` and ``attribute(_:)`` are its own.
        case start

        /// The end of an element; ``name`` is its own. Every start has an end.
        case end

        /// A part of a text; ``text`` is its contents.
        case text
    }

    /// The version of libxml2, such as "2.9.14".
    public static var libraryVersion: String {
        let number = cxml_version()
        return "\(number / 10_000).\(number / 100 % 100).\(number % 100)"
    }

    /// The name of the document, for messages.
    public let source: String

    /// The number of elements that are open, the one that starts or ends at this event included.
    @exclusivity(unchecked) public private(set) var depth = 0

    // The reader is used from one place at a time, and never from inside its own accessors, so the
    // runtime need not watch for overlapping accesses at each of millions of events.

    private let read: () throws -> [UInt8]?
    let parser: OpaquePointer?
    @exclusivity(unchecked) var names: [String] = []
    @exclusivity(unchecked) private var current: UnsafePointer<CXMLEvent>?
    @exclusivity(unchecked) private var events: UnsafePointer<CXMLEvent>?
    @exclusivity(unchecked) private var eventCount = 0
    @exclusivity(unchecked) private var position = 0
    @exclusivity(unchecked) private var isAtEnd = false
    @exclusivity(unchecked) private var fault: (any Error)?

    /// Creates a reader of XML.
    ///
    /// - Parameters:
    ///   - source: The name of the document, for messages.
    ///   - isUTF8: Whether the bytes are UTF-8 whatever the document's declaration says of them.
    ///   - resolvesHTMLEntities: Whether entities of HTML 4 that the document does not declare stand for
    ///     their characters, rather than being a fault; ``undeclaredEntityCount`` tells of them.
    ///   - read: Returns the next bytes of the document, nil at its end. What it throws is thrown by
    ///     ``next()`` after the events before it.
    public init(
        source: String,
        isUTF8: Bool = false,
        resolvesHTMLEntities: Bool = false,
        read: @escaping () throws -> [UInt8]?
    ) {
        self.source = source
        self.read = read
        parser = cxml_create(isUTF8 ? CXMLAlreadyUTF8 : CXMLDeclaredEncoding)
        if resolvesHTMLEntities, let parser { cxml_resolve_html_entities(parser) }
    }

    /// Creates a reader of HTML, which is read as browsers do: no page is malformed, elements that were
    /// left open are closed, and names are in lower case.
    ///
    /// - Parameters:
    ///   - source: The name of the page, for messages.
    ///   - page: The page in UTF-8.
    public init(source: String, htmlPage page: [UInt8]) {
        var page: [UInt8]? = page
        self.source = source
        read = {
            defer { page = nil }
            return page
        }
        parser = cxml_create_html()
    }

    deinit {
        if let parser { cxml_destroy(parser) }
    }

    /// Moves to the next event.
    ///
    /// - Returns: The kind of the event, or nil at the end of a sound document.
    /// - Throws: A ``MarkupError`` at the place of a fault, after all events before it.
    public func next() throws -> Event? {
        if event.kind == CXMLElementEnd { depth -= 1 }
        while position == eventCount {
            current = nil
            if let fault { throw fault }
            if isAtEnd { return nil }
            try parseMore()
        }
        guard let events else { return nil }
        current = events + position
        position += 1
        switch event.kind {
        case CXMLElementStart:
            depth += 1
            return .start
        case CXMLElementEnd: return .end
        default: return .text
        }
    }

    /// Whether there is a next event that has been parsed, so that ``next()`` neither reads nor throws.
    package var hasParsedMore: Bool { position < eventCount }

    /// What the parser tells of the event; nothing before the first one and after the last.
    var event: CXMLEvent { current?.pointee ?? CXMLEvent() }

    /// The name of the next element that starts, nil when it lies beyond the part of the document that
    /// has been parsed.
    package var nextElementName: String? {
        guard let events else { return nil }
        return (position..<eventCount).lazy.map { events[$0] }
            .first { $0.kind == CXMLElementStart }
            .map { string($0.name) }
    }

    private func parseMore() throws {
        guard let parser else { throw MarkupError.memory(source) }
        var chunk: [UInt8]?
        do {
            chunk = try read()
        } catch {
            fault = error
            throw error
        }
        isAtEnd = chunk == nil
        let isSound = (chunk ?? []).withUnsafeBufferPointer {
            cxml_parse(parser, $0.baseAddress, $0.count, isAtEnd ? 1 : 0) != 0
        }
        events = cxml_events(parser, &eventCount)
        position = 0
        if !isSound { fault = MarkupError(cxml_fault(parser), source: source) }
    }
}
