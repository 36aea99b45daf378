import Markup

/// TMX, the exchange format of translation memories, and TBX's terms by the same elements: segments of a language or pairs.
///
/// The codes of other programs in a segment (`bpt`, `ept`, `ph`, `it`, `ut`) are left out.
struct TMXDialect: MarkupDialect {
    static let format = CorpusFormat.tmx
    static let title = "TMX (<tmx>)"

    static func recognizes(_ root: MarkupRoot) -> Bool { root.name == "tmx" }

    private enum Element: String, CaseIterable {
        case tu, tuv, seg, bpt, ept, ph, it, ut
    }

    private var choice: LanguageChoice
    private var elements = ElementTable<Element>()
    private var texts: [(language: String, text: String)] = []
    private var language = ""
    private var identifier: String?
    private var line = 1
    private var segmentDepth = 0
    private var codeDepth = 0
    private var text = FlowingText()

    var emptyReason: String? { choice.emptyReason }

    init(options: CorpusOptions) {
        choice = LanguageChoice(options.languages)
    }

    mutating func characters(of reader: MarkupReader) {
        if segmentDepth > 0, codeDepth == 0 { text.append(reader.textBytes) }
    }

    mutating func start(_ reader: MarkupReader, into passages: inout Passages) {
        switch elements[reader] {
        case .tu:
            texts.removeAll(keepingCapacity: true)
            identifier = reader.attribute("tuid")
            line = reader.line
        case .tuv: language = reader.attribute("lang") ?? ""
        case .seg: segmentDepth = reader.depth
        case .bpt, .ept, .ph, .it, .ut:
            if reader.attribute("type") == "lb" { text.appendSpace() }
            if codeDepth == 0 { codeDepth = reader.depth }
        case nil: break
        }
    }

    mutating func end(_ reader: MarkupReader, into passages: inout Passages) {
        if codeDepth == reader.depth { codeDepth = 0 }
        if segmentDepth == reader.depth {
            segmentDepth = 0
            if let text = text.take() { texts.append((language, text)) }
        }
        if elements[reader] == .tu {
            for passage in choice.passages(of: texts, identifier: identifier, line: line) {
                passages.append(passage)
            }
        }
    }
}
