import Markup

/// What the elements of a vocabulary for documents mean.
protocol ProseRules {
    static var format: CorpusFormat { get }
    static var title: String { get }
    static func recognizes(_ root: MarkupRoot) -> Bool

    /// What an element means, by its name.
    static func role(of name: String) -> ProseRole

    /// Whether this element, whose role is `conditional`, is skipped.
    static func skips(_ reader: MarkupReader) -> Bool
}

extension ProseRules {
    static func skips(_ reader: MarkupReader) -> Bool { false }
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

    /// It is skipped or not, by its attributes.
    case conditional

    /// It is a space.
    case space

    /// Its text stands between quotation marks.
    case quotation

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
    private var quotationDepths: [Int] = []
    private var skippedDepth = 0
    private var name: (depth: Int, text: FlowingText)?
    private var identifier: String?

    /// A block that has not ended.
    private struct Open {
        var depth: Int
        var line: Int
        var text = FlowingText()
    }

    init(options: CorpusOptions) {
        includesHeadings = options.includesHeadings
    }

    mutating func consume(
        _ event: MarkupReader.Event,
        of reader: MarkupReader,
        into passages: inout [Passage]
    ) {
        switch event {
        case .text:
            if name != nil { return name?.text.append(reader.textBytes) ?? () }
            if skippedDepth == 0 { append(reader.textBytes) }
        case .start: if skippedDepth == 0 { start(reader, into: &passages) }
        case .end: end(reader, into: &passages)
        }
    }

    private mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        if !open.isEmpty { open[open.count - 1].text.append(text) }
    }

    private mutating func append(_ text: String) {
        if !open.isEmpty { open[open.count - 1].text.append(text.utf8) }
    }

    private mutating func start(_ reader: MarkupReader, into passages: inout [Passage]) {
        switch role(reader) {
        case .block: openBlock(reader, into: &passages)
        case .heading where includesHeadings: openBlock(reader, into: &passages)
        case .heading, .skipped: skippedDepth = reader.depth
        case .conditional: if Rules.skips(reader) { skippedDepth = reader.depth }
        case .identifier: name = (reader.depth, FlowingText())
        case .space: if !open.isEmpty { open[open.count - 1].text.appendSpace() }
        case .quotation:
            append("\u{201C}")
            quotationDepths.append(reader.depth)
        case .inline: break
        }
    }

    private mutating func openBlock(_ reader: MarkupReader, into passages: inout [Passage]) {
        flush(into: &passages)
        open.append(Open(depth: reader.depth, line: reader.line))
    }

    private mutating func end(_ reader: MarkupReader, into passages: inout [Passage]) {
        let depth = reader.depth
        if skippedDepth > 0 {
            if skippedDepth == depth { skippedDepth = 0 }
        } else if name?.depth == depth {
            identifier = name?.text.take() ?? identifier
            name = nil
        } else if open.last?.depth == depth {
            flush(into: &passages)
            open.removeLast()
        } else if quotationDepths.last == depth {
            quotationDepths.removeLast()
            append("\u{201D}")
        }
    }

    /// Ends the text of the innermost block, which may go on after a block inside it.
    private mutating func flush(into passages: inout [Passage]) {
        guard let block = open.last, let text = open[open.count - 1].text.take() else { return }
        let whole = text.closingGaps()
        if !whole.isEmpty {
            passages.append(Passage(text: whole, identifier: identifier, line: block.line))
        }
    }

    private mutating func role(_ reader: MarkupReader) -> ProseRole {
        let number = reader.nameNumber
        while roles.count <= number { roles.append(Rules.role(of: reader.name(of: roles.count))) }
        return roles[number]
    }
}

extension String {
    /// The text without brackets that hold no word, such as citations leave, and without
    /// spaces before marks that close.
    func closingGaps() -> String {
        guard utf8.contains(where: { $0 == 0x28 || $0 == 0x5B || $0 == 0x20 }) else { return self }
        var result: [UInt8] = []
        var opening: Int?
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: "["): opening = result.count
            case UInt8(ascii: ")"), UInt8(ascii: "]"):
                if let start = opening, !result[start...].contains(where: Self.isOfWord) {
                    result.removeSubrange(start...)
                    opening = nil
                    continue
                }
                opening = nil
            case UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: ";"):
                if result.last == 0x20 { result.removeLast() }
            case 0x20: if result.last == 0x20 { continue }
            default: break
            }
            result.append(byte)
        }
        return String(decoding: result[...].trimmingSpaces(), as: UTF8.self)
    }

    private static func isOfWord(_ byte: UInt8) -> Bool {
        byte >= 0x80 && byte != 0xE2 || byte.isLetterOrDigit
            || [UInt8(ascii: "*"), UInt8(ascii: "%"), UInt8(ascii: "?"), UInt8(ascii: "+")]
                .contains(byte)
    }
}
