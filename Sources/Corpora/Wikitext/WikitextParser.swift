import UnicodeText

/// The prose of pages of wikitext, one after the other.
///
/// Kept: paragraphs, quotations, and the items of lists that end as sentences do. Removed: tables,
/// boxes, references, pictures, categories, formulas, and all markup of the words that are kept.
struct WikitextParser {
    /// A paragraph and the number of lines before it.
    struct Paragraph: Equatable {
        var text: String
        var line: Int
    }

    private let includesHeadings: Bool
    private var inline = WikitextInline()
    private var prose = ProseText()
    private var result: [Paragraph] = []
    private var position = 0
    private var line = 0
    private var countedPosition = 0
    private var paragraphLine = 0
    private var sections = WikitextSections()
    private var hasUnclosedTable = false

    private var bytes: [UInt8] { inline.bytes }

    init(includesHeadings: Bool) {
        self.includesHeadings = includesHeadings
    }

    /// Adds a wiki's own name of a namespace whose links show nothing, or a picture.
    mutating func hideNamespace(_ name: String) {
        inline.markup.hiddenNamespaces.insert(name.lowercased())
    }

    /// Reads a page.
    mutating func paragraphs(of page: [UInt8]) -> [Paragraph] {
        open(page)
        while position < page.count { readLine() }
        endParagraph()
        inline.close()
        return result
    }

    private mutating func open(_ page: [UInt8]) {
        inline.open(page)
        result.removeAll()
        (position, line, countedPosition, paragraphLine) = (0, 0, 0, 0)
        sections = WikitextSections()
        hasUnclosedTable = false
    }

    private mutating func readLine() {
        switch bytes[position] {
        case 0x0A:
            endParagraph()
            position += 1
        case UInt8(ascii: "="): readHeading()
        case let byte where Self.isItemMark(byte): readItem()
        case UInt8(ascii: "{") where isTableStart(position):
            skipTable()
        case 0x20, UInt8(ascii: "|"), UInt8(ascii: "!"): skipLine()
        case UInt8(ascii: "-") where inline.starts(position, with: "----"): skipLine()
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

    private mutating func readItem() {
        endParagraph()
        while position < bytes.count, Self.isItemMark(bytes[position]) { position += 1 }
        while position < bytes.count, bytes[position] == 0x20 { position += 1 }
        if isTableStart(position) { return skipTable() }
        paragraphLine = currentLine()
        position = inline.readLine(from: position, into: &prose)
        let texts = prose.take()
        if !sections.isReference { add(texts.filter(Self.endsAsSentence)) }
    }

    private static func isItemMark(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "*"), UInt8(ascii: "#"), UInt8(ascii: ":"), UInt8(ascii: ";"): true
        default: false
        }
    }

    private mutating func readHeading() {
        endParagraph()
        paragraphLine = currentLine()
        let level = bytes[position...].prefix { $0 == UInt8(ascii: "=") }.count
        position = inline.readLine(from: position, into: &prose)
        let texts = prose.take().map { $0.trimmingHeadingMarks() }.filter { !$0.isEmpty }
        sections.open(texts, level: level)
        if includesHeadings { add(texts) }
    }

    /// Skips a line of preformatted text, or of a table that was not opened; its templates may go on.
    private mutating func skipLine() {
        var discarded = ProseText()
        endParagraph()
        position = inline.readLine(from: position, into: &discarded)
    }

    private mutating func endParagraph() {
        add(prose.take())
    }

    private mutating func add(_ texts: [String]) {
        for text in texts
        where text.utf8.first?.isLetter == true || text.contains(where: \.isLetter) {
            result.append(Paragraph(text: text, line: paragraphLine))
        }
    }

    private mutating func currentLine() -> Int {
        while let feed = bytes[countedPosition..<position].firstIndex(ofByte: 0x0A) {
            line += 1
            countedPosition = feed + 1
        }
        countedPosition = position
        return line
    }

    private static func endsAsSentence(_ text: String) -> Bool {
        guard let last = text.unicodeScalars.last(where: { !closesQuotation($0) }) else {
            return false
        }
        return endsSentence(last) && text.utf8.contains(0x20)
    }

    private static func closesQuotation(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\"", "'", ")", "\u{201D}", "\u{2019}", "\u{BB}": true
        default: false
        }
    }

    private static func endsSentence(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case ".", "!", "?", "\u{2026}", "\u{3002}", "\u{FF01}", "\u{FF1F}": true
        default: false
        }
    }

    // MARK: Tables

    private func isTableStart(_ index: Int) -> Bool {
        index + 1 < bytes.count && bytes[index] == UInt8(ascii: "{")
            && bytes[index + 1] == UInt8(ascii: "|")
    }

    /// Skips to the line after `|}`; of a table that is not closed, only its own line.
    private mutating func skipTable() {
        endParagraph()
        let end = hasUnclosedTable ? nil : endOfTable(position)
        hasUnclosedTable = end == nil
        if let end { position = end } else { skipLine() }
    }

    private func endOfTable(_ start: Int) -> Int? {
        var depth = 0
        var index = start
        while index < bytes.count {
            while index < bytes.count, bytes[index] == 0x20 || bytes[index] == UInt8(ascii: ":") {
                index += 1
            }
            if isTableStart(index) { depth += 1 }
            let rest = bytes[index...].prefix(3)
            if rest.starts(with: "|}".utf8), rest.last != UInt8(ascii: "}") || rest.count < 3 {
                depth -= 1
                if depth == 0 { return index + 2 }
            }
            guard let next = bytes[index...].firstIndex(ofByte: 0x0A) else { return nil }
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
    mutating func open(_ headings: [String], level: Int) {
        if let referenceLevel, level > referenceLevel { return }
        let isOfReferences = headings.contains {
            WikitextMarkup.reference.contains($0.lowercased())
        }
        referenceLevel = isOfReferences ? level : nil
    }
}

extension String {
    /// The text without equals signs and white space at both ends.
    fileprivate func trimmingHeadingMarks() -> String {
        let scalars = unicodeScalars
        guard let start = scalars.firstIndex(where: isOfTitle),
            let end = scalars.lastIndex(where: isOfTitle)
        else {
            return ""
        }
        return String(scalars[start...end])
    }

    private func isOfTitle(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 { return scalar != "=" && !UInt8(scalar.value).isSpace }
        return !Scalars.isWhiteSpace(scalar.value)
    }
}
