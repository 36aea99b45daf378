import Markup

/// RSS, RDF and Atom feeds: the titles and the texts of their items.
///
/// Texts are HTML more often than not, and are read as such. Of a summary and the
/// whole contents, the contents are read.
struct FeedDialect: MarkupDialect {
    static let format = CorpusFormat.feed
    static let title = "RSS and Atom (<rss>, <feed>, <RDF>)"

    static func recognizes(_ root: MarkupRoot) -> Bool {
        ["rss", "feed", "RDF", "channel"].contains(root.name)
    }

    private enum Element: String, CaseIterable {
        case item, entry, title, description, summary, content, encoded, guid, id, link, body,
            abstract
    }

    /// What the text of an element is, by its type in Atom.
    private enum Kind {
        /// Text without markup.
        case plain

        /// HTML, or text that may be.
        case markup

        /// XHTML, whose elements are the document's own.
        case elements

        /// Something else than text, such as a picture.
        case other

        init(_ reader: MarkupReader, isTitle: Bool) {
            let isAtomTitle = isTitle && reader.namespace?.contains("Atom") == true
            let type =
                reader.attribute("mode") == "base64" ? "base64/" : reader.attribute("type") ?? ""
            switch type.lowercased().prefix(while: { $0 != ";" }) {
            case "": self = isAtomTitle ? .plain : .markup
            case "text", "text/plain": self = .plain
            case "xhtml", "application/xhtml+xml": self = .elements
            case "html": self = .markup
            case let type where type.contains("/"):
                self = type.hasPrefix("text/") || type.hasSuffix("xml") ? .markup : .other
            default: self = .markup
            }
        }
    }

    private var elements = ElementTable<Element>()
    private var itemDepth = 0
    private var field: (element: Element, depth: Int, kind: Kind, isForeign: Bool)?
    private var value: [UInt8] = []
    private static let maximumBytes = 16 << 20
    private var item = Item()

    private struct Item {
        var line = 1
        var identifier: String?
        var namespace: String?
        var title: [String] = []
        var summary: [String] = []
        var contents: [String] = []

        /// Why one of its texts could not be read.
        var rejection: (reason: Reject.Reason, detail: String)?

        /// Whether there is what an element tells.
        func has(_ element: Element) -> Bool {
            switch element {
            case .guid, .id, .link: identifier != nil
            case .title: !title.isEmpty
            case .content, .encoded, .body: !contents.isEmpty
            case .description, .summary, .abstract: !summary.isEmpty
            case .item, .entry: false
            }
        }
    }

    init(options: CorpusOptions) {}

    mutating func characters(of reader: MarkupReader) {
        guard let field, field.kind != .other, value.count <= Self.maximumBytes else { return }
        if field.kind == .elements {
            appendEscaped(reader.textBytes)
        } else {
            value.append(contentsOf: reader.textBytes)
        }
    }

    /// Adds text that stands between elements, in which no mark is markup.
    private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        for byte in text {
            switch byte {
            case UInt8(ascii: "<"): value += "&lt;".utf8
            case UInt8(ascii: "&"): value += "&amp;".utf8
            default: value.append(byte)
            }
        }
    }

    mutating func start(_ reader: MarkupReader, into passages: inout Passages) {
        guard field == nil else {
            // An element inside a text in XHTML ends a word, and may end a paragraph.
            value += "<\(reader.name)>".utf8
            return
        }
        guard let element = elements[reader] else { return }
        if element == .item || element == .entry {
            item = Item(line: reader.line, namespace: reader.namespace)
            itemDepth = reader.depth
        } else if itemDepth > 0, reader.depth == itemDepth + 1 {
            let kind = Kind(reader, isTitle: element == .title)
            let isForeign = element != .encoded && reader.namespace != item.namespace
            field = (element, reader.depth, kind, isForeign)
            value.removeAll(keepingCapacity: true)
            if element == .link, let address = reader.attribute("href"), item.identifier == nil {
                item.identifier = address
            }
        }
    }

    mutating func end(_ reader: MarkupReader, into passages: inout Passages) {
        if let field {
            if field.depth == reader.depth {
                close(field.element, field.kind, isForeign: field.isForeign)
                self.field = nil
            } else {
                value += "</\(reader.name)>".utf8
            }
        } else if itemDepth == reader.depth {
            itemDepth = 0
            finish(into: &passages)
        }
    }

    /// Ends a text of the item.
    ///
    /// One of another vocabulary, such as the title of a picture, does not replace what there is.
    private mutating func close(_ element: Element, _ kind: Kind, isForeign: Bool) {
        if kind == .other || (isForeign && item.has(element)) { return }
        switch element {
        case .guid, .id, .link:
            let name = String(decoding: value, as: UTF8.self).trimmingSpaces()
            if element != .link || item.identifier == nil, !name.isEmpty { item.identifier = name }
        case .title: item.title = [texts(kind).joined(separator: " ")].filter { !$0.isEmpty }
        case .content, .encoded, .body: item.contents = texts(kind)
        case .description, .summary, .abstract: item.summary = texts(kind)
        case .item, .entry: break
        }
    }

    private mutating func texts(_ kind: Kind) -> [String] {
        guard value.count <= Self.maximumBytes else {
            item.rejection = (.tooLong, "the text is longer than \(Self.maximumBytes) bytes")
            return []
        }
        if kind != .plain, value.contains(where: { $0 == 0x3C || $0 == 0x26 }) {
            do {
                return try HTMLFragment.texts(value)
            } catch {
                let reason = (error as? MarkupError)?.message ?? "\(error)"
                item.rejection = (.malformedHTML, "not to be read as HTML: \(reason)")
                return []
            }
        }
        var text = FlowingText()
        text.append(value)
        return text.take().map { [$0] } ?? []
    }

    private func finish(into passages: inout Passages) {
        for text in item.title + (item.contents.isEmpty ? item.summary : item.contents) {
            passages.append(Passage(text: text, identifier: item.identifier, line: item.line))
        }
        if let rejection = item.rejection {
            let name = item.identifier ?? item.title.first ?? ""
            passages.append(Passage(text: name, line: item.line, rejection: rejection))
        }
    }
}

/// A piece of HTML inside another document.
enum HTMLFragment {
    /// All its blocks of text.
    ///
    /// - Throws: A `MarkupError` for a piece that is too deep, or has too many tags, to be read.
    static func texts(_ bytes: [UInt8]) throws -> [String] {
        var page = HTMLPage()
        let body = Array("<body>".utf8) + bytes
        try page.read(MarkupReader(source: "", htmlPage: body))
        return page.blocks.map(\.text)
    }
}
