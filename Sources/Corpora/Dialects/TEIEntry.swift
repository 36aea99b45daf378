import Markup

/// An entry of a dictionary while it is gathered: headwords, translations, definitions and examples.
///
/// Without languages, each of these texts is a passage. With two, each translation is paired with the
/// first headword, or with the example that it translates, unless one of them says that it is in another
/// language. With one, the texts that say that they are in it are read, and headwords
/// and examples that say nothing where no translation says that it is in it. A text's language is
/// what the nearest element around it says, or else the title of the dictionary (``DictionaryTitle``), which says
/// nothing of definitions.
struct TEIEntry {
    /// A text of the entry.
    private struct Part {
        var text: Range<Int>
        var line: Int
        var language: String?

        /// The side of the dictionary on which it stands; that of definitions is not known.
        var side: DictionaryTitle.Side?

        /// The number of the text that it translates or explains; nil for headwords and examples.
        var source: Int?
    }

    /// A quotation with what belongs to it.
    private struct Citation {
        var depth: Int
        var isExample: Bool
        var source: Int?
    }

    private let languages: [LanguageTag]
    private let codes: [String]

    /// The sides of the languages, as far as they are known.
    private var sides: [DictionaryTitle.Side?]
    private var inherited: [(depth: Int, language: String)] = []
    private var text = FlowingText()
    private var textDepth = 0
    private var kind = TEIDialect.Element.orth
    private var line = 1

    /// The texts of the entry, one after the other.
    private var bytes: [UInt8] = []
    private var parts: [Part] = []
    private var headword: Int?
    private var citations: [Citation] = []

    init(languages: [String]) {
        self.languages = languages.map(LanguageTag.init)
        codes = languages
        sides = languages.map { _ in nil }
    }

    /// Takes note of the title of the dictionary.
    mutating func use(_ title: DictionaryTitle) {
        sides = codes.map(title.side)
    }

    /// Starts an entry.
    mutating func open(line: Int) {
        headword = nil
        self.line = line
    }

    /// Takes note of the language of an element around entries.
    mutating func inherit(_ element: TEIDialect.Element, _ reader: MarkupReader) {
        if [.TEI, .text, .body, .entry, .entryFree, .superEntry].contains(element) {
            inherit(reader)
        }
    }

    private mutating func inherit(_ reader: MarkupReader) {
        guard !languages.isEmpty else { return }
        while let last = inherited.last, last.depth >= reader.depth { inherited.removeLast() }
        if let language = reader.attribute("lang") { inherited.append((reader.depth, language)) }
    }

    /// Adds a part of a text.
    mutating func append(text bytes: UnsafeBufferPointer<UInt8>) {
        if textDepth > 0 { text.append(bytes) }
    }

    /// An element of the entry starts, one that is not known included.
    mutating func start(_ element: TEIDialect.Element?, _ reader: MarkupReader) {
        if textDepth == 0 { inherit(reader) }
        switch element {
        case .orth, .quote,
            .def where textDepth == 0:
            textDepth = reader.depth
            kind = element ?? .orth
            line = reader.line
        case .cit:
            let isExample = languages.count > 0 && reader.attribute("type") == "example"
            citations.append(Citation(depth: reader.depth, isExample: isExample))
        default: break
        }
    }

    /// An element of the entry ends at a depth.
    mutating func end(depth: Int) {
        if citations.last?.depth == depth { citations.removeLast() }
        guard depth == textDepth else { return }
        textDepth = 0
        guard !text.isEmpty else { return text.clear() }
        let start = bytes.count
        bytes += text.bytes
        text.clear()
        add(Part(text: start..<bytes.count, line: line, language: inherited.last?.language))
    }

    private mutating func add(_ part: Part) {
        var part = part
        if kind == .orth {
            headword = headword ?? parts.count
        } else if citations.last?.isExample == true {
            citations[citations.count - 1].source = parts.count
        } else {
            part.source = citations.last { $0.isExample }?.source ?? headword ?? parts.count
        }
        if kind != .def { part.side = part.source == nil ? .headwords : .translations }
        parts.append(part)
    }

    /// Ends the entry.
    mutating func close(into passages: inout Passages) {
        let identifier = headword.map { bytes[parts[$0].text] }
        if languages.count > 1 {
            for part in parts { pair(part, identifier, into: &passages) }
        } else {
            let isTranslated = parts.contains { $0.source != nil && says($0) }
            for part in parts where isRead(part, isTranslated) {
                passages.append(bytes[part.text], identifier: identifier, line: part.line)
            }
        }
        parts.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        citations.removeAll()
    }

    /// Whether a text says that it is in the one language that is asked for.
    private func says(_ part: Part) -> Bool {
        if let language = part.language { return languages.first?.matches(language) ?? true }
        return part.side.map { $0 == sides.first } ?? false
    }

    private func isRead(_ part: Part, _ isTranslated: Bool) -> Bool {
        languages.isEmpty || says(part)
            || (part.language == nil && part.source == nil && !isTranslated && sides[0] == nil)
    }

    /// Adds a translation with what it translates, in the order of the languages.
    private func pair(
        _ part: Part,
        _ identifier: ArraySlice<UInt8>?,
        into passages: inout Passages
    ) {
        guard let number = part.source, let identifier, parts[number].source == nil else { return }
        let source = parts[number]
        let isStraight = mayBe(source, 0) && mayBe(part, 1)
        guard isStraight || (mayBe(source, 1) && mayBe(part, 0)) else { return }
        passages.append(
            bytes[isStraight ? source.text : part.text],
            counterpart: bytes[isStraight ? part.text : source.text],
            identifier: identifier,
            line: part.line
        )
    }

    /// Whether a text does not say that it is in another language than one of those that are asked for.
    private func mayBe(_ part: Part, _ number: Int) -> Bool {
        if let language = part.language { return languages[number].matches(language) }
        guard let side = part.side, let wanted = sides[number] else { return true }
        return side == wanted
    }
}
