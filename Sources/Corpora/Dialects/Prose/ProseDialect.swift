import Markup

/// What the elements of a vocabulary for documents mean.
protocol ProseRules {
    static var format: CorpusFormat { get }
    static var title: String { get }
    static func recognizes(_ root: MarkupRoot) -> Bool

    /// What an element means, by its name.
    static func role(of name: String) -> ProseRole

    /// What this element means, whose role by its name is `conditional`.
    static func role(_ reader: MarkupReader) -> ProseRole

    /// Whether brackets around a whole text say something of it and are not part of it.
    static var hasBracketedTexts: Bool { get }

    /// The mark between two parts of an element whose role is `joined`, by the name of the second.
    static func mark(before name: String) -> String
}

extension ProseRules {
    static func role(_ reader: MarkupReader) -> ProseRole { .inline }
    static var hasBracketedTexts: Bool { false }
    static func mark(before name: String) -> String { " " }
}

/// What is done with an element of a document.
enum ProseRole {
    /// Its text is a passage.
    case block

    /// Its text is a passage where headings are read.
    case heading

    /// Its text names the passages after it.
    case identifier

    /// Nothing of it is read.
    case skipped

    /// It is one of the others, by its attributes.
    case conditional

    /// It is a space.
    case space

    /// It cites literature: it is read or not by where it stands.
    case citation

    /// It is a formula in a sentence, which is read where it reads as a text.
    case formula

    /// Its text stands between quotation marks.
    case quotation

    /// Its elements are parts of the text around it, with marks between them.
    case joined

    /// Its text stands above the line.
    case raised

    /// Its text is part of the text around it.
    case inline
}

/// A dialect of documents made of blocks of text.
struct ProseDialect<Rules: ProseRules>: MarkupDialect {
    static var format: CorpusFormat { Rules.format }
    static var title: String { Rules.title }
    static func recognizes(_ root: MarkupRoot) -> Bool { Rules.recognizes(root) }

    private let includesHeadings: Bool
    private var roles: [ProseRole] = []
    private var open: [Open] = []
    /// Empty texts of blocks that have ended, whose memory is used again.
    private var spareTexts: [FlowingText] = []
    private var quotations = Quotations()
    private var joinedParts = JoinedParts()
    private var powers = Powers()
    private var isStarted = false
    private var citationDepth = 0
    private var skippedDepth = 0
    private var name: (depth: Int, text: FlowingText)?
    private var identifier: [UInt8]?
    private var formula: InlineFormula?

    /// A block that has not ended.
    private struct Open {
        var depth: Int
        var line: Int
        var text: FlowingText
        var hasCitation = false

        /// Ends the text and adds it to passages without the gaps that skipped elements left, unless
        /// nothing is left.
        mutating func take(into passages: inout Passages, identifier: [UInt8]?) {
            if hasCitation { text.replaceBytes(with: Citations.removed(from: text.bytes)) }
            hasCitation = false
            if Rules.hasBracketedTexts, let inside = BracketedText.inside(text.bytes) {
                text.replaceBytes(with: inside)
            }
            if ClosedGaps.hasGaps(text.bytes) { text.closeGaps() }
            text.take(into: &passages, identifier: identifier, line: line)
        }
    }

    init(options: CorpusOptions) {
        includesHeadings = options.includesHeadings
    }

    mutating func characters(of reader: MarkupReader) {
        if name != nil {
            name?.text.append(reader.textBytes)
        } else if formula != nil {
            formula?.characters(of: reader)
        } else if skippedDepth == 0, !open.isEmpty, !joinedParts.isBetween {
            powers.settle(before: reader.textBytes, in: &open[open.count - 1].text)
            quotations.append(reader.textBytes, to: &open[open.count - 1].text)
        }
    }

    mutating func start(_ reader: MarkupReader, into passages: inout Passages) {
        guard skippedDepth == 0 else { return }
        if !isStarted { startDocument(reader) }
        if formula != nil {
            formula?.start(reader)
            return
        }
        powers.end()
        let role = role(reader)
        switch startPart(reader, role) && role == .block ? .inline : role {
        case .block: openBlock(reader, into: &passages)
        case .heading where includesHeadings: openBlock(reader, into: &passages)
        case .heading, .skipped: skippedDepth = reader.depth
        case .identifier: name = (reader.depth, FlowingText())
        case .space: if !open.isEmpty { open[open.count - 1].text.appendSpace() }
        case .citation: openCitation(reader)
        case .formula: formula = InlineFormula(reader)
        case .quotation: if !open.isEmpty { quotations.start(depth: reader.depth) }
        case .joined: joinedParts.start(depth: reader.depth)
        case .raised: powers.start()
        case .inline, .conditional: break
        }
    }

    /// Puts the mark before a part of an element whose parts are joined.
    ///
    /// - Returns: Whether the element is such a part.
    private mutating func startPart(_ reader: MarkupReader, _ role: ProseRole) -> Bool {
        guard role != .skipped, let isFirst = joinedParts.startPart(depth: reader.depth) else {
            return false
        }
        if !isFirst, !open.isEmpty {
            open[open.count - 1].text.append(Rules.mark(before: reader.name).utf8)
        }
        return true
    }

    private mutating func startDocument(_ reader: MarkupReader) {
        isStarted = true
        quotations.use(language: reader.attribute("lang"))
    }

    private mutating func openCitation(_ reader: MarkupReader) {
        guard !open.isEmpty, citationDepth == 0 else { return }
        citationDepth = reader.depth
        open[open.count - 1].hasCitation = true
        open[open.count - 1].text.append(mark: Citations.start)
    }

    private mutating func closeCitation() {
        citationDepth = 0
        guard !open.isEmpty else { return }
        open[open.count - 1].text.append(mark: Citations.end)
    }

    private mutating func openBlock(_ reader: MarkupReader, into passages: inout Passages) {
        flush(into: &passages)
        let text = spareTexts.popLast() ?? FlowingText()
        open.append(Open(depth: reader.depth, line: reader.line, text: text))
    }

    mutating func end(_ reader: MarkupReader, into passages: inout Passages) {
        let depth = reader.depth
        joinedParts.end(depth: depth)
        powers.end()
        if skippedDepth > 0 {
            if skippedDepth == depth { skippedDepth = 0 }
        } else if formula != nil {
            endFormula(reader)
        } else if name?.depth == depth {
            if let text = name?.text, !text.isEmpty { identifier = text.bytes }
            name = nil
        } else if citationDepth == depth {
            closeCitation()
        } else if open.last?.depth == depth {
            flush(into: &passages)
            spareTexts.append(open.removeLast().text)
        } else if !open.isEmpty {
            quotations.end(depth: depth, in: &open[open.count - 1].text)
        }
    }

    private mutating func endFormula(_ reader: MarkupReader) {
        guard formula?.end(reader) == true else { return }
        defer { formula = nil }
        guard let text = formula?.text, !open.isEmpty else { return }
        Array(text.utf8).withUnsafeBufferPointer {
            quotations.append($0, to: &open[open.count - 1].text)
        }
    }

    /// Ends the text of the innermost block, which may go on after a block inside it.
    private mutating func flush(into passages: inout Passages) {
        quotations.startBlock()
        guard !open.isEmpty else { return }
        open[open.count - 1].take(into: &passages, identifier: identifier)
    }

    private mutating func role(_ reader: MarkupReader) -> ProseRole {
        let number = reader.nameNumber
        while roles.count <= number { roles.append(Rules.role(of: reader.name(of: roles.count))) }
        let role = roles[number]
        return role == .conditional ? Rules.role(reader) : role
    }
}
