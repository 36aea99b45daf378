import Markup

/// The Text Encoding Initiative's P5, as ELTeC and most editions use it.
///
/// Paragraphs, lines of verse and anonymous blocks of the body are passages. Front and back matter, notes,
/// running titles and apparatus are not. Of alternatives, the corrected, regularised or
/// expanded one is read. Texts annotated word by word (`w`, `pc`) are joined by their `join`
/// attributes, or, where there are none, by the rules of punctuation.
struct TEIDialect: MarkupDialect {
    static let format = CorpusFormat.tei
    static let title = "TEI (<TEI>)"

    static func recognizes(root: String, namespace: String?) -> Bool {
        ["TEI", "teiCorpus", "TEI.2"].contains(root)
    }

    private let includesHeadings: Bool
    private var bodyDepth = 0
    private var skippedDepth = 0
    private var block = TEIBlock()
    private var openBlocks: [Int] = []
    private var identifier: String?

    init(options: CorpusOptions) {
        includesHeadings = options.includesHeadings
    }

    mutating func consume(
        _ event: MarkupReader.Event,
        of reader: MarkupReader,
        into passages: inout [Passage]
    ) {
        switch event {
        case .text:
            if isReading { block.append(text: reader.textBytes) }
        case .start:
            start(reader, into: &passages)
        case .end:
            end(reader, into: &passages)
        }
    }

    private static let skipped: Set<String> = [
        "teiHeader", "front", "back", "note", "fw", "figDesc", "del", "gap", "sic", "orig", "abbr",
        "bibl", "listBibl", "table", "formula", "speaker", "stage", "castList", "index", "surplus",
        "graphic", "media", "trailer", "argument", "byline", "dateline", "docAuthor", "docTitle",
    ]
    private static let blocks: Set<String> = ["p", "l", "ab", "item"]
    private static let breaks: Set<String> = ["lb", "pb", "cb", "gb", "milestone"]

    /// `abbr`, `orig` and `sic` are alternatives only inside a `choice`.
    private static let alternatives: Set<String> = ["sic", "orig", "abbr"]

    private var isReading: Bool { bodyDepth > 0 && skippedDepth == 0 && !openBlocks.isEmpty }
    private var choiceDepth = 0

    private mutating func start(_ reader: MarkupReader, into passages: inout [Passage]) {
        let name = reader.name
        if skippedDepth > 0 { return }
        if name == "text", let id = reader.attribute("id") { identifier = id }
        if name == "TEI", let id = reader.attribute("id") { identifier = id }
        if name == "body" { bodyDepth = reader.depth }
        if name == "choice" { choiceDepth = reader.depth }
        if isSkipped(name) || isNoteReference(name, reader) {
            skippedDepth = reader.depth
        } else if bodyDepth > 0 {
            startInBody(name, reader, into: &passages)
        }
    }

    private func isSkipped(_ name: String) -> Bool {
        if Self.alternatives.contains(name) { return choiceDepth > 0 }
        return Self.skipped.contains(name)
    }

    /// A reference to a place in the same document is the mark of a note.
    private func isNoteReference(_ name: String, _ reader: MarkupReader) -> Bool {
        name == "ref" && reader.attribute("target")?.hasPrefix("#") == true
    }

    private mutating func startInBody(
        _ name: String,
        _ reader: MarkupReader,
        into passages: inout [Passage]
    ) {
        if Self.blocks.contains(name) || (includesHeadings && name == "head") {
            flush(into: &passages)
            block.line = reader.line
            openBlocks.append(reader.depth)
        } else if Self.breaks.contains(name) {
            block.breakLine(isInsideWord: reader.attribute("break") == "no", isPage: name != "lb")
        } else if name == "w" || name == "pc" {
            block.startWord(join: reader.attribute("join"))
        } else if name == "s" {
            block.startSentence()
        }
    }

    private mutating func end(_ reader: MarkupReader, into passages: inout [Passage]) {
        let name = reader.name
        if skippedDepth > 0 {
            if skippedDepth == reader.depth { skippedDepth = 0 }
            return
        }
        if choiceDepth == reader.depth { choiceDepth = 0 }
        if name == "w" || name == "pc" { block.endWord() }
        if openBlocks.last == reader.depth {
            flush(into: &passages)
            openBlocks.removeLast()
            block.line = reader.line
        }
        if name == "body", bodyDepth == reader.depth { bodyDepth = 0 }
    }

    private mutating func flush(into passages: inout [Passage]) {
        if let text = block.take() {
            passages.append(Passage(text: text, identifier: identifier, line: block.line))
        }
    }
}
