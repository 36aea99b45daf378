internal import UnicodeText

/// Brings text into the form that a SentencePiece model was trained on: compiled rules, and spaces
/// as U+2581 with one in front.
struct SentencePieceNormalizer: Sendable {
    /// The rules.
    var rules = NormalizationRules.none

    /// The pieces that are left as they are, or nil when there are none.
    var protected: PieceTrie?

    var addsDummyPrefix = true
    var removesExtraSpaces = true
    var escapesSpaces = true

    /// Whether the space that is added is added at the end.
    var addsDummyAtEnd = false

    /// The sign for a space.
    static let space: [UInt8] = [0xE2, 0x96, 0x81]

    /// Where the word that starts at a place ends: before the next space after other characters.
    static func wordEnd(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var place = start
        var isInWord = false
        while place < text.count {
            let isSpace =
                text[place] == space[0] && place + 2 < text.count && text[place + 1] == space[1]
                && text[place + 2] == space[2]
            if isSpace, isInWord { return place }
            isInWord = isInWord || !isSpace
            place += isSpace ? 3 : 1
        }
        return place
    }

    /// A text as the model wants it, with the way back.
    struct Output {
        /// The text.
        fileprivate(set) var bytes: [UInt8] = []

        /// The way back, as far as `end`.
        var alignment: Alignment { builder.alignment }

        /// From where on the text is nothing but its end, or a space that was added there.
        fileprivate(set) var end = 0

        /// The place of that in the original: what rules take away there is before it, and spaces
        /// are behind it.
        fileprivate(set) var sourceEnd = 0

        private let space: [UInt8]
        private var builder = Alignment.Builder()

        fileprivate init(space: [UInt8]) { self.space = space }
    }

    /// The text as the model wants it, with the way back.
    func normalize(_ text: UnsafeBufferPointer<UInt8>) -> Output {
        var output = Output(space: escapesSpaces ? Self.space : [0x20])
        var start = removesExtraSpaces ? leadingSpaces(of: text, &output) : 0
        if start == text.count { return output }
        if addsDummyPrefix, !addsDummyAtEnd { output.addSpace(for: 0) }
        var isAfterSpace = removesExtraSpaces
        while start < text.count {
            let (length, replacement) = prefix(of: text, at: start)
            if let replacement {
                append(replacement, for: length, &isAfterSpace, &output)
            } else if length == 1, text[start] == 0x20 {
                append([0x20], for: length, &isAfterSpace, &output)
            } else {
                output.keep(text, start..<start + length)
                isAfterSpace = false
            }
            start += length
        }
        output.finish(text.count, removesSpaces: removesExtraSpaces)
        if addsDummyPrefix, addsDummyAtEnd { output.addSpace(for: 0) }
        return output
    }

    /// Passes the spaces that text starts with, and returns where it goes on.
    private func leadingSpaces(
        of text: UnsafeBufferPointer<UInt8>,
        _ output: inout Output
    ) -> Int {
        var start = 0
        while start < text.count {
            let (length, replacement) = prefix(of: text, at: start)
            let isSpace = replacement?.elementsEqual([0x20]) ?? (text[start] == 0x20 && length == 1)
            if !isSpace { break }
            start += length
        }
        if start > 0 { output.remove(start) }
        return start
    }

    private func append(
        _ replacement: ArraySlice<UInt8>,
        for length: Int,
        _ isAfterSpace: inout Bool,
        _ output: inout Output
    ) {
        var rest = replacement
        while isAfterSpace, rest.first == 0x20 { rest = rest.dropFirst() }
        output.replace(length, by: rest)
        if let last = rest.last { isAfterSpace = last == 0x20 && removesExtraSpaces }
    }

    /// The next unit of normalisation; a protected piece is one.
    @inline(__always)
    private func prefix(
        of text: UnsafeBufferPointer<UInt8>,
        at start: Int
    ) -> (length: Int, replacement: ArraySlice<UInt8>?) {
        if let protected, let end = protected.longestEnd(in: text, at: start) {
            return (end - start, Array(text[start..<end])[...])
        }
        return rules.prefix(of: text, at: start)
    }
}

extension SentencePieceNormalizer.Output {
    fileprivate mutating func keep(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        if range.count == 1 {
            bytes.append(text[range.lowerBound])
        } else {
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[range]))
        }
        builder.keep(range.count)
    }

    fileprivate mutating func remove(_ count: Int) { builder.replace(count, by: 0) }

    fileprivate mutating func addSpace(for count: Int) {
        bytes += space
        builder.replace(count, by: space.count)
    }

    fileprivate mutating func replace(_ count: Int, by text: ArraySlice<UInt8>) {
        let start = bytes.count
        for byte in text {
            if byte == 0x20 { bytes += space } else { bytes.append(byte) }
        }
        builder.replace(count, by: bytes.count - start)
    }

    /// Ends the text, whose original has so many bytes.
    fileprivate mutating func finish(_ count: Int, removesSpaces: Bool) {
        end = bytes.count
        while removesSpaces, bytes[..<end].suffix(space.count) == space[...] { end -= space.count }
        sourceEnd = end < bytes.count ? alignment.source(of: end..<end + 1).lowerBound : count
        bytes.removeLast(bytes.count - end)
    }
}

extension PieceTrie {
    /// Where the longest piece from `start` on ends, or nil.
    func longestEnd(in text: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
        units.withUnsafeBufferPointer { units in
            Self.longest(units, from: 0, in: text, at: start)?.end
        }
    }
}
