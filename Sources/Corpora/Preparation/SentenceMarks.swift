/// Quotation marks and brackets at the bounds of sentences, which annex 29 leaves on the wrong side: a mark that
/// closes after a space, as in French, and one that opens without a space before it, as in Japanese.
enum SentenceMarks {
    /// Moves marks that close to the sentence before, and marks that open to the one after.
    static func settle(_ sentence: inout String, _ next: inout String) {
        if let first = next.first, closing.contains(first) {
            let rest = next.dropFirst()
            let isApart = rest.first.map { $0.isWhitespace || stops.contains($0) } ?? true
            let length = 1 + rest.prefix { $0.isWhitespace || stops.contains($0) }.count
            if isApart {
                sentence += next.prefix(length)
                next.removeFirst(length)
            }
        }
        while let last = sentence.last, opens(last, at: sentence) {
            sentence.removeLast()
            next.insert(last, at: next.startIndex)
        }
    }

    /// Whether the last character of a sentence, which has more, opens a quotation or a bracket.
    private static func opens(_ mark: Character, at sentence: String) -> Bool {
        if brackets.contains(mark) { return sentence.dropLast().contains { !$0.isWhitespace } }
        // It closes what the low mark of German opens, and opens what the other high mark closes.
        guard mark == "\u{201C}", !sentence.contains("\u{201E}") else { return false }
        return sentence.count { $0 == "\u{201C}" } == 1 + sentence.count { $0 == "\u{201D}" }
    }

    private static let closing: Set<Character> = ["\u{BB}", "\u{203A}"]
    private static let stops: Set<Character> = [".", ",", ";", ":", "!", "?", ")", "\u{2026}"]
    private static let brackets = Set(
        "([{\u{201E}\u{300C}\u{300E}\u{FF08}\u{3010}\u{3008}\u{300A}\u{3014}\u{FF3B}\u{FF62}"
    )
}
