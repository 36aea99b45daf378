internal import UnicodeText

/// Cuts text into words and signs so that the text can be put together again.
///
/// Words and numbers are pieces without any mark: `the` is the same piece after a space, a
/// bracket or a quotation mark, and two words in a row have a space between them. Everything
/// else is a sign, and a sign carries the spaces beside it: `, ` after a word, ` (` before one,
/// ` "` where a quotation opens and `" ` where it closes. A vocabulary holds each word once and
/// each sign in the few ways it is set, and nothing about spacing is left to rules of a language.
///
/// - A space between two words is not kept. A space before a sign belongs to that sign; a space
///   between a sign and a word belongs to the sign. No-break spaces likewise, except that between
///   two words they are pieces of their own.
/// - Words of scripts without spaces stand side by side as they are; a space between two of them
///   is a piece of its own.
/// - `<unk>`, written out and standing alone, is one word: the unknown token.
///
/// The text is expected to be tidy: single spaces, none at the ends.
struct WordPieces {
    private let text: UnsafeBufferPointer<UInt8>
    private var word: Range<Int>?
    private var sign: Range<Int>?
    private var blank: Range<Int>?

    /// Calls `body` with the range of each piece, in order.
    static func forEachPiece(
        in text: UnsafeBufferPointer<UInt8>,
        by segmenter: Segmenter = Segmenter(.words),
        _ body: (Range<Int>) -> Void
    ) {
        var pieces = WordPieces(text: text)
        var end = 0
        segmenter.forEachSegment(of: text, in: 0..<text.count) { segment in
            if segment.range.lowerBound < end { return }
            end = pieces.add(segment.range, body)
        }
        pieces.flush(body)
    }

    private init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

    /// Takes a segment, and returns where the next one to take starts at the earliest.
    private mutating func add(_ segment: Range<Int>, _ body: (Range<Int>) -> Void) -> Int {
        let start = segment.lowerBound
        if text[start] == 0x20 {
            addBlank(segment, body)
        } else if text[start] == UInt8(ascii: "<"), let literal = unknownLiteral(at: start) {
            addWord(literal, body)
            return literal.upperBound
        } else {
            forEachPart(of: segment) { part in
                if isNoBreak(part) {
                    addBlank(part, body)
                } else if isWord(part) {
                    addWord(part, body)
                } else {
                    addSign(part, body)
                }
            }
        }
        return segment.upperBound
    }

    private mutating func addWord(_ range: Range<Int>, _ body: (Range<Int>) -> Void) {
        if let sign {
            body(sign.lowerBound..<(blank?.upperBound ?? sign.upperBound))
        } else if let blank {
            flushWord(body)
            if isKept(blank, before: range) { body(blank) }
        } else if let word, !isUnspaced(at: range.lowerBound) {
            self.word = word.lowerBound..<range.upperBound
            return
        } else {
            flushWord(body)
        }
        (word, sign, blank) = (range, nil, nil)
    }

    private mutating func addSign(_ range: Range<Int>, _ body: (Range<Int>) -> Void) {
        flushWord(body)
        if let sign { body(sign) }
        (sign, blank) = ((blank?.lowerBound ?? range.lowerBound)..<range.upperBound, nil)
    }

    private mutating func addBlank(_ range: Range<Int>, _ body: (Range<Int>) -> Void) {
        if blank != nil { addSign(range, body) } else { blank = range }
    }

    private mutating func flushWord(_ body: (Range<Int>) -> Void) {
        if let word { body(word) }
        word = nil
    }

    private mutating func flush(_ body: (Range<Int>) -> Void) {
        flushWord(body)
        if let sign { body(sign) }
        if let blank { body(blank) }
    }

    /// Whether a blank between two words is a piece: a no-break space is, and a space next to a
    /// script that has none.
    private func isKept(_ blank: Range<Int>, before next: Range<Int>) -> Bool {
        blank.count > 1 || isUnspaced(at: next.lowerBound, from: blank.lowerBound)
    }

    /// Whether the character before or after a boundary is of a script without spaces.
    private func isUnspaced(at start: Int, from end: Int? = nil) -> Bool {
        if Scalars.isUnspaced(Scalars.scalar(in: text, at: start).value) { return true }
        let end = end ?? start
        return end > 0 && Scalars.isUnspaced(Scalars.scalar(in: text, endingAt: end).value)
    }
}

extension WordPieces {
    /// Whether a piece is a word: it has an alphabetic character or a number.
    static func isWord(_ piece: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index < piece.count {
            let (value, length) = Scalars.scalar(in: piece, at: index)
            if Scalars.isWordy(value) { return true }
            index += length
        }
        return false
    }

    private func isWord(_ range: Range<Int>) -> Bool {
        Self.isWord(UnsafeBufferPointer(rebasing: text[range]))
    }

    /// Splits a segment at narrow no-break spaces, which annex 29 lets join words.
    private func forEachPart(of segment: Range<Int>, _ body: (Range<Int>) -> Void) {
        var start = segment.lowerBound
        var index = start
        while index + 2 < segment.upperBound {
            if text[index] == 0xE2, text[index + 1] == 0x80, text[index + 2] == 0xAF {
                if start < index { body(start..<index) }
                body(index..<index + 3)
                start = index + 3
                index = start
            } else {
                index += 1
            }
        }
        if start < segment.upperBound { body(start..<segment.upperBound) }
    }

    private func isNoBreak(_ range: Range<Int>) -> Bool {
        let first = text[range.lowerBound]
        guard first == 0xC2 || first == 0xE2 else { return false }
        let (value, length) = Scalars.scalar(in: text, at: range.lowerBound)
        return length == range.count && Tidying.isNoBreak(value)
    }

    /// The range of `<unk>` at `start`, unless a word touches it.
    private func unknownLiteral(at start: Int) -> Range<Int>? {
        let end = start + Self.unknown.count
        guard end <= text.count, text[start..<end].elementsEqual(Self.unknown) else { return nil }
        if start > 0, Scalars.isWordy(Scalars.scalar(in: text, endingAt: start).value) {
            return nil
        }
        if end < text.count, Scalars.isWordy(Scalars.scalar(in: text, at: end).value) {
            return nil
        }
        return start..<end
    }

    private static let unknown = Array("<unk>".utf8)
}
