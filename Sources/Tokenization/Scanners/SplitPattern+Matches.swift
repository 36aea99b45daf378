internal import UnicodeText

extension SplitPattern {
    /// A part of text, and whether the pattern matches it.
    struct Part {
        var range: Range<Int>
        var isMatch: Bool
    }

    /// Calls `body` with each part of a range, matches and what is between them, in order.
    func forEachPart(
        of text: UnsafeBufferPointer<UInt8>,
        in range: Range<Int>,
        _ body: (Part) -> Void
    ) {
        var end = range.lowerBound
        forEachMatch(in: text, range) { match in
            if end < match.lowerBound {
                body(Part(range: end..<match.lowerBound, isMatch: false))
            }
            body(Part(range: match, isMatch: true))
            end = match.upperBound
        }
        if end < range.upperBound { body(Part(range: end..<range.upperBound, isMatch: false)) }
    }

    /// Calls `body` with each match in a range.
    ///
    /// A regular expression may match between characters: such a match is empty.
    func forEachMatch(
        in text: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>,
        _ body: (Range<Int>) -> Void
    ) {
        switch kind {
        case .other(let expression):
            expression.withMatcher { $0.forEachMatch(in: text, range, body) }
        case .string: forEachOccurrence(in: text, range, body)
        case .expression(.gpt2): Self.scan(text, range, GPT2Scanner(), body)
        case .expression(.cl100k(let digits)):
            Self.scan(text, range, CL100KScanner(maximumDigits: digits), body)
        case .expression(.o200k): Self.scan(text, range, O200KScanner(), body)
        case .expression(.repeated(let sort, let count)):
            sort.forEachRun(in: text, range, count, body)
        case .expression(.brackets): Self.forEachBracketed(in: text, range, body)
        case .expression(.finalSigma): FinalSigma.forEach(in: text, range, body)
        case .expression(.graphemes):
            Segmenter(.graphemes).forEachSegment(of: text, in: range) { body($0.range) }
        case .expression(.smiles):
            let part = UnsafeBufferPointer(rebasing: text[range])
            SMILESLexer.forEachPiece(in: part) { body(Self.shifted($0, by: range.lowerBound)) }
        case .expression(.wordPieces(let rules)):
            let part = UnsafeBufferPointer(rebasing: text[range])
            WordPieces.forEachPiece(in: part, by: rules) {
                body(Self.shifted($0, by: range.lowerBound))
            }
        }
    }

    /// Calls `body` with each place where the string stands, from the left.
    private func forEachOccurrence(
        in text: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>,
        _ body: (Range<Int>) -> Void
    ) {
        let sought = Array(self.text.utf8)
        guard let first = sought.first else { return }
        var index = range.lowerBound
        while index + sought.count <= range.upperBound {
            if text[index] == first, text[index..<index + sought.count].elementsEqual(sought) {
                body(index..<index + sought.count)
                index += sought.count
            } else {
                index += 1
            }
        }
    }

    /// Calls `body` with each run of other characters between square brackets.
    private static func forEachBracketed(
        in text: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>,
        _ body: (Range<Int>) -> Void
    ) {
        var start: Int?
        for index in range {
            if text[index] == UInt8(ascii: "[") {
                start = index
            } else if text[index] == UInt8(ascii: "]") {
                if let start, start + 1 < index { body(start..<index + 1) }
                start = nil
            }
        }
    }

    private static func scan(
        _ text: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>,
        _ scanner: some PieceScanner,
        _ body: (Range<Int>) -> Void
    ) {
        let reader = TextReader(text, limit: range.upperBound)
        var start = range.lowerBound
        while start < range.upperBound {
            let end = scanner.end(reader, from: start)
            body(start..<end)
            start = end
        }
    }

    private static func shifted(_ range: Range<Int>, by offset: Int) -> Range<Int> {
        range.lowerBound + offset..<range.upperBound + offset
    }
}

extension SplitPattern.Sort {
    /// Calls `body` with each run of `count` characters of the sort.
    fileprivate func forEachRun(
        in text: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>,
        _ count: ClosedRange<Int>,
        _ body: (Range<Int>) -> Void
    ) {
        var index = range.lowerBound
        while index < range.upperBound {
            let start = index
            var found = 0
            while index < range.upperBound, found < count.upperBound {
                let (value, length) = Scalars.scalar(in: text, at: index)
                if !contains(value) { break }
                index += length
                found += 1
            }
            if found >= count.lowerBound {
                body(start..<index)
            } else if found == 0 {
                index += Scalars.scalar(in: text, at: index).length
            }
        }
    }

    func contains(_ scalar: UInt32) -> Bool {
        let classes = CharacterClasses.shared
        switch self {
        case .space: return classes.contains(.space, scalar)
        case .blank: return scalar == 0x20
        case .digit: return classes.contains(.digit, scalar)
        case .figure: return 0x30...0x39 ~= scalar
        case .number: return classes.contains(.number, scalar)
        case .letter: return classes.contains(.letter, scalar)
        case .punctuation: return classes.contains(.punctuation, scalar)
        case .accent: return TextTransform.isAccent(scalar)
        }
    }
}
