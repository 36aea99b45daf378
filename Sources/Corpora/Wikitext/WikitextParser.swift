/// The prose of pages of wikitext, one after the other.
///
/// Kept: paragraphs, quotations, and the items of lists that end as sentences do. Removed: tables,
/// boxes, references, pictures, categories, formulas, and all markup of the words that are kept.
struct WikitextParser {
    private let includesHeadings: Bool
    private var inline = WikitextInline()
    private var prose = ProseText()
    private var discarded = ProseText()
    private var title: [UInt8]?
    private var position = 0
    private var line = 0
    private var countedPosition = 0
    private var paragraphLine = 0
    private var sections = WikitextSections()
    private var hasUnclosedTable = false

    private var bytes: PageBytes { inline.bytes }

    init(includesHeadings: Bool) {
        self.includesHeadings = includesHeadings
    }

    /// Adds a wiki's own name of a namespace whose links show nothing, or a picture.
    mutating func hideNamespace(_ name: String) {
        inline.markup.hide(namespace: name)
    }

    /// Adds the paragraphs of a page.
    ///
    /// - Parameters:
    ///   - page: The page in UTF-8.
    ///   - title: The identifier of the paragraphs.
    ///   - line: The line on which the page starts.
    ///   - passages: Receives the paragraphs.
    mutating func read(
        _ page: [UInt8],
        title: [UInt8]?,
        line: Int,
        into passages: inout Passages
    ) {
        self.title = title
        page.withUnsafeBufferPointer { page in
            open(PageBytes(buffer: page), line: line)
            while position < page.count { readLine(into: &passages) }
            endParagraph(into: &passages)
            inline.close()
        }
    }

    private mutating func open(_ page: PageBytes, line: Int) {
        inline.open(page)
        self.line = line
        (position, countedPosition, paragraphLine) = (0, 0, line)
        sections = WikitextSections()
        hasUnclosedTable = false
    }

    private mutating func readLine(into passages: inout Passages) {
        switch bytes[position] {
        case 0x0A:
            endParagraph(into: &passages)
            position += 1
        case UInt8(ascii: "="): readHeading(into: &passages)
        case let byte where Self.isItemMark(byte): readItem(into: &passages)
        case UInt8(ascii: "{") where isTableStart(position): skipTable(into: &passages)
        case 0x20, UInt8(ascii: "|"), UInt8(ascii: "!"): skipLine(into: &passages)
        case UInt8(ascii: "-") where inline.starts(position, with: "----"):
            skipLine(into: &passages)
        default: readProse()
        }
    }

    // MARK: Lines

    private mutating func readProse() {
        if prose.isBlank { paragraphLine = currentLine() }
        let start = position
        position = inline.readLine(from: position, into: &prose)
        // A line that held only a template ends the paragraph; one that held only a comment does not.
        if prose.isBlank || !inline.starts(start, with: "<!--") { prose.append(0x20) }
    }

    private mutating func readItem(into passages: inout Passages) {
        endParagraph(into: &passages)
        while position < bytes.count, Self.isItemMark(bytes[position]) { position += 1 }
        while position < bytes.count, bytes[position] == 0x20 { position += 1 }
        if isTableStart(position) { return skipTable(into: &passages) }
        paragraphLine = currentLine()
        position = inline.readLine(from: position, into: &prose)
        let isReference = sections.isReference
        take(into: &passages) { item in
            !isReference && WikitextSentence.isEnded(by: item) && !WikitextSentence.namesBook(item)
        }
    }

    private static func isItemMark(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "*"), UInt8(ascii: "#"), UInt8(ascii: ":"), UInt8(ascii: ";"): true
        default: false
        }
    }

    private mutating func readHeading(into passages: inout Passages) {
        endParagraph(into: &passages)
        paragraphLine = currentLine()
        let level = bytes[position...].prefix { $0 == UInt8(ascii: "=") }.count
        position = inline.readLine(from: position, into: &prose)
        let (isRead, title, line) = (includesHeadings, title, paragraphLine)
        var isOfReferences = false
        prose.take { text in
            let heading = WikitextHeading.text(of: text)
            isOfReferences = isOfReferences || WikitextHeading.isOfReferences(heading)
            guard isRead, WikitextSentence.hasLetter(heading) else { return }
            passages.append(heading, identifier: title, line: line)
        }
        sections.open(isOfReferences: isOfReferences, level: level)
    }

    /// Skips a line of preformatted text, or of a table that was not opened; its templates may go on.
    private mutating func skipLine(into passages: inout Passages) {
        endParagraph(into: &passages)
        position = inline.readLine(from: position, into: &discarded)
        discarded.clear()
    }

    private mutating func endParagraph(into passages: inout Passages) {
        if !prose.isBlank { take(into: &passages) { _ in true } } else { prose.clear() }
    }

    /// Ends the paragraphs that are gathered, and adds those that have letters and are read.
    private mutating func take(
        into passages: inout Passages,
        _ isRead: (UnsafeBufferPointer<UInt8>) -> Bool
    ) {
        let (title, line) = (title, paragraphLine)
        prose.take { text in
            if isRead(text), WikitextSentence.hasLetter(text) {
                passages.append(text, identifier: title, line: line)
            }
        }
    }

    private mutating func currentLine() -> Int {
        while countedPosition < position,
            let feed = bytes.firstIndex(ofByte: 0x0A, in: countedPosition..<position)
        {
            line += 1
            countedPosition = feed + 1
        }
        countedPosition = position
        return line
    }

    // MARK: Tables

    private func isTableStart(_ index: Int) -> Bool {
        index + 1 < bytes.count && bytes[index] == UInt8(ascii: "{")
            && bytes[index + 1] == UInt8(ascii: "|")
    }

    /// Skips to the line after `|}`; of a table that is not closed, only its own line.
    private mutating func skipTable(into passages: inout Passages) {
        endParagraph(into: &passages)
        let end = hasUnclosedTable ? nil : endOfTable(position)
        hasUnclosedTable = end == nil
        if let end { position = end } else { skipLine(into: &passages) }
    }

    private func endOfTable(_ start: Int) -> Int? {
        var depth = 0
        var index = start
        while index < bytes.count {
            while index < bytes.count, bytes[index] == 0x20 || bytes[index] == UInt8(ascii: ":") {
                index += 1
            }
            if isTableStart(index) { depth += 1 }
            if inline.starts(index, with: "|}"), !inline.starts(index, with: "|}}") {
                depth -= 1
                if depth == 0 { return index + 2 }
            }
            guard let next = bytes.firstIndex(ofByte: 0x0A, from: index) else { return nil }
            index = next + 1
        }
        return nil
    }
}

/// The section that is read, which is one of references if a section around it is.
private struct WikitextSections {
    private var referenceLevel: Int?

    /// Whether the section's lists are references and links.
    var isReference: Bool { referenceLevel != nil }

    /// A section starts with a heading of as many equals signs as its level.
    mutating func open(isOfReferences: Bool, level: Int) {
        if let referenceLevel, level > referenceLevel { return }
        referenceLevel = isOfReferences ? level : nil
    }
}
