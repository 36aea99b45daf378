/// The text of a paragraph of a TEI document while it is gathered.
struct TEIBlock {
    /// The line of the document on which it starts.
    var line = 1

    private var text = FlowingText()
    private var isInsideWord = false
    private var isAnnotated = false
    private var joinsNext = false

    /// Adds a part of the text; between annotated words, white space is only layout.
    mutating func append(text bytes: UnsafeBufferPointer<UInt8>) {
        if isAnnotated, !isInsideWord, bytes.allSatisfy(\.isSpace) { return }
        text.append(bytes)
    }

    /// A line or page ends; inside a word, its halves are joined.
    mutating func breakLine(isInsideWord isBroken: Bool, isPage: Bool) {
        if isBroken {
            text.joinBrokenWord()
        } else if !isPage {
            text.appendSpace()
        }
    }

    /// A word or a mark of punctuation that is annotated as one starts.
    mutating func startWord(isPunctuation: Bool, join: String?) {
        isAnnotated = true
        isInsideWord = true
        let joinsBefore = join == "left" || join == "both"
        if !joinsBefore, !joinsNext { text.appendSpace() }
        joinsNext = join == "right" || join == "both"
        if join == nil, isPunctuation { text.markPunctuation() }
    }

    /// The word ends.
    mutating func endWord() {
        isInsideWord = false
    }

    /// A sentence starts: it stands apart from the one before.
    mutating func startSentence() {
        joinsNext = false
        text.appendSpace()
    }

    /// Ends the block and returns its text, or nil when there is none.
    mutating func take() -> String? {
        defer { self = TEIBlock(line: line) }
        return text.take()
    }

    init(line: Int = 1) {
        self.line = line
    }
}
