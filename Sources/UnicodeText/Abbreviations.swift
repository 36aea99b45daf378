internal import CICU

/// The abbreviations of a language after which a sentence goes on, by CLDR: `Mr.`, `z. B.`.
///
/// ICU's own breaker looks for them at the end of words too, so that German sentences that end in `r` or `s`
/// went on (`r.`, `s.`). Here an abbreviation is a whole word.
public struct Abbreviations: Sendable {
    private var whole: Set<String> = []

    /// The parts of those with spaces, for each space: what is before it, and after.
    private var divided: [(head: [Unicode.Scalar], tail: String)] = []

    /// The scalars of the longest one.
    private var longest = 0

    /// The abbreviations of a locale; those of its language if it has none of its own.
    public init(locale: String) {
        guard let text = cicu_abbreviations(locale) else { return }
        defer { cicu_text_free(text) }
        var count = 0
        let start = cicu_text_bytes(text, &count)
        let list = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
        // A sentence may end in "World War I." and in the pronoun.
        for entry in list.split(separator: "\n") where entry != "I." { add(entry) }
    }

    private mutating func add(_ entry: Substring) {
        whole.insert(String(entry))
        longest = max(longest, entry.unicodeScalars.count)
        for space in entry.indices where entry[space] == " " {
            let tail = entry[entry.index(after: space)...]
            divided.append((Array(entry[..<space].unicodeScalars), String(tail)))
        }
    }

    /// Whether what ends a text is an abbreviation, or the beginning of one that `next` goes on with.
    public func end(_ text: String, before next: String) -> Bool {
        if whole.isEmpty { return false }
        let scalars = text.unicodeScalars
        guard let last = scalars.lastIndex(where: { !$0.properties.isWhitespace }) else {
            return false
        }
        let end = Array(scalars[...last].suffix(longest + 1))
        return isWhole(end, reachesStart: end.count <= longest)
            || divided.contains { next.hasPrefix($0.tail) && Self.ends(end, with: $0.head) }
    }

    /// Whether the last scalars of a text, from the start of one of their words, are an abbreviation.
    private func isWhole(_ end: [Unicode.Scalar], reachesStart: Bool) -> Bool {
        end.indices.contains { start in
            let isStart = start == 0 ? reachesStart : Self.isBoundary(end[start - 1])
            guard isStart else { return false }
            var candidate = String.UnicodeScalarView()
            candidate.append(contentsOf: end[start...])
            return whole.contains(String(candidate))
        }
    }

    private static func ends(_ end: [Unicode.Scalar], with head: [Unicode.Scalar]) -> Bool {
        guard end.count >= head.count, end.suffix(head.count).elementsEqual(head) else {
            return false
        }
        return end.count == head.count || isBoundary(end[end.count - head.count - 1])
    }

    /// Whether an abbreviation may start after a character: after white space, a dash, a full stop or what
    /// opens quotations and parentheses; not after one of a word, such as the apostrophe of `gibt's`.
    private static func isBoundary(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isWhitespace || scalar == "\"" || scalar == "." || scalar == "/" {
            return true
        }
        let opening: [Unicode.GeneralCategory] = [
            .openPunctuation, .initialPunctuation, .dashPunctuation,
        ]
        return opening.contains(scalar.properties.generalCategory)
    }
}
