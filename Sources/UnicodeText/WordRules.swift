internal import CICU

/// Word boundaries of annex 29 for the characters below U+3000 that need no look-around beyond
/// one character: most of Latin, Greek and Cyrillic, with their punctuation.
///
/// ICU goes through UTF-16 and a state machine that knows every script; for these characters
/// the rules WB3 to WB13b come to what is written here, and tests hold them against ICU. Marks,
/// joiners, Hebrew, kana, flags and the scripts that need a dictionary are left to ICU.
struct WordRules {
    /// The rules, whose table of classes is made once.
    static let shared = WordRules()

    /// The classes of the characters below U+3000.
    private let classes = (0..<0x3000).map { Self.classify(UInt32($0)) }

    private init() {}

    /// The classes of characters that the rules distinguish.
    enum Class: UInt8 {
        case unreached, other, lineEnd, space, letter, number, midNumber, midAny, extender
    }

    /// Whether every character of the range is within reach.
    func reaches(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            let (kind, length) = character(text, index, range.upperBound)
            if kind == .unreached { return false }
            index += length
        }
        return true
    }

    /// Calls `body` with each segment of a range that is within reach.
    func forEachSegment(
        of text: UnsafeBufferPointer<UInt8>,
        in range: Range<Int>,
        _ body: (TextSegment) -> Void
    ) {
        var start = range.lowerBound
        while start < range.upperBound {
            let segment = segment(of: text, start, range.upperBound)
            body(segment)
            start = segment.range.upperBound
        }
    }

    /// The segment that starts at `start`.
    private func segment(
        of text: UnsafeBufferPointer<UInt8>,
        _ start: Int,
        _ limit: Int
    ) -> TextSegment {
        let (kind, length) = character(text, start, limit)
        switch kind {
        case .space: return run(of: .space, in: text, start, limit)
        case .letter, .number, .extender: return word(in: text, start, limit)
        case .lineEnd where text[start] == 0x0D && start + 1 < limit && text[start + 1] == 0x0A:
            return TextSegment(range: start..<start + 2, kind: .none)
        default: return TextSegment(range: start..<start + length, kind: .none)
        }
    }

    private func run(
        of kind: Class,
        in text: UnsafeBufferPointer<UInt8>,
        _ start: Int,
        _ limit: Int
    ) -> TextSegment {
        var end = start
        while end < limit {
            let (next, length) = character(text, end, limit)
            if next != kind { break }
            end += length
        }
        return TextSegment(range: start..<end, kind: .none)
    }

    /// Letters, numbers and extenders join (WB5, 8-10, 13); one middle character joins them when
    /// the same kind stands on both its sides (WB6-7, 11-12).
    private func word(
        in text: UnsafeBufferPointer<UInt8>,
        _ start: Int,
        _ limit: Int
    ) -> TextSegment {
        var end = start
        var last = Class.other
        var kind = TextSegment.Kind.none
        while end < limit {
            var (next, length) = character(text, end, limit)
            if next == .midAny || (next == .midNumber && last == .number) {
                guard last == .letter || last == .number, end + length < limit else { break }
                let (after, afterLength) = character(text, end + length, limit)
                if after != last { break }
                (next, length) = (after, length + afterLength)
            }
            switch next {
            case .letter: kind = .letter
            case .number: kind = .number
            case .extender: if last == .extender { kind = .letter }
            default: return TextSegment(range: start..<end, kind: kind)
            }
            last = next
            end += length
        }
        return TextSegment(range: start..<end, kind: kind)
    }

    /// The class and the length in bytes of the character at `index`.
    @inline(__always)
    private func character(
        _ text: UnsafeBufferPointer<UInt8>,
        _ index: Int,
        _ limit: Int
    ) -> (Class, Int) {
        let first = Int(text[index])
        if first < 0x80 { return (classes[first], 1) }
        let length = first < 0xE0 ? 2 : 3
        guard first < 0xE3, index + length <= limit,
            UTF8Validation.sequenceLength(in: text, at: index) == length
        else { return (.unreached, 1) }
        var scalar = (first & (length == 2 ? 0x1F : 0x0F)) << 6 | Int(text[index + 1] & 0x3F)
        if length == 3 { scalar = scalar << 6 | Int(text[index + 2] & 0x3F) }
        return (classes[scalar], length)
    }

    /// The class of a character after ICU's data.
    ///
    /// ICU's numbers for Word_Break, in the order of its enumeration: 0 other, 1 letter, 2 format,
    /// 3 katakana, 4 middle of letters, 5 middle of numbers, 6 number, 7 extender, 8 CR,
    /// 9 extend, 10 LF, 11 middle of both, 12 new line, 15 single quote, 16 double quote.
    private static func classify(_ scalar: UInt32) -> Class {
        if scalar >= 0x2E80 || cicu_needs_dictionary(scalar) != 0 { return .unreached }
        switch cicu_word_break(scalar) {
        case 0, 16: return cicu_general_category(scalar) == 0 ? .unreached : .other
        case 1: return .letter
        case 5: return .midNumber
        case 6: return .number
        case 7: return .extender
        case 8, 10, 12: return .lineEnd
        case 11, 15: return .midAny
        case 22: return .space
        default: return .unreached
        }
    }
}
