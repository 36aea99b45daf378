import Markup

/// The Text Encoding Initiative's P5, as ELTeC, dictionaries and most editions use it.
///
/// Paragraphs, lines of verse and anonymous blocks of the body are passages, and so are quotations,
/// utterances and salutations that stand between paragraphs; quotations within them have marks
/// (``Quotations``), and formulas are read where they read as a text (``InlineFormula``). Front and back matter, notes, running
/// titles and apparatus are not. Of alternatives, the corrected, regularised or
/// expanded one is read, and of an apparatus the first reading. Texts annotated word by word (`w`, `pc`) are joined by their `join`
/// attributes, or, where there are none, by the rules of punctuation. Of the entries of a dictionary,
/// ``TEIEntry`` reads the headword with its translations or definitions.
struct TEIDialect: MarkupDialect {
    static let format = CorpusFormat.tei
    static let title = "TEI (<TEI>)"

    static func recognizes(_ root: MarkupRoot) -> Bool {
        ["TEI", "teiCorpus", "TEI.2"].contains(root.name)
    }

    private let includesHeadings: Bool
    private var elements = ElementTable<Element>()
    private var bodyDepth = 0
    private var skippedDepth = 0
    private var choiceDepth = 0
    private var apparatus: [(depth: Int, hasReading: Bool)] = []
    private var entryDepth = 0
    private var block = TEIBlock()
    private var formula: InlineFormula?
    private var entry: TEIEntry
    private var awaitsTitle: Bool
    private var title: (depth: Int, text: FlowingText)?
    private var openBlocks: [Int] = []
    private var identifier: [UInt8]?

    init(options: CorpusOptions) {
        includesHeadings = options.includesHeadings
        entry = TEIEntry(languages: options.languages)
        awaitsTitle = !options.languages.isEmpty
    }

    mutating func characters(of reader: MarkupReader) {
        if title != nil {
            title?.text.append(reader.textBytes)
        } else if entryDepth > 0 {
            entry.append(text: reader.textBytes)
        } else if formula != nil {
            formula?.characters(of: reader)
        } else if bodyDepth > 0, skippedDepth == 0, !openBlocks.isEmpty {
            block.append(text: reader.textBytes)
        }
    }

    mutating func start(_ reader: MarkupReader, into passages: inout Passages) {
        if entryDepth > 0, skippedDepth == 0 { return entry.start(elements[reader], reader) }
        if formula != nil {
            formula?.start(reader)
            return
        }
        if awaitsTitle, skippedDepth > 0, reader.name == "title" {
            title = (reader.depth, FlowingText())
            awaitsTitle = false
        }
        guard skippedDepth == 0, let element = elements[reader] else { return }
        entry.inherit(element, reader)
        if element == .text || element == .TEI {
            if let id = reader.attribute("id") { identifier = Array(id.utf8) }
            block.use(language: reader.attribute("lang"))
        }
        if element == .body, bodyDepth == 0 { bodyDepth = reader.depth }
        if element == .choice { choiceDepth = reader.depth }
        if element == .app { apparatus.append((reader.depth, false)) }
        if isSkipped(element, reader) {
            skippedDepth = reader.depth
        } else if bodyDepth > 0 {
            startInBody(element, reader, into: &passages)
        }
    }

    private mutating func isSkipped(_ element: Element, _ reader: MarkupReader) -> Bool {
        switch element.role {
        case .skipped: true
        case .alternative: choiceDepth > 0
        case .reading: isLaterReading()
        // A reference to a place in the same document is the mark of a note.
        case .reference: reader.attribute("target")?.hasPrefix("#") == true
        case .formula: openBlocks.isEmpty
        default: false
        }
    }

    /// Whether the apparatus has a reading already: it gives that of the edition first.
    private mutating func isLaterReading() -> Bool {
        guard let last = apparatus.indices.last else { return false }
        defer { apparatus[last].hasReading = true }
        return apparatus[last].hasReading
    }

    private mutating func startInBody(
        _ element: Element,
        _ reader: MarkupReader,
        into passages: inout Passages
    ) {
        switch element.role {
        case .block: openBlock(reader, into: &passages)
        case .passage: if openBlocks.isEmpty { openBlock(reader, into: &passages) }
        case .quotation:
            if !openBlocks.isEmpty {
                block.startQuotation(depth: reader.depth)
            } else if element != .soCalled {
                openBlock(reader, into: &passages)
            }
        case .formula: startFormula(reader)
        case .heading: if includesHeadings { openBlock(reader, into: &passages) }
        case .lineBreak:
            block.breakLine(isInsideWord: reader.attribute("break") == "no", isPage: element != .lb)
        case .word: block.startWord(join: reader.attribute("join"))
        case .sentence: block.startSentence()
        case .entry:
            entryDepth = reader.depth
            entry.open(line: reader.line)
        default: break
        }
    }

    private mutating func openBlock(_ reader: MarkupReader, into passages: inout Passages) {
        flush(into: &passages)
        block.line = reader.line
        openBlocks.append(reader.depth)
    }

    mutating func end(_ reader: MarkupReader, into passages: inout Passages) {
        let depth = reader.depth
        if title?.depth == depth { endTitle() }
        if skippedDepth > 0 {
            if skippedDepth == depth { skippedDepth = 0 }
            return
        }
        if entryDepth > 0 { return endInEntry(reader, into: &passages) }
        if formula != nil { return endFormula(reader) }
        if choiceDepth == depth { choiceDepth = 0 }
        if apparatus.last?.depth == depth { apparatus.removeLast() }
        block.endQuotation(depth: depth)
        if openBlocks.last == depth {
            flush(into: &passages)
            openBlocks.removeLast()
            block.line = reader.line
        } else if elements[reader]?.role == .word {
            block.endWord()
        }
        if bodyDepth == depth { bodyDepth = 0 }
    }

    /// The first title of the document names the languages of a dictionary.
    private mutating func endTitle() {
        entry.use(DictionaryTitle(title?.text.take() ?? ""))
        title = nil
    }

    /// A formula within a text starts, unless it is displayed by itself.
    private mutating func startFormula(_ reader: MarkupReader) {
        if reader.attribute("rend")?.contains("display") == true {
            block.append(formula: "")
            skippedDepth = reader.depth
        } else {
            formula = InlineFormula(reader)
        }
    }

    private mutating func endFormula(_ reader: MarkupReader) {
        guard formula?.end(reader) == true else { return }
        block.append(formula: formula?.text ?? "")
        formula = nil
    }

    private mutating func endInEntry(_ reader: MarkupReader, into passages: inout Passages) {
        entry.end(depth: reader.depth)
        if entryDepth == reader.depth {
            entryDepth = 0
            entry.close(into: &passages)
        }
    }

    private mutating func flush(into passages: inout Passages) {
        block.take(into: &passages, identifier: identifier)
    }
}
