import Markup

/// Any XML, of which paths say what is read.
struct SelectionDialect: MarkupDialect {
    static let format = CorpusFormat.xml
    static let title = "other XML (with --select)"

    static func recognizes(_ root: MarkupRoot) -> Bool { false }

    private var paths: [(target: SelectionPath.Target, matcher: SelectionMatcher)]
    private var open: [Capture] = []
    private var names: [String] = []
    private var knownCount = 0

    /// A selected element whose text is gathered.
    private struct Capture {
        var depth: Int
        var line: Int
        var isOwnText: Bool
        var text = FlowingText()
    }

    init(options: CorpusOptions) {
        self.init([SelectionPath(steps: [.init(name: nil, isDescendant: false)])])
    }

    /// Reads what the options' paths select.
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
        self.init(try SelectionPath.paths(text))
    }

    private init(_ paths: [SelectionPath]) {
        self.paths = paths.map { ($0.target, SelectionMatcher($0)) }
    }

    mutating func characters(of reader: MarkupReader) {
        for index in open.indices {
            if open[index].isOwnText, open[index].depth != reader.depth { continue }
            open[index].text.append(reader.textBytes)
        }
    }

    mutating func start(_ reader: MarkupReader, into passages: inout Passages) {
        if reader.nameNumber >= knownCount { remember(reader) }
        for index in paths.indices where paths[index].matcher.start(reader) {
            select(paths[index].target, reader, into: &passages)
        }
    }

    /// Keeps the first names of elements, for messages.
    private mutating func remember(_ reader: MarkupReader) {
        knownCount = reader.nameNumber + 1
        if names.count < 1000, !names.contains(reader.name) { names.append(reader.name) }
    }

    mutating func end(_ reader: MarkupReader, into passages: inout Passages) {
        for index in paths.indices { paths[index].matcher.end() }
        if open.last?.depth == reader.depth { finish(into: &passages) }
    }

    /// What to say where nothing was read.
    var emptyReason: String? {
        "nothing in it is of the path; its elements are: \(FieldNames.list(names))"
    }

    private mutating func select(
        _ target: SelectionPath.Target,
        _ reader: MarkupReader,
        into passages: inout Passages
    ) {
        guard case .attribute(let name) = target else {
            if open.last?.depth == reader.depth { return }
            let isOwnText = target == .ownText
            open.append(Capture(depth: reader.depth, line: reader.line, isOwnText: isOwnText))
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
