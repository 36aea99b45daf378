import Markup

/// A page of HTML as its blocks of text, in order, and the boxes they are in.
struct HTMLPage {
    /// A run of text that no other block interrupts.
    struct Block {
        enum Kind { case paragraph, item, heading, cell, preformatted, other }

        var kind: Kind
        var text: String
        /// The box that it stands in.
        var box: Int
        /// The number of characters, of those in links, and of marks that divide clauses.
        var length: Int
        var linkedLength: Int
        var clauseMarks: Int
        var line: Int
    }

    /// An element that is no part of a line.
    struct Box {
        var name: String
        var parent: Int
        /// The blocks inside it, which follow each other.
        var blocks: Range<Int>
        var cue: HTMLCue
    }

    private(set) var blocks: [Block] = []
    private(set) var boxes: [Box] = []
    private(set) var title: String?

    private var open: [Int] = []
    private var text = FlowingText()
    private var linkedLength = 0
    private var linkDepth = 0
    private var skippedDepth = 0
    private var titleDepth = 0
    private var breakCount = 0
    private var quotations = Quotations()
    private var powers = Powers()
    private var formula: InlineFormula?
    private var hasHole = false
    private var line = 1

    /// Takes the events of a page.
    mutating func read(_ reader: MarkupReader) throws {
        while let event = try reader.next() {
            switch event {
            case .start: start(reader)
            case .end: end(reader)
            case .text: append(reader)
            }
        }
        flush()
    }

    private mutating func append(_ reader: MarkupReader) {
        if titleDepth > 0 { return text.append(reader.textBytes) }
        guard skippedDepth == 0 else { return }
        if formula != nil {
            formula?.characters(of: reader)
        } else {
            append(reader.textBytes, line: reader.line)
        }
    }

    private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {
        if text.isEmpty { self.line = line }
        let before = text.bytes.count
        powers.settle(before: bytes, in: &text)
        quotations.append(bytes, to: &text)
        if text.bytes.count > before { breakCount = 0 }
        if linkDepth > 0 { linkedLength += text.bytes.count - before }
    }

    private mutating func start(_ reader: MarkupReader) {
        guard skippedDepth == 0 else { return }
        powers.end()
        let name = reader.name
        if formula != nil {
            formula?.start(reader)
        } else if name == "title", title == nil {
            flush()
            titleDepth = reader.depth
        } else if HTMLElements.isSkipped(name) || HTMLCue.isHidden(reader) {
            if !HTMLElements.isInline(name) { flush() }
            skippedDepth = reader.depth
        } else if name == "math" {
            startFormula(reader)
        } else if name == "img" {
            if let teX = HTMLCue.formula(ofImage: reader) { append(formula: teX, reader) }
        } else if name == "q" {
            quotations.start(depth: reader.depth)
        } else if name == "sup" {
            powers.start()
        } else if name == "br" {
            lineBreak()
        } else if name == "a" {
            linkDepth = linkDepth == 0 ? reader.depth : linkDepth
        } else if !HTMLElements.isInline(name) {
            openBox(name, reader)
        }
    }

    private mutating func startFormula(_ reader: MarkupReader) {
        if reader.attribute("display") == "block" {
            skippedDepth = reader.depth
        } else {
            formula = InlineFormula(reader)
        }
    }

    /// Adds a formula, or the hole that it leaves where it reads as no text.
    private mutating func append(formula text: String, _ reader: MarkupReader) {
        guard !text.isEmpty else { return hasHole = true }
        Array(text.utf8).withUnsafeBufferPointer { append($0, line: reader.line) }
    }

    private mutating func lineBreak() {
        breakCount += 1
        text.appendSpace()
        if breakCount == 2 { flush() }
    }

    private mutating func openBox(_ name: String, _ reader: MarkupReader) {
        flush()
        if name == "html" { quotations.use(language: reader.attribute("lang")) }
        boxes.append(
            Box(
                name: name,
                parent: open.last ?? -1,
                blocks: blocks.count..<blocks.count,
                cue: HTMLCue(reader)
            )
        )
        open.append(boxes.count - 1)
    }

    private mutating func end(_ reader: MarkupReader) {
        let depth = reader.depth
        if skippedDepth > 0 {
            if skippedDepth == depth { skippedDepth = 0 }
            return
        }
        if formula != nil {
            guard formula?.end(reader) == true else { return }
            let text = formula?.text ?? ""
            formula = nil
            return append(formula: text, reader)
        }
        if titleDepth == depth {
            titleDepth = 0
            title = text.take()
            return
        }
        if linkDepth == depth { linkDepth = 0 }
        powers.end()
        quotations.end(depth: depth, in: &text)
        let name = reader.name
        guard !HTMLElements.isInline(name), name != "br", name != "a", let box = open.last,
            boxes[box].name == name
        else { return }
        flush()
        open.removeLast()
        boxes[box].blocks = boxes[box].blocks.lowerBound..<blocks.count
    }

    /// Ends the block that is being gathered.
    private mutating func flush() {
        defer { linkedLength = 0 }
        breakCount = 0
        quotations.startBlock()
        if hasHole { text.closeGaps() }
        hasHole = false
        guard let gathered = text.take(), let box = open.last else { return }
        let scalars = gathered.unicodeScalars
        // A character of Chinese or Japanese says as much as two or three of an alphabet.
        let length = scalars.reduce(0) { $0 + ($1.value >= 0x3000 ? 2 : 1) }
        blocks.append(
            Block(
                kind: HTMLElements.kind(boxes[box].name),
                text: gathered,
                box: box,
                length: length,
                linkedLength: min(length, linkedLength),
                clauseMarks: scalars.count { HTMLElements.isClauseMark($0) },
                line: line
            )
        )
    }
}
