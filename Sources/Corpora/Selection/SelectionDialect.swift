import Markup

/// Any XML, of which a path says what is read.
struct SelectionDialect: MarkupDialect {
    static let format = CorpusFormat.xml
    static let title = "other XML (with --select)"

    static func recognizes(_ root: MarkupRoot) -> Bool { false }

    private let target: SelectionPath.Target
    private var matcher: SelectionMatcher
    private var open: [Capture] = []

    /// A selected element whose text is gathered.
    private struct Capture {
        var depth: Int
        var line: Int
        var text = FlowingText()
    }

    init(options: CorpusOptions) {
        self.init(SelectionPath(steps: [.init(name: nil, isDescendant: false)]))
    }

    /// Reads what the options' path selects.
    ///
    /// - Throws: A ``CorpusError`` when there is no path or it is not one.
    init(path text: String?, source: String) throws(CorpusError) {
        guard let text else {
            throw CorpusError(
                kind: .selection,
                source: source,
                message: "name the elements to read by a path, as in --select '//p'"
            )
        }
        self.init(try SelectionPath(text))
    }

    private init(_ path: SelectionPath) {
        target = path.target
        matcher = SelectionMatcher(path)
    }

    mutating func characters(of reader: MarkupReader) {
        for index in open.indices {
            if target == .ownText, open[index].depth != reader.depth { continue }
            open[index].text.append(reader.textBytes)
        }
    }

    mutating func start(_ reader: MarkupReader, into passages: inout Passages) {
        if matcher.start(reader) { select(reader, into: &passages) }
    }

    mutating func end(_ reader: MarkupReader, into passages: inout Passages) {
        matcher.end()
        if open.last?.depth == reader.depth { finish(into: &passages) }
    }

    private mutating func select(_ reader: MarkupReader, into passages: inout Passages) {
        guard case .attribute(let name) = target else {
            open.append(Capture(depth: reader.depth, line: reader.line))
            return
        }
        if let value = reader.attribute(name) {
            passages.append(Passage(text: value, line: reader.line))
        }
    }

    private mutating func finish(into passages: inout Passages) {
        guard var capture = open.popLast(), let text = capture.text.take() else { return }
        passages.append(Passage(text: text, line: capture.line))
    }
}
