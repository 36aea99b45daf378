internal import UnicodeText

/// Words that are cut out whatever stands beside them.
extension WordPieces {
    /// The next `<unk>`, or character of a script without spaces if such are words.
    func wordByItself(from start: Int) -> Range<Int>? {
        var index = start
        while index < text.count {
            let first = text[index]
            if first < 0xE0 {
                if first == UInt8(ascii: "<"), let literal = unknownLiteral(at: index) {
                    return literal
                }
                index += 1
                continue
            }
            let (value, length) = Scalars.scalar(in: text, at: index)
            if rules.cutsCharacters, Scalars.isUnspacedLetter(value) {
                return index..<end(from: index + length, to: text.count, while: Scalars.isTrailing)
            }
            index += length
        }
        return nil
    }

    /// The range of `<unk>` at `start`, unless a word touches it.
    private func unknownLiteral(at start: Int) -> Range<Int>? {
        let end = start + Self.unknown.count
        guard end <= text.count, text[start..<end].elementsEqual(Self.unknown) else { return nil }
        let found = start..<end
        return AddedTokenFinder.isTouched(text, found, text.indices) ? nil : found
    }

    private static let unknown = Array("<unk>".utf8)
}
