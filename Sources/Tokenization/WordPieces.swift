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
/// - Words of scripts without spaces stand side by side as they are; a space beside one of them
///   is a piece of its own. Such a word is a character, or what the dictionary of a locale finds.
/// - `<unk>`, written out and standing alone, is one word: the unknown token.
///
/// The text is expected to be tidy: single spaces, none at the ends. ``WordExpression`` says the
/// same as a regular expression.
struct WordPieces {
    /// How words are found.
    struct Rules: Hashable, Sendable {
        let segmenter: Segmenter

        /// Whether characters of scripts without spaces are words, rather than what dictionaries
        /// find.
        let cutsCharacters: Bool

        /// The rules of a locale, or those of Unicode without dictionaries for "".
        init(locale: String) {
            cutsCharacters = locale.isEmpty
            let isTailored = Segmenter(.words, locale: locale).isTailored
            segmenter = Segmenter(.words, locale: isTailored ? locale : "")
        }
    }

    let text: UnsafeBufferPointer<UInt8>
    let rules: Rules
    private var word: Range<Int>?
    private var sign: Range<Int>?
    private var blank: Range<Int>?

    /// Calls `body` with the range of each piece, in order.
    static func forEachPiece(
        in text: UnsafeBufferPointer<UInt8>,
        by rules: Rules,
        _ body: (Range<Int>) -> Void
    ) {
        var pieces = WordPieces(text: text, rules: rules)
        var start = 0
        while let word = pieces.wordByItself(from: start) {
            pieces.addSegments(start..<word.lowerBound, body)
            pieces.addWord(word, joins: false, body)
            start = word.upperBound
        }
        pieces.addSegments(start..<text.count, body)
        pieces.flush(body)
    }

    private init(text: UnsafeBufferPointer<UInt8>, rules: Rules) {
        (self.text, self.rules) = (text, rules)
    }

    private mutating func addSegments(_ range: Range<Int>, _ body: (Range<Int>) -> Void) {
        if range.isEmpty { return }
        if Scalars.scalar(in: text, at: range.lowerBound).length == range.count {
            return add(range, body)
        }
        rules.segmenter.forEachSegment(of: text, in: range) { add($0.range, body) }
    }

    private mutating func add(_ segment: Range<Int>, _ body: (Range<Int>) -> Void) {
        forEachPart(of: segment) { part in
            if isBlank(part) {
                addBlank(part, body)
            } else if isWord(part) {
                addWord(part, joins: true, body)
            } else {
                addSign(part, body)
            }
        }
    }

    /// Takes a word, which may belong to the same one as the word before it.
    private mutating func addWord(
        _ range: Range<Int>,
        joins: Bool,
        _ body: (Range<Int>) -> Void
    ) {
        if let sign {
            body(sign.lowerBound..<(blank?.upperBound ?? sign.upperBound))
        } else if let blank {
            flushWord(body)
            if isKept(blank, before: range) { body(blank) }
        } else if joins, let word, rules.cutsCharacters || !isUnspaced(at: range.lowerBound) {
            self.word = word.lowerBound..<range.upperBound
            return
        } else {
            flushWord(body)
        }
        (word, sign, blank) = (range, nil, nil)
        if !joins { flushWord(body) }
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
        if let sign {
            body(sign.lowerBound..<(blank?.upperBound ?? sign.upperBound))
        } else if let blank {
            body(blank)
        }
    }

    /// Whether a blank between two words is a piece: a no-break space is, and a space next to a
    /// script that has none.
    private func isKept(_ blank: Range<Int>, before next: Range<Int>) -> Bool {
        blank.count > 1 || isUnspaced(at: next.lowerBound, from: blank.lowerBound)
    }

    /// Whether the character before or after a boundary is of a script without spaces.
    private func isUnspaced(at start: Int, from end: Int? = nil) -> Bool {
        Scalars.isUnspaced(Scalars.scalar(in: text, at: start).value)
            || Self.endsUnspaced(text, at: end ?? start)
    }
}

extension WordPieces {
    /// Whether a piece is a word: it has a letter or a number.
    static func isWord(_ piece: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index < piece.count {
            let (value, length) = Scalars.scalar(in: piece, at: index)
            if Scalars.isWordy(value) { return true }
            index += length
        }
        return false
    }

    /// How many characters may follow a letter without spaces and belong to it, as far as is
    /// looked back.
    static let lookBack = 2

    /// Whether a letter of a script without spaces ends at `end`, with what belongs to it.
    static func endsUnspaced(_ text: UnsafeBufferPointer<UInt8>, at end: Int) -> Bool {
        var end = end
        for _ in 0...lookBack where end > 0 {
            let (value, length) = Scalars.scalar(in: text, endingAt: end)
            if Scalars.isUnspaced(value) { return true }
            if !Scalars.isExtending(value) { return false }
            end -= length
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
                start = end(
                    from: index + 3,
                    to: segment.upperBound,
                    while: Scalars.isExtending
                )
                body(index..<start)
                index = start
            } else {
                index += 1
            }
        }
        if start < segment.upperBound { body(start..<segment.upperBound) }
    }

    /// Where characters of a kind that stand one after the other end.
    func end(from start: Int, to limit: Int, while isOfKind: (UInt32) -> Bool) -> Int {
        var end = start
        while end < limit {
            let (value, length) = Scalars.scalar(in: text, at: end)
            if !isOfKind(value) { break }
            end += length
        }
        return end
    }

    /// Whether the range is a space or a no-break space without anything that belongs to it.
    private func isBlank(_ range: Range<Int>) -> Bool {
        let first = text[range.lowerBound]
        if first == 0x20 { return range.count == 1 }
        guard first == 0xC2 || first == 0xE2 else { return false }
        let (value, length) = Scalars.scalar(in: text, at: range.lowerBound)
        return length == range.count && Tidying.isNoBreak(value)
    }
}
