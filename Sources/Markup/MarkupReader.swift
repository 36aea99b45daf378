import CLibXML2

/// A pull reader over an XML document that arrives in pieces.
///
/// Memory does not grow with the document. References to the predefined entities and to characters
/// are resolved; texts between two tags arrive as one or several events. Nothing outside the
/// document is ever read: not its document type, not an external entity, nothing by network. A document
/// whose document type has declarations of its own is refused.
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

    /// The name of the document, for messages.
    public let source: String

    /// The number of elements that are open, the one that starts or ends at this event included.
    public private(set) var depth = 0

    private let read: () throws -> [UInt8]?
    private let parser: OpaquePointer?
    private var names: [UnsafePointer<CChar>: String] = [:]
    private var events: UnsafeBufferPointer<CXMLEvent> = .init(start: nil, count: 0)
    private var position = -1
    private var isAtEnd = false
    private var fault: (any Error)?

    /// Creates a reader.
    ///
    /// - Parameters:
    ///   - source: The name of the document, for messages.
    ///   - read: Returns the next bytes of the document, nil at its end. What it throws is thrown by
    ///     ``next()`` after the events before it.
    public init(source: String, read: @escaping () throws -> [UInt8]?) {
        self.source = source
        self.read = read
        parser = cxml_create()
    }

    deinit {
        if let parser { cxml_destroy(parser) }
    }

    /// Moves to the next event.
    ///
    /// - Returns: The kind of the event, or nil at the end of a sound document.
    /// - Throws: A ``MarkupError`` at the place of a fault, after all events before it.
    public func next() throws -> Event? {
        if position >= 0, position < events.count, current.kind == CXMLElementEnd { depth -= 1 }
        position += 1
        while position >= events.count {
            if let fault { throw fault }
            if isAtEnd { return nil }
            try parseMore()
        }
        switch current.kind {
        case CXMLElementStart:
            depth += 1
            return .start
        case CXMLElementEnd: return .end
        default: return .text
        }
    }

    private var current: CXMLEvent { events[position] }

    private func parseMore() throws {
        guard let parser else { throw memoryError }
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
        var count = 0
        let start = cxml_events(parser, &count)
        events = UnsafeBufferPointer(start: start, count: count)
        position = 0
        if !isSound { fault = error(cxml_fault(parser)) }
    }

    private func error(_ fault: CXMLFault) -> MarkupError {
        MarkupError(fault, source: source)
    }

    private var memoryError: MarkupError {
        MarkupError(
            kind: .memory,
            source: source,
            line: 1,
            column: 1,
            message: "out of memory",
            excerpt: ""
        )
    }
}

extension MarkupReader {
    /// The line of the event, from 1: that on which a tag ends, or on which a text starts.
    public var line: Int { Int(current.line) }

    /// The column of the event, in bytes from 1.
    public var column: Int { Int(current.column) }

    /// The element's name without its prefix.
    public var name: String { string(current.name) ?? "" }

    /// The element's namespace.
    public var namespace: String? { string(current.name_space) }

    /// The text's contents.
    public var text: String { String(decoding: textBytes, as: UTF8.self) }

    /// The text's contents in UTF-8, valid until the reader moves.
    public var textBytes: UnsafeBufferPointer<UInt8> {
        bytes(from: current.text_start, count: current.text_count)
    }

    /// The value of the element's attribute of a name, without regard to its namespace.
    public func attribute(_ name: String) -> String? {
        attributes.first { string($0.name) == name }.map(value)
    }

    /// The names and values of the element's attributes, in order.
    public var attributePairs: [(name: String, value: String)] {
        attributes.map { (string($0.name) ?? "", value(of: $0)) }
    }

    private var attributes: UnsafeBufferPointer<CXMLAttribute> {
        guard current.kind == CXMLElementStart, let first = parser.flatMap(cxml_attributes) else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        return UnsafeBufferPointer(
            start: first + Int(current.attribute_start),
            count: Int(current.attribute_count)
        )
    }

    private func value(of attribute: CXMLAttribute) -> String {
        let value = bytes(from: attribute.value_start, count: attribute.value_count)
        return String(decoding: value, as: UTF8.self)
    }

    private func bytes(from start: UInt32, count: UInt32) -> UnsafeBufferPointer<UInt8> {
        guard count > 0, let text = parser.flatMap(cxml_text) else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        let first = UnsafeRawPointer(text + Int(start)).assumingMemoryBound(to: UInt8.self)
        return UnsafeBufferPointer(start: first, count: Int(count))
    }

    /// The Swift string of a name, made once: the parser gives equal names at equal addresses.
    private func string(_ name: UnsafePointer<CChar>?) -> String? {
        guard let name else { return nil }
        if let known = names[name] { return known }
        let string = String(cString: name)
        names[name] = string
        return string
    }
}

extension MarkupError {
    fileprivate init(_ fault: CXMLFault, source: String) {
        let excerpt = UnsafeRawBufferPointer(start: fault.excerpt, count: fault.excerpt_count)
        self.init(
            kind: Kind(fault.kind),
            source: source,
            line: Int(fault.line),
            column: Int(fault.column),
            message: Self.message(fault),
            excerpt: Self.excerpt(Array(excerpt), caret: fault.caret)
        )
    }

    private static func message(_ fault: CXMLFault) -> String {
        switch fault.kind {
        case CXMLDeclarations:
            "the document type declares entities or attributes of its own, which is refused: "
                + "they can expand without bound or read files; remove what stands in brackets "
                + "after <!DOCTYPE"
        case CXMLNoMemory: "the document needs more memory than there is"
        default: String(cString: fault.message)
        }
    }

    private static func excerpt(_ bytes: [UInt8], caret: Int) -> String {
        guard !bytes.isEmpty else { return "" }
        let line = printable(bytes[...])
        let indent = String(repeating: " ", count: printable(bytes.prefix(caret)).count)
        return "\(line)\n\(indent)^"
    }

    private static func printable(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        return String(String.UnicodeScalarView(text.unicodeScalars.map(shown)))
    }

    private static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar == "\t" { return " " }
        return scalar.value < 0x20 || scalar.value == 0x7F ? "\u{FFFD}" : scalar
    }
}

extension MarkupError.Kind {
    fileprivate init(_ kind: CXMLFaultKind) {
        switch kind {
        case CXMLDeclarations: self = .declarations
        case CXMLNoMemory: self = .memory
        default: self = .malformed
        }
    }
}
