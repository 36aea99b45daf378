import Markup

/// XLIFF, versions 1 and 2: sources and targets of its units.
///
/// Alternatives that were proposed, and the codes
/// of other programs in a text, are left out.
struct XLIFFDialect: MarkupDialect {
    static let format = CorpusFormat.xliff
    static let title = "XLIFF (<xliff>)"

    static func recognizes(_ root: MarkupRoot) -> Bool { root.name == "xliff" }

    private enum Element: String, CaseIterable {
        case xliff, file, unit, segment, source, target
        case transUnit = "trans-unit"
        case altTrans = "alt-trans"
        case segSource = "seg-source"
        case bpt, ept, ph, it, x, originalData
    }

    private var choice: LanguageChoice
    private var elements = ElementTable<Element>()
    private var languages = (source: "", target: "")
    private var texts: [(language: String, text: String)] = []
    private var identifier: String?
    private var line = 1
    private var textDepth = 0
    private var textLanguage = ""
    private var skippedDepth = 0
    private var text = FlowingText()

    var emptyReason: String? { choice.emptyReason }

    init(options: CorpusOptions) {
        choice = LanguageChoice(options.languages)
    }

    mutating func characters(of reader: MarkupReader) {
        if textDepth > 0, skippedDepth == 0 { text.append(reader.textBytes) }
    }

    mutating func start(_ reader: MarkupReader, into passages: inout Passages) {
        guard skippedDepth == 0 else { return }
        switch elements[reader] {
        case .xliff, .file:
            languages.source =
                reader.attribute("source-language") ?? reader.attribute("srcLang")
                ?? languages.source
            languages.target =
                reader.attribute("target-language") ?? reader.attribute("trgLang")
                ?? languages.target
        case .unit, .transUnit:
            identifier = reader.attribute("id")
            begin(reader)
        case .segment: begin(reader)
        case .source: openText(reader, in: languages.source)
        case .target: openText(reader, in: languages.target)
        case .x: if Self.isLineBreak(reader) { text.appendSpace() }
        case .altTrans, .segSource, .bpt, .ept, .ph, .it, .originalData:
            if Self.isLineBreak(reader) { text.appendSpace() }
            skippedDepth = reader.depth
        case nil: break
        }
    }

    /// Whether a code is that of a line break, in the words of version 1 or 2.
    private static func isLineBreak(_ reader: MarkupReader) -> Bool {
        reader.attribute("ctype") == "lb" || reader.attribute("subType") == "xlf:lb"
    }

    private mutating func begin(_ reader: MarkupReader) {
        texts.removeAll(keepingCapacity: true)
        line = reader.line
    }

    private mutating func openText(_ reader: MarkupReader, in language: String) {
        textDepth = reader.depth
        textLanguage = reader.attribute("lang") ?? language
    }

    mutating func end(_ reader: MarkupReader, into passages: inout Passages) {
        let depth = reader.depth
        if skippedDepth > 0 {
            if skippedDepth == depth { skippedDepth = 0 }
            return
        }
        if textDepth == depth {
            textDepth = 0
            if let text = text.take() { texts.append((textLanguage, text)) }
        }
        let element = elements[reader]
        if element == .transUnit || element == .segment {
            for passage in choice.passages(of: texts, identifier: identifier, line: line) {
                passages.append(passage)
            }
            texts.removeAll(keepingCapacity: true)
        }
    }
}
