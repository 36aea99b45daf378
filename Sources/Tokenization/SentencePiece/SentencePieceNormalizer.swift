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

    /// The text as the model wants it, with the way back.
    func normalize(_ text: UnsafeBufferPointer<UInt8>) -> TransformedText {
        var output = Output(space: escapesSpaces ? Self.space : [0x20])
        var start = removesExtraSpaces ? leadingSpaces(of: text, &output) : 0
        if start == text.count {
            return TransformedText(bytes: [], alignment: output.builder.alignment)
        }
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
        if removesExtraSpaces { output.removeTrailingSpaces() }
        if addsDummyPrefix, addsDummyAtEnd { output.addSpace(for: 0) }
        return output.result
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
            let isSpaced = text[start..<end].contains(0x20)
            return (end - start, isSpaced ? Array(text[start..<end])[...] : nil)
        }
        return rules.prefix(of: text, at: start)
    }

    /// The text under construction.
    private struct Output {
        private let space: [UInt8]
        private var bytes: [UInt8] = []
        private(set) var builder = Alignment.Builder()

        init(space: [UInt8]) { self.space = space }

        var result: TransformedText {
            TransformedText(bytes: bytes, alignment: builder.alignment)
        }

        mutating func keep(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
            if range.count == 1 {
                bytes.append(text[range.lowerBound])
            } else {
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[range]))
            }
            builder.keep(range.count)
        }

        mutating func remove(_ count: Int) { builder.replace(count, by: 0) }

        mutating func addSpace(for count: Int) {
            bytes += space
            builder.replace(count, by: space.count)
        }

        mutating func replace(_ count: Int, by text: ArraySlice<UInt8>) {
            let start = bytes.count
            for byte in text {
                if byte == 0x20 { bytes += space } else { bytes.append(byte) }
            }
            builder.replace(count, by: bytes.count - start)
        }

        /// Takes spaces from the end; the original of what was taken is no token's.
        mutating func removeTrailingSpaces() {
            while bytes.suffix(space.count) == space[...] { bytes.removeLast(space.count) }
        }
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
