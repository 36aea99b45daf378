import UnicodeText

/// Puts quotation marks around what elements such as `q` say is quoted.
///
/// They are the marks of the document's language, the inner ones inside other quotations. Where the text has a
/// mark of its own just before the quotation or at its start, or a dash that begins speech, none is added.
struct Quotations {
    private enum State {
        /// Its text has not begun.
        case awaited

        /// It has marks that were added.
        case marked

        /// It has none, or those of the text.
        case unmarked
    }

    private var open: [(depth: Int, state: State)] = []
    private var isAwaited = false
    private var marks = QuotationMarks.english

    /// Takes the marks of a language, unless it is nil.
    mutating func use(language: String?) {
        if let language { marks = QuotationMarks(locale: language) }
    }

    /// An element that is a quotation starts.
    mutating func start(depth: Int) {
        open.append((depth, .awaited))
        isAwaited = true
    }

    /// Adds a part of the text, with the marks of the quotations that begin with it.
    mutating func append(_ part: UnsafeBufferPointer<UInt8>, to text: inout FlowingText) {
        guard isAwaited, let start = part.firstIndex(where: { !$0.isSpace }) else {
            return text.append(part)
        }
        if start > 0 { text.appendSpace() }
        begin(with: part[start...], in: &text)
        text.append(UnsafeBufferPointer(rebasing: part[start...]))
    }

    private mutating func begin(
        with part: Slice<UnsafeBufferPointer<UInt8>>,
        in text: inout FlowingText
    ) {
        isAwaited = false
        let hasMarks =
            Self.startsWithMark(part) || (!text.endsInSpace && Self.endsInOpening(text.bytes))
        for index in open.indices where open[index].state == .awaited {
            open[index].state = hasMarks ? .unmarked : .marked
            if !hasMarks { text.append(pair(at: index).start.utf8) }
        }
    }

    /// The element at a depth ends, which may be a quotation.
    ///
    /// - Returns: Whether it is one.
    @discardableResult
    mutating func end(depth: Int, in text: inout FlowingText) -> Bool {
        guard let last = open.last, last.depth == depth else { return false }
        if last.state == .marked, !text.isEmpty {
            let hasSpace = text.endsInSpace
            text.dropSpace()
            text.append(pair(at: open.count - 1).end.utf8)
            if hasSpace { text.appendSpace() }
        }
        open.removeLast()
        isAwaited = open.contains { $0.state == .awaited }
        return true
    }

    /// Another block of text starts: quotations of whole blocks have no marks.
    mutating func startBlock() {
        guard isAwaited else { return }
        isAwaited = false
        for index in open.indices where open[index].state == .awaited {
            open[index].state = .unmarked
        }
    }

    /// The marks of a quotation, which is inside those before it that have some.
    private func pair(at index: Int) -> QuotationMarks.Pair {
        let level = open[..<index].count { $0.state == .marked }
        return level.isMultiple(of: 2) ? marks.outer : marks.inner
    }

    /// Whether a text starts with a quotation mark or a dash.
    private static func startsWithMark(_ text: some Collection<UInt8>) -> Bool {
        openings.contains { text.starts(with: $0) } || others.contains { text.starts(with: $0) }
    }

    private static func endsInOpening(_ text: [UInt8]) -> Bool {
        openings.contains { text.suffix($0.count) == $0[...] }
    }

    private static let openings = bytes(
        "\"'\u{201C}\u{201E}\u{201F}\u{2018}\u{201A}\u{201B}\u{AB}\u{2039}\u{300C}\u{300E}"
    )
    private static let others = bytes("\u{201D}\u{2019}\u{BB}\u{203A}\u{2013}\u{2014}\u{2015}")

    private static func bytes(_ marks: String) -> [[UInt8]] {
        marks.unicodeScalars.map { Array(String($0).utf8) }
    }
}
