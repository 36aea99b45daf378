/// The text of a paragraph of a TEI document while it is gathered.
///
/// Where words are annotated one by one, the white space between them is layout, and their `join`
/// attributes say which stand together. In a document without such attributes, white space counts,
/// except before marks that close and after marks that open.
struct TEIBlock {
    /// The line of the document on which it starts.
    var line = 1

    private var text = FlowingText()
    private var quotations = Quotations()
    private var hasHole = false
    private var word: [UInt8]?
    private var isAnnotated = false
    private var joinsNext = false
    private var hasGap = false
    private var openQuotes = 0

    /// What is known of the whole document: whether it has `join` attributes, or gaps between words.
    private var usesJoins = false
    private var usesGaps = false

    /// Adds a part of the text.
    mutating func append(text bytes: UnsafeBufferPointer<UInt8>) {
        if word != nil {
            word?.append(contentsOf: bytes)
        } else if isAnnotated, bytes.allSatisfy(\.isSpace) {
            hasGap = true
        } else {
            settleGap()
            quotations.append(bytes, to: &text)
        }
    }

    /// Adds a formula, or the hole that it leaves where it reads as no text.
    mutating func append(formula: String) {
        if formula.isEmpty { hasHole = true }
        Array(formula.utf8).withUnsafeBufferPointer { append(text: $0) }
    }

    /// Takes the quotation marks of a language, unless it is nil.
    mutating func use(language: String?) { quotations.use(language: language) }

    /// A quotation within the text starts.
    mutating func startQuotation(depth: Int) { quotations.start(depth: depth) }

    /// The element at a depth ends, which may be a quotation.
    mutating func endQuotation(depth: Int) { quotations.end(depth: depth, in: &text) }

    /// White space before text that is not annotated counts.
    private mutating func settleGap() {
        if hasGap { text.appendSpace() }
        (hasGap, joinsNext) = (false, false)
    }

    /// A line or page ends; inside a word, its halves are joined.
    mutating func breakLine(isInsideWord isBroken: Bool, isPage: Bool) {
        if isBroken {
            joinHalves()
        } else if !isPage, word == nil {
            text.appendSpace()
        }
    }

    private mutating func joinHalves() {
        guard var half = word else { return text.joinBrokenWord() }
        FlowingText.removeHyphen(from: &half)
        word = half
    }

    /// A word or a mark of punctuation that is annotated as one starts.
    mutating func startWord(join: String?) {
        if join != nil { usesJoins = true }
        if hasGap, isAnnotated { usesGaps = true }
        let joinsBefore = join == "left" || join == "both"
        let isApart = usesJoins || hasGap || !usesGaps
        if !joinsBefore, !joinsNext, isApart { text.appendSpace() }
        joinsNext = join == "right" || join == "both"
        isAnnotated = true
        hasGap = false
        word = []
    }

    /// The word ends.
    mutating func endWord() {
        guard let token = word else { return }
        word = nil
        placeMark(String(decoding: token, as: UTF8.self))
        token.withUnsafeBufferPointer { quotations.append($0, to: &text) }
    }

    /// A sentence starts: it stands apart from the one before.
    mutating func startSentence() {
        joinsNext = false
        text.appendSpace()
    }

    /// Ends the block and adds its text to passages, unless there is none.
    mutating func take(into passages: inout Passages, identifier: [UInt8]?) {
        (word, isAnnotated, joinsNext, hasGap, openQuotes) = (nil, false, false, false, 0)
        quotations.startBlock()
        if hasHole { text.closeGaps() }
        hasHole = false
        text.take(into: &passages, identifier: identifier, line: line)
    }

    /// The marks before which no language has a space.
    private static let alwaysClosing: Set<String> = [",", ".", ")", "]"]

    private static let closing: Set<String> = [
        ";", ":", "!", "?", "...", "\u{2026}", "\u{201D}", "\u{2019}", "n't",
        "'s", "'ll", "'re", "'ve", "'d", "'m", "\u{2019}s", "n\u{2019}t", "\u{2019}ll",
        "\u{2019}re", "\u{2019}ve", "\u{2019}d", "\u{2019}m",
    ]
    private static let opening: Set<String> = [
        "(", "[", "\u{201C}", "\u{2018}", "\u{BF}", "\u{A1}",
    ]

    /// Removes the space that a mark does not have before it, or after it.
    private mutating func placeMark(_ token: String) {
        if Self.alwaysClosing.contains(token) {
            text.dropSpace()
        } else if usesJoins {
            return
        } else if token == "\"" {
            openQuotes += 1
            let isOpening = openQuotes % 2 == 1
            if isOpening { joinsNext = true } else { text.dropSpace() }
        } else if Self.closing.contains(token) {
            text.dropSpace()
        } else if Self.opening.contains(token) {
            joinsNext = true
        }
    }
}
