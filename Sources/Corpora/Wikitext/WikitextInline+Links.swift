extension WikitextInline {
    mutating func readTemplate(
        _ index: Int,
        _ end: Int,
        _ depth: Int,
        into prose: inout ProseText
    ) -> Int {
        guard isPair(index) else {
            if let next = readVariants(index, end, depth, into: &prose) { return next }
            prose.append(bytes[index])
            return index + 1
        }
        guard let end = brackets.end(ofPairAt: index) else { return index + 2 }
        let isParserFunction = starts(index + 2, with: "#") || starts(index + 2, with: "{")
        if !isParserFunction, isShown(index + 2..<end - 2) {
            appendTemplate(parts(of: index + 2..<end - 2), depth, into: &prose)
        }
        return end
    }

    /// Whether a template shows anything, by the name at its beginning.
    private mutating func isShown(_ contents: Range<Int>) -> Bool {
        let name = bytes[contents].prefix(60)
            .prefix { $0 != UInt8(ascii: "|") && $0 != UInt8(ascii: ":") }
        return markup.isShown(template: bytes.bytes(name.startIndex..<name.endIndex))
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
        let arguments = parts.compactMap(unnamed).map { text(of: $0, depth) }
        let shown = WikitextTemplates.text(of: word, arguments) ?? ""
        for scalar in shown.unicodeScalars { prose.append(scalar) }
    }

    /// The value of an argument, unless it has another name than a number or `text`.
    private func unnamed(_ part: Range<Int>) -> Range<Int>? {
        guard let equals = bytes.firstIndex(ofByte: UInt8(ascii: "="), in: part) else {
            return part
        }
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
        var paragraphs: [String] = []
        prose.take { paragraphs.append(String(decoding: $0, as: UTF8.self)) }
        return paragraphs.joined(separator: " ")
    }

    /// The parts between the bars that are in no inner pair of brackets.
    private mutating func parts(of range: Range<Int>) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = range.lowerBound
        var index = start
        while index < range.upperBound {
            if let end = afterPair(at: index, in: range) {
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

    mutating func readLink(
        _ index: Int,
        _ end: Int,
        _ depth: Int,
        into prose: inout ProseText
    ) -> Int {
        guard isPair(index) else {
            return readExternalLink(index, end, depth, into: &prose)
        }
        guard let close = brackets.end(ofPairAt: index) else { return index + 2 }
        let contents = index + 2..<close - 2
        let bar = firstIndex(of: UInt8(ascii: "|"), in: contents) ?? contents.upperBound
        let target = contents.lowerBound..<bar
        let hasLabel = bar < contents.upperBound
        if let colon = bytes.firstIndex(ofByte: UInt8(ascii: ":"), in: target),
            markup.isHidden(
                namespace: bytes.bytes(target.lowerBound..<colon),
                hasLabel: hasLabel
            )
        {
            return close
        }
        if hasLabel {
            appendLabel(bar + 1..<contents.upperBound, target, depth, into: &prose)
        } else {
            appendTarget(target, into: &prose)
        }
        return close
    }

    /// The first byte of a kind that is in no inner pair of brackets.
    mutating func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
        var index = range.lowerBound
        while index < range.upperBound {
            if bytes[index] == byte { return index }
            index = afterPair(at: index, in: range) ?? index + 1
        }
        return nil
    }

    /// The index after the pair of brackets that opens at an index and closes in a range.
    mutating func afterPair(at index: Int, in range: Range<Int>) -> Int? {
        guard bytes[index] == UInt8(ascii: "{") || bytes[index] == UInt8(ascii: "["),
            let end = brackets.end(ofPairAt: index), end <= range.upperBound
        else { return nil }
        return end
    }

    private func appendTarget(_ target: Range<Int>, into prose: inout ProseText) {
        let shown = bytes.trimmed(target)
        let hasColon = !shown.isEmpty && bytes[shown.lowerBound] == UInt8(ascii: ":")
        append(target: hasColon ? shown.dropFirst() : shown, into: &prose)
    }

    /// Adds the name of a page, in which only references such as `&nbsp;` are markup.
    private func append(target: Range<Int>, into prose: inout ProseText) {
        var start = target.lowerBound
        let (mark, end) = (UInt8(ascii: "&"), target.upperBound)
        while let entity = bytes.firstIndex(ofByte: mark, in: start..<end) {
            prose.append(verbatim: bytes.bytes(start..<entity))
            start = min(readEntity(entity, into: &prose), end)
        }
        prose.append(verbatim: bytes.bytes(start..<end))
    }

    private mutating func appendLabel(
        _ label: Range<Int>,
        _ target: Range<Int>,
        _ depth: Int,
        into prose: inout ProseText
    ) {
        if label.isEmpty {
            // "[[Mercury (planet)|]]" shows "Mercury".
            let end = bytes[target].firstIndex { $0 == 0x28 || $0 == 0x2C } ?? target.upperBound
            append(target: bytes.trimmed(target.lowerBound..<end), into: &prose)
        } else {
            _ = read(label.lowerBound, label.upperBound, depth: depth + 1, into: &prose)
        }
    }

    /// `[address label]` shows its label; a link without one shows a number, which is no prose.
    mutating func readExternalLink(
        _ index: Int,
        _ end: Int,
        _ depth: Int,
        into prose: inout ProseText
    ) -> Int {
        let rest = index + 1..<min(end, index + 2000)
        guard isAddress(rest.lowerBound),
            let close = bytes.firstIndex(ofByte: UInt8(ascii: "]"), in: rest),
            bytes.firstIndex(ofByte: 0x0A, in: rest.lowerBound..<close) == nil
        else {
            prose.append(bytes[index])
            return index + 1
        }
        if let space = bytes.firstIndex(ofByte: 0x20, in: rest.lowerBound..<close) {
            _ = read(space + 1, close, depth: depth + 1, into: &prose)
        }
        return close + 1
    }

    private func isAddress(_ index: Int) -> Bool {
        starts(index, with: "http://") || starts(index, with: "https://")
            || starts(index, with: "//") || starts(index, with: "ftp://")
            || starts(index, with: "mailto:")
    }
}
