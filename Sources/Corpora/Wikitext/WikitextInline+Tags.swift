extension WikitextInline {
    mutating func readTag(_ index: Int, into prose: inout ProseText) -> Int {
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
        guard let role = WikitextMarkup.tags[name] else { return close + 1 }
        if role == .block { prose.append(0x0A) }
        if role == .lineBreak { prose.append(0x20) }
        let hasContents = !isEnd && bytes[close - 1] != UInt8(ascii: "/")
        return hasContents ? skipContents(name, role, from: close + 1, into: &prose) : close + 1
    }

    /// Skips the contents of a tag that holds no prose.
    private mutating func skipContents(
        _ name: String,
        _ role: WikitextMarkup.TagRole,
        from start: Int,
        into prose: inout ProseText
    ) -> Int {
        guard role != .block, role != .lineBreak, let end = endOfTag(name, from: start) else {
            return start
        }
        if role != .hidden {
            let contents = string(start..<end)
            let shown = role == .formula ? WikitextFormula.text(of: contents) : contents
            for scalar in (shown ?? "").unicodeScalars { prose.append(scalar) }
        }
        return (bytes[end...].firstIndex(ofByte: UInt8(ascii: ">")) ?? end) + 1
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
