import Markup

/// The markup inside the lines of wikitext: links, templates, tags, quotation marks, entities.
struct WikitextInline {
    private let bytes: [UInt8]
    private let markup: WikitextMarkup
    private let brackets: WikitextBrackets
    private var missingTags: Set<String> = []
    private static let maximumDepth = 40

    init(_ bytes: [UInt8], markup: WikitextMarkup) {
        self.bytes = bytes
        self.markup = markup
        brackets = WikitextBrackets(bytes)
    }

    /// Reads one line, with what it opens even if that ends on a later line.
    ///
    /// - Returns: The index after the line's end.
    mutating func readLine(from start: Int, into prose: inout ProseText) -> Int {
        read(start, bytes.count, stopsAtLineEnd: true, depth: 0, into: &prose)
    }

    private mutating func read(
        _ start: Int,
        _ end: Int,
        stopsAtLineEnd: Bool = false,
        depth: Int,
        into prose: inout ProseText
    ) -> Int {
        var index = start
        while index < end {
            let byte = bytes[index]
            if byte == 0x0A {
                index += 1
                if stopsAtLineEnd { return index }
                prose.append(0x20)
            } else if Self.isSpecial(byte) {
                index = min(end, readMarkup(index, end, depth, into: &prose))
            } else {
                prose.append(byte)
                index += 1
            }
        }
        return end
    }

    /// Whether a byte may start markup, or a character that prose drops.
    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "<"), UInt8(ascii: "'"),
            UInt8(ascii: "&"), UInt8(ascii: "_"), UInt8(ascii: "]"), UInt8(ascii: "}"), 0xC2, 0xE2:
            true
        default: false
        }
    }

    private mutating func readMarkup(
        _ index: Int,
        _ end: Int,
        _ depth: Int,
        into prose: inout ProseText
    ) -> Int {
        let isDeep = depth > Self.maximumDepth
        switch bytes[index] {
        case UInt8(ascii: "{") where !isDeep: return readTemplate(index, depth, into: &prose)
        case UInt8(ascii: "[") where !isDeep: return readLink(index, end, depth, into: &prose)
        case UInt8(ascii: "<"): return readTag(index, into: &prose)
        case UInt8(ascii: "'"): return readQuotes(index, into: &prose)
        case UInt8(ascii: "&"): return readEntity(index, into: &prose)
        case UInt8(ascii: "_"): return readMagicWord(index, into: &prose)
        case 0xC2, 0xE2: return readScalar(index, into: &prose)
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
            // A pair that closes nothing is a slip of the pen.
            if starts(index, with: "]]") || starts(index, with: "}}") { return index + 2 }
            fallthrough
        default:
            prose.append(bytes[index])
            return index + 1
        }
    }

    private func starts(_ index: Int, with text: String) -> Bool {
        bytes[index...].starts(with: text.utf8)
    }

    private func string(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }
}

// MARK: Templates and links

extension WikitextInline {
    private mutating func readTemplate(
        _ index: Int,
        _ depth: Int,
        into prose: inout ProseText
    ) -> Int {
        guard starts(index, with: "{{") else {
            prose.append(bytes[index])
            return index + 1
        }
        guard let end = brackets.end(ofPairAt: index) else { return index + 2 }
        let parts = parts(of: index + 2..<end - 2)
        let isParserFunction = starts(index + 2, with: "#") || starts(index + 2, with: "{")
        if !isParserFunction {
            appendTemplate(parts, depth, into: &prose)
        }
        return end
    }

    /// Adds what a template shows; `{{name:value}}` is another way to write `{{name|value}}`.
    private mutating func appendTemplate(
        _ parts: [Range<Int>],
        _ depth: Int,
        into prose: inout ProseText
    ) {
        var parts = parts
        let head = parts.removeFirst()
        let name = bytes[head].prefix(60).prefix { $0 != UInt8(ascii: ":") }
        if name.count < min(60, head.count) {
            parts.insert(name.endIndex + 1..<head.upperBound, at: 0)
        }
        let word = string(head.lowerBound..<name.endIndex).trimmingSpaces()
        guard WikitextTemplates.text(of: word, [""]) != nil else { return }
        let arguments = parts.compactMap(unnamed).map { text(of: $0, depth) }
        let shown = WikitextTemplates.text(of: word, arguments) ?? ""
        for scalar in shown.unicodeScalars { prose.append(scalar) }
    }

    /// The value of an argument, unless it has another name than a number or `text`.
    private func unnamed(_ part: Range<Int>) -> Range<Int>? {
        guard let equals = bytes[part].firstIndex(ofByte: UInt8(ascii: "=")) else { return part }
        let name = string(part.lowerBound..<equals).trimmingSpaces()
        if name == "text" || name == "quote" || Int(name) != nil {
            return equals + 1..<part.upperBound
        }
        let isName = name.count < 20 && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
        return isName ? nil : part
    }

    private mutating func text(of range: Range<Int>, _ depth: Int) -> String {
        var prose = ProseText()
        _ = read(range.lowerBound, range.upperBound, depth: depth + 1, into: &prose)
        return prose.take().joined(separator: " ")
    }

    /// The parts between the bars that are in no inner pair of brackets.
    private func parts(of range: Range<Int>) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = range.lowerBound
        var index = start
        while index < range.upperBound {
            let isBracket = bytes[index] == UInt8(ascii: "{") || bytes[index] == UInt8(ascii: "[")
            if isBracket, let end = brackets.end(ofPairAt: index), end <= range.upperBound {
                index = end
            } else {
                if bytes[index] == UInt8(ascii: "|") {
                    parts.append(start..<index)
                    start = index + 1
                }
                index += 1
            }
        }
        return parts + [start..<range.upperBound]
    }

    private mutating func readLink(
        _ index: Int,
        _ end: Int,
        _ depth: Int,
        into prose: inout ProseText
    ) -> Int {
        guard starts(index, with: "[[") else {
            return readExternalLink(index, end, depth, into: &prose)
        }
        guard let close = brackets.end(ofPairAt: index) else { return index + 2 }
        let parts = parts(of: index + 2..<close - 2)
        let target = string(parts[0]).trimmingSpaces()
        if markup.isHidden(target: target, hasLabel: parts.count > 1) { return close }
        if parts.count == 1 {
            appendTarget(target, into: &prose)
        } else {
            appendLabel(parts[1].lowerBound..<close - 2, target, depth, into: &prose)
        }
        return close
    }

    private func appendTarget(_ target: String, into prose: inout ProseText) {
        let shown = target.hasPrefix(":") ? target.dropFirst() : target[...]
        for scalar in shown.unicodeScalars { prose.append(scalar) }
    }

    private mutating func appendLabel(
        _ label: Range<Int>,
        _ target: String,
        _ depth: Int,
        into prose: inout ProseText
    ) {
        if label.isEmpty {
            // "[[Mercury (planet)|]]" shows "Mercury".
            prose.append(target.prefix { $0 != "(" && $0 != "," }.description.trimmingSpaces())
        } else {
            _ = read(label.lowerBound, label.upperBound, depth: depth + 1, into: &prose)
        }
    }

    /// `[address label]` shows its label; a link without one shows a number, which is no prose.
    private mutating func readExternalLink(
        _ index: Int,
        _ end: Int,
        _ depth: Int,
        into prose: inout ProseText
    ) -> Int {
        let rest = bytes[index + 1..<min(end, index + 2000)]
        let isLink = ["http://", "https://", "//", "ftp://", "mailto:"]
            .contains { rest.starts(with: $0.utf8) }
        guard isLink, let close = rest.firstIndex(ofByte: UInt8(ascii: "]")),
            !rest[..<close].contains(0x0A)
        else {
            prose.append(bytes[index])
            return index + 1
        }
        if let space = rest[..<close].firstIndex(ofByte: 0x20) {
            _ = read(space + 1, close, depth: depth + 1, into: &prose)
        }
        return close + 1
    }
}

// MARK: Tags

extension WikitextInline {
    private mutating func readTag(_ index: Int, into prose: inout ProseText) -> Int {
        if starts(index, with: "<!--") { return endOfComment(index) }
        let isEnd = starts(index, with: "</")
        let nameStart = index + (isEnd ? 2 : 1)
        let nameEnd = bytes[nameStart...].firstIndex { !$0.isLetterOrDigit } ?? bytes.count
        let window = bytes[nameEnd..<min(bytes.count, nameEnd + 1000)]
        guard nameEnd > nameStart, bytes[nameStart].isLetter,
            let close = window.firstIndex(ofByte: UInt8(ascii: ">"))
        else {
            prose.append(bytes[index])
            return index + 1
        }
        let name = string(nameStart..<nameEnd).lowercased()
        if WikitextMarkup.blockTags.contains(name) { prose.append(0x0A) }
        if name == "br" { prose.append(0x20) }
        let hasContents = !isEnd && bytes[close - 1] != UInt8(ascii: "/")
        return hasContents ? skipContents(name, from: close + 1, into: &prose) : close + 1
    }

    /// Skips the contents of a tag that holds no prose.
    private mutating func skipContents(
        _ name: String,
        from start: Int,
        into prose: inout ProseText
    ) -> Int {
        let isVerbatim = name == "nowiki" || name == "math"
        guard isVerbatim || WikitextMarkup.hiddenTags.contains(name),
            let end = endOfTag(name, from: start)
        else { return start }
        if name == "nowiki" || isSimpleFormula(name, start..<end) {
            for scalar in string(start..<end).unicodeScalars { prose.append(scalar) }
        }
        return (bytes[end...].firstIndex(ofByte: UInt8(ascii: ">")) ?? end) + 1
    }

    /// A formula of plain letters and signs, such as `n + 1`, reads as it is written.
    private func isSimpleFormula(_ name: String, _ range: Range<Int>) -> Bool {
        let signs = Set("\\{}^_&".utf8)
        return name == "math" && range.count < 40 && !bytes[range].contains(where: signs.contains)
    }

    private func endOfComment(_ index: Int) -> Int {
        var search = index + 4
        while let dash = bytes[search...].firstIndex(ofByte: UInt8(ascii: "-")) {
            if starts(dash, with: "-->") { return dash + 3 }
            search = dash + 1
        }
        return bytes.count
    }

    /// The index of the end tag of a name, or nil when there is none on the page.
    private mutating func endOfTag(_ name: String, from start: Int) -> Int? {
        if missingTags.contains(name) { return nil }
        let wanted = Array(name.utf8)
        var search = start
        while let open = bytes[search...].firstIndex(ofByte: UInt8(ascii: "<")) {
            let tag = bytes[(open + 1)...].prefix(wanted.count + 1)
            if tag.first == UInt8(ascii: "/"),
                tag.dropFirst().elementsEqual(wanted, by: { $0.lowercased == $1 })
            {
                return open
            }
            search = open + 1
        }
        missingTags.insert(name)
        return nil
    }
}

// MARK: Characters

extension WikitextInline {
    /// Two, three or five apostrophes are markup; one is an apostrophe.
    private func readQuotes(_ index: Int, into prose: inout ProseText) -> Int {
        let quote = UInt8(ascii: "'")
        let end = bytes[index...].firstIndex { $0 != quote } ?? bytes.count
        let count = end - index
        let shown = count == 1 ? 1 : count == 4 ? 1 : max(0, count - 5)
        for _ in 0..<shown { prose.append(quote) }
        return end
    }

    private func readEntity(_ index: Int, into prose: inout ProseText) -> Int {
        let name = bytes[(index + 1)...].prefix(10).prefix { $0 != UInt8(ascii: ";") }
        let end = name.endIndex
        guard end < bytes.count, bytes[end] == UInt8(ascii: ";"),
            let scalar = HTMLEntities.scalar(for: String(decoding: name, as: UTF8.self))
        else {
            prose.append(bytes[index])
            return index + 1
        }
        // Some pages have references that were escaped twice, as "&amp;nbsp;".
        if scalar == "&", bytes[(end + 1)...].first?.isLetter == true {
            let next = bytes[(end + 1)...].prefix(9).prefix { $0 != UInt8(ascii: ";") }
            let name = String(decoding: next, as: UTF8.self)
            if let inner = HTMLEntities.scalar(for: name), starts(next.endIndex, with: ";") {
                prose.append(inner)
                return next.endIndex + 1
            }
        }
        prose.append(scalar)
        return end + 1
    }

    /// `__NOTOC__` and its like are instructions.
    private func readMagicWord(_ index: Int, into prose: inout ProseText) -> Int {
        let word = bytes[index...].dropFirst(2).prefix(30).prefix { $0.isLetter }
        if starts(index, with: "__"), !word.isEmpty, starts(word.endIndex, with: "__") {
            return word.endIndex + 2
        }
        prose.append(bytes[index])
        return index + 1
    }

    /// The characters that start with these bytes hold the spaces and marks that prose drops.
    private func readScalar(_ index: Int, into prose: inout ProseText) -> Int {
        let count = bytes[index] == 0xC2 ? 2 : 3
        let scalar = String(decoding: bytes[index...].prefix(count), as: UTF8.self)
            .unicodeScalars.first
        if let scalar { prose.append(scalar) }
        return index + count
    }
}

extension UInt8 {
    fileprivate var lowercased: UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
    }

    fileprivate var isLetter: Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
    }

    fileprivate var isLetterOrDigit: Bool {
        isLetter || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
    }
}
