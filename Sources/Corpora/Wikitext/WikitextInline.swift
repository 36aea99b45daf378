/// The markup inside the lines of wikitext: links, templates, tags, quotation marks, entities.
struct WikitextInline {
    /// The page that is read.
    private(set) var bytes = PageBytes(buffer: UnsafeBufferPointer(start: nil, count: 0))
    var brackets = WikitextBrackets()
    var markup = WikitextMarkup()
    /// The tags that were looked for in vain, so that a page is not searched again and again.
    var missingTags: Set<String> = []
    private static let maximumDepth = 40

    /// Starts a page.
    mutating func open(_ page: PageBytes) {
        bytes = page
        brackets.open(page)
        if !missingTags.isEmpty { missingTags.removeAll() }
    }

    /// Lets go of the page.
    mutating func close() {
        bytes = PageBytes(buffer: UnsafeBufferPointer(start: nil, count: 0))
    }

    /// Reads one line, with what it opens even if that ends on a later line.
    ///
    /// - Returns: The index after the line's end.
    mutating func readLine(from start: Int, into prose: inout ProseText) -> Int {
        read(start, bytes.count, stopsAtLineEnd: true, depth: 0, into: &prose)
    }

    mutating func read(
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
            } else if PlainRun.isPlain(byte) {
                index = prose.appendRun(of: bytes.buffer, from: index, to: end)
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
        case UInt8(ascii: "{") where !isDeep: return readTemplate(index, end, depth, into: &prose)
        case UInt8(ascii: "[") where !isDeep: return readLink(index, end, depth, into: &prose)
        case UInt8(ascii: "<"): return readTag(index, into: &prose)
        case UInt8(ascii: "'"): return readQuotes(index, into: &prose)
        case UInt8(ascii: "&"): return readEntity(index, into: &prose)
        case UInt8(ascii: "_"): return readMagicWord(index, into: &prose)
        case 0xC2, 0xE2: return readScalar(index, into: &prose)
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
            // A pair that closes nothing is a slip of the pen.
            if isPair(index) { return index + 2 }
            fallthrough
        default:
            prose.append(bytes[index])
            return index + 1
        }
    }

    /// Whether a byte stands twice.
    func isPair(_ index: Int) -> Bool {
        index + 1 < bytes.count && bytes[index] == bytes[index + 1]
    }

    func starts(_ index: Int, with text: StaticString) -> Bool {
        text.withUTF8Buffer { text in
            index + text.count <= bytes.count
                && text.indices.allSatisfy { bytes[index + $0] == text[$0] }
        }
    }

    func string(_ range: Range<Int>) -> String {
        String(decoding: bytes.bytes(range), as: UTF8.self)
    }
}
