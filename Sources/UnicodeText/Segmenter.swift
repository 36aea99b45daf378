internal import CICU

/// What text is cut into.
public enum SegmentUnit: String, CaseIterable, Codable, Hashable, Sendable {
    /// Words, and whatever stands between them.
    case words

    /// Sentences, each with the space that follows it.
    case sentences

    /// Grapheme clusters: what a reader takes for one character.
    case graphemes
}

/// A piece of a text.
public struct TextSegment: Hashable, Sendable {
    /// What kind of word a segment is.
    public enum Kind: UInt8, Hashable, Sendable {
        /// Not a word: space, punctuation, symbols; or a sentence or grapheme.
        case none

        /// A number.
        case number

        /// A word with letters.
        case letter

        /// A word in kana.
        case kana

        /// A word in ideographs.
        case ideograph

        init(status: Int32) {
            self = Kind(rawValue: UInt8(clamping: status / 100)) ?? .none
        }
    }

    /// Where the segment is, in UTF-8 bytes.
    public var range: Range<Int>

    /// What kind of word it is.
    public var kind: Kind

    /// Creates a segment.
    public init(range: Range<Int>, kind: Kind) {
        self.range = range
        self.kind = kind
    }
}

/// Cuts text at the boundaries of Unicode's annex 29, as ICU tailors them.
///
/// The segments of a text are contiguous and cover it.
public struct Segmenter: Hashable, Sendable {
    /// What text is cut into.
    public let unit: SegmentUnit

    /// The locale whose rules are used, "" for the root.
    public let locale: String

    /// Creates a segmenter for a locale; one that ICU has no rules for is the root.
    public init(_ unit: SegmentUnit, locale: String = "") {
        self.unit = unit
        self.locale = locale
    }

    /// Whether the locale has rules of its own, rather than those of the root.
    ///
    /// The root knows the dictionaries of Chinese, Japanese, Thai, Lao, Khmer and Burmese.
    public var isTailored: Bool {
        !locale.isEmpty && cicu_breaker_is_tailored(boundary, locale) == 1
    }

    /// Whether the locale is of a language whose words ICU finds by a dictionary, or of none.
    public var usesDictionary: Bool {
        let language = locale.prefix { $0 != "-" && $0 != "_" }.lowercased()
        return ["zh", "yue", "ja", "th", "lo", "km", "my", "und"].contains(language)
    }

    private var boundary: CICUBoundary {
        switch unit {
        case .words: CICU_WORDS
        case .sentences: CICU_SENTENCES
        case .graphemes: CICU_GRAPHEMES
        }
    }

    /// The segments of a text in UTF-8; each ill-formed sequence counts as one U+FFFD.
    public func segments(of text: [UInt8]) -> [TextSegment] {
        var result: [TextSegment] = []
        text.withUnsafeBufferPointer { text in
            forEachSegment(of: text, in: 0..<text.count) { result.append($0) }
        }
        return result
    }

    /// The segments of a text.
    public func segments(of text: String) -> [Substring] {
        let utf8 = text.utf8
        var start = utf8.startIndex
        return segments(of: Array(utf8)).map { segment in
            let end = utf8.index(start, offsetBy: segment.range.count)
            defer { start = end }
            return text[start..<end]
        }
    }

    /// Calls `body` with each segment of `range` by ICU's rules, whose text is read as a whole.
    package func forEachSegmentByICU(
        of text: UnsafeBufferPointer<UInt8>,
        in range: Range<Int>,
        _ body: (TextSegment) -> Void
    ) {
        guard let breaker = cicu_breaker_acquire(boundary, locale) else {
            preconditionFailure("Segmenter: ICU lacks the rules for \(unit)")
        }
        defer { cicu_breaker_release(breaker) }
        var start = range.lowerBound
        while start < range.upperBound {
            let end = Self.paragraphEnd(in: text, from: start, to: range.upperBound)
            var count = 0
            let part = UnsafeBufferPointer(rebasing: text[start..<end])
            let found = cicu_breaker_segments(
                breaker,
                part.baseAddress,
                Int32(part.count),
                &count
            )
            var lower = start
            for segment in UnsafeBufferPointer(start: found, count: count) {
                let upper = start + Int(segment.end)
                body(TextSegment(range: lower..<upper, kind: .init(status: segment.status)))
                lower = upper
            }
            start = end
        }
    }

    /// Where the text can be cut without a change to its segments, so that memory stays bounded:
    /// after a line feed, which is a boundary of all units, once a mebibyte is reached.
    private static func paragraphEnd(
        in text: UnsafeBufferPointer<UInt8>,
        from start: Int,
        to end: Int
    ) -> Int {
        var index = start + 1 << 20
        while index < end {
            index += 1
            if text[index - 1] == 0x0A { return index }
        }
        precondition(end - start < 1 << 30, "Segmenter: a paragraph of more than 1 GiB")
        return end
    }
}
