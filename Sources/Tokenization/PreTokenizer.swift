internal import UnicodeText

/// The second stage of a tokenizer: how normalised text is cut into pieces, each of which the
/// vocabulary has or lacks as a whole.
struct PreTokenizer: Hashable, Sendable {
    /// What the pieces are.
    var kind: Tokenizer.Kind

    /// The rules by which words are found.
    private let words: WordPieces.Rules

    /// Cuts text into what a kind has for pieces, words by the rules of a locale.
    init(kind: Tokenizer.Kind, locale: String = "") {
        self.kind = kind
        words = WordPieces.Rules(locale: locale)
    }

    /// Calls `body` with the range of each piece, in order.
    func forEachPiece(in text: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>) -> Void) {
        switch kind {
        case .word: WordPieces.forEachPiece(in: text, by: words, body)
        case .whitespace: Self.forEachRun(in: text, body)
        case .character: Self.forEachGrapheme(in: text, body)
        case .smiles: SMILESLexer.forEachPiece(in: text, body)
        case .selfies: SELFIESTransform.forEachPiece(in: text, body)
        case .subword: if !text.isEmpty { body(0..<text.count) }
        }
    }

    private static func forEachGrapheme(
        in text: UnsafeBufferPointer<UInt8>,
        _ body: (Range<Int>) -> Void
    ) {
        let segmenter = Segmenter(.graphemes)
        segmenter.forEachSegment(of: text, in: 0..<text.count) { body($0.range) }
    }

    /// The runs of characters other than white space.
    private static func forEachRun(
        in text: UnsafeBufferPointer<UInt8>,
        _ body: (Range<Int>) -> Void
    ) {
        var start = 0
        var index = 0
        while index < text.count {
            let (value, length) = Scalars.scalar(in: text, at: index)
            if Scalars.isWhiteSpace(value) {
                if start < index { body(start..<index) }
                start = index + length
            }
            index += length
        }
        if start < index { body(start..<index) }
    }
}
