extension WikitextInline {
    mutating func readTag(_ index: Int, into prose: inout ProseText) -> Int {
        if starts(index, with: "<!--") { return endOfComment(index) }
        let isEnd = starts(index, with: "</")
        let nameStart = index + (isEnd ? 2 : 1)
        let nameEnd = bytes[nameStart...].firstIndex { !$0.isLetterOrDigit } ?? bytes.count
        let window = nameEnd..<min(bytes.count, nameEnd + 1000)
        guard nameEnd > nameStart, bytes[nameStart].isLetter,
            let close = bytes.firstIndex(ofByte: UInt8(ascii: ">"), in: window)
        else {
            prose.append(bytes[index])
            return index + 1
        }
        let name = bytes.bytes(nameStart..<nameEnd)
        guard let role = markup.role(ofTag: name) else { return close + 1 }
        if role == .block { prose.append(0x0A) }
        if role == .lineBreak { prose.append(0x20) }
        if role == .raised {
            if !isEnd { prose.startRaised(before: bytes.bytes(close + 1..<bytes.count)) }
            return close + 1
        }
        let hasContents = !isEnd && bytes[close - 1] != UInt8(ascii: "/")
        return hasContents ? skipContents(name, role, from: close + 1, into: &prose) : close + 1
    }

    /// Skips the contents of a tag that holds no prose.
    private mutating func skipContents(
        _ name: UnsafeBufferPointer<UInt8>,
        _ role: WikitextMarkup.TagRole,
        from start: Int,
        into prose: inout ProseText
    ) -> Int {
        guard role != .block, role != .lineBreak, let end = endOfTag(name, from: start) else {
            return start
        }
        if role != .hidden {
            let contents = string(start..<end)
            let shown = role == .formula ? TeXFormula.text(of: contents) : contents
            for scalar in (shown ?? "").unicodeScalars { prose.append(scalar) }
        }
        return (bytes.firstIndex(ofByte: UInt8(ascii: ">"), from: end) ?? end) + 1
    }

    private func endOfComment(_ index: Int) -> Int {
        var search = index + 4
        while let dash = bytes.firstIndex(ofByte: UInt8(ascii: "-"), from: search) {
            if starts(dash, with: "-->") { return dash + 3 }
            search = dash + 1
        }
        return bytes.count
    }

    /// The index of the end tag of a name, or nil when there is none on the page.
    private mutating func endOfTag(_ name: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        if !missingTags.isEmpty, missingTags.contains(Self.tag(name)) { return nil }
        var search = start
        while let open = bytes.firstIndex(ofByte: UInt8(ascii: "<"), from: search) {
            if starts(open, with: "</"), hasName(name, at: open + 2) { return open }
            search = open + 1
        }
        missingTags.insert(Self.tag(name))
        return nil
    }

    private static func tag(_ name: UnsafeBufferPointer<UInt8>) -> String {
        String(decoding: name, as: UTF8.self).lowercased()
    }

    /// Whether a name of letters and digits, in any case, stands at an index.
    private func hasName(_ name: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        index + name.count <= bytes.count
            && name.indices.allSatisfy { name[$0].lowercased == bytes[index + $0].lowercased }
    }
}
