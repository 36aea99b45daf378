import Markup

/// An entry of a dictionary while it is gathered: headwords, translations, definitions and examples.
///
/// Without languages, each of these texts is a passage. With two, each translation is paired with the
/// first headword; with one, the translations in it are read or, if no headword says
/// that it is in another, the headwords.
struct TEIEntry {
    /// A text of the entry that is read.
    private struct Part {
        var text: Range<Int>
        var line: Int
    }

    private let languages: [LanguageTag]
    private var text = FlowingText()
    private var textDepth = 0
    private var textLanguage: String?
    private var citeLanguage: String?
    private var kind = TEIDialect.Element.orth
    private var line = 1

    /// The texts of the entry, one after the other.
    private var bytes: [UInt8] = []
    private var parts: [Part] = []
    private var headword: Range<Int>?

    init(languages: [String]) {
        self.languages = languages.map(LanguageTag.init)
    }

    /// Starts an entry.
    mutating func open(line: Int) {
        headword = nil
        self.line = line
    }

    /// Adds a part of a text.
    mutating func append(text bytes: UnsafeBufferPointer<UInt8>) {
        if textDepth > 0 { text.append(bytes) }
    }

    /// An element of the entry starts.
    mutating func start(_ element: TEIDialect.Element, _ reader: MarkupReader) {
        switch element {
        case .orth, .quote,
            .def where textDepth == 0:
            textDepth = reader.depth
            kind = element
            line = reader.line
            textLanguage = languages.isEmpty ? nil : reader.attribute("lang") ?? citeLanguage
        case .cit: if !languages.isEmpty { citeLanguage = reader.attribute("lang") }
        default: break
        }
    }

    /// An element of the entry ends at a depth.
    mutating func end(depth: Int) {
        guard depth == textDepth else { return }
        textDepth = 0
        guard !text.isEmpty else { return text.clear() }
        let start = bytes.count
        bytes += text.bytes
        text.clear()
        if kind == .orth, headword == nil { headword = start..<bytes.count }
        if isRead { parts.append(Part(text: start..<bytes.count, line: line)) }
    }

    /// Whether the text that ends is one of those that are asked for.
    private var isRead: Bool {
        switch languages.count {
        case 0: true
        case 1: textLanguage.map { languages[0].matches($0) } ?? (kind == .orth)
        default: kind != .orth
        }
    }

    /// Ends the entry.
    mutating func close(into passages: inout Passages) {
        for part in parts {
            let identifier = headword.map { bytes[$0] }
            if languages.count < 2 {
                passages.append(bytes[part.text], identifier: identifier, line: part.line)
            } else if let identifier {
                passages.append(
                    identifier,
                    counterpart: bytes[part.text],
                    identifier: identifier,
                    line: part.line
                )
            }
        }
        parts.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
    }
}
