internal import UnicodeText

/// Takes the citations of literature out of a text, with what only they need around them.
///
/// A citation stands between two marks, bytes that no XML document can hold. Citations with nothing but
/// separators between them are one. A bracket that holds only citations, and words that lead to them
/// ("see also"), is taken out. Of what is left, citations by number are taken out, and those by name are part of
/// their sentence and stay ("as Smith (2009) showed").
package struct Citations {
    /// The byte before a citation.
    package static let start: UInt8 = 0x01

    /// The byte after it.
    package static let end: UInt8 = 0x02

    /// A part of the text.
    private typealias Part = Slice<UnsafeBufferPointer<UInt8>>

    /// A text without its citations.
    ///
    /// - Parameter text: The text, in which marks alternate, a start first, and between marks no space
    ///   follows a space.
    /// - Returns: The text without marks.
    package static func removed(from text: [UInt8]) -> [UInt8] {
        var citations = Citations()
        citations.result.reserveCapacity(text.count)
        text.withUnsafeBufferPointer { text in
            var rest = text[...]
            while let first = text.firstOffset(ofByte: start, from: rest.startIndex) {
                citations.append(rest[..<first])
                let group = rest[first...].prefix(groupLength(rest[first...]))
                citations.append(citation: group)
                rest = rest[group.endIndex...]
            }
            citations.append(rest)
        }
        return citations.result
    }

    private var result: [UInt8] = []

    /// The open bracket: where it is in the result, and whether it has a citation.
    private var bracket: (start: Int, hasCitation: Bool)?

    /// What the open bracket holds beside citations.
    private var words: [UInt8] = []

    /// Whether a citation was taken out since the last word.
    private var hasGap = false

    private mutating func append(_ text: Part) {
        var index = text.startIndex
        while index < text.endIndex {
            append(text[index])
            index += 1
            if !hasGap { index = appendRun(text[index...]) }
        }
    }

    /// Adds what comes before the next bracket or mark.
    ///
    /// - Returns: The index of that.
    private mutating func appendRun(_ text: Part) -> Int {
        let end = ByteScan.brackets(UnsafeBufferPointer(rebasing: text), from: 0)
        let run = text.prefix(end)
        if bracket != nil { words.append(contentsOf: run) }
        result.append(contentsOf: run)
        return run.endIndex
    }

    private mutating func append(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: "["): openBracket()
        case UInt8(ascii: ")"), UInt8(ascii: "]"): if closeBracket() { return }
        case Self.end: return
        default: if bracket != nil { words.append(byte) }
        }
        settle(byte)
    }

    /// Adds a byte; around a gap that a citation left, separators are not repeated.
    private mutating func settle(_ byte: UInt8) {
        let isSeparator = Self.separators.contains(byte)
        if hasGap {
            if isSeparator, result.last.map(Self.openings.contains) ?? true { return }
            if Self.closings.contains(byte) { dropSeparators() }
            // Of "et al. [1]." one full stop is left.
            if byte == UInt8(ascii: "."), result.last == byte { return hasGap = false }
        }
        if byte == 0x20, result.last == 0x20 { return }
        result.append(byte)
        if !isSeparator { hasGap = false }
    }

    private mutating func dropSeparators() {
        while let last = result.last, Self.separators.contains(last) { result.removeLast() }
    }

    private mutating func openBracket() {
        bracket = (result.count, false)
        words.removeAll(keepingCapacity: true)
    }

    /// Ends the open bracket.
    ///
    /// - Returns: Whether it held only citations and was taken out.
    private mutating func closeBracket() -> Bool {
        defer { bracket = nil }
        guard let bracket, bracket.hasCitation, Self.leadsToCitations(words) else {
            return false
        }
        result.removeSubrange(bracket.start...)
        hasGap = true
        return true
    }

    private mutating func append(citation: Part) {
        bracket?.hasCitation = true
        hasGap = !Self.hasName(citation)
        if hasGap { return }
        result += citation.filter { $0 != Self.start && $0 != Self.end }
    }
}

extension Citations {
    /// The length of the citations, divided by separators alone, with which a text begins.
    private static func groupLength(_ text: Part) -> Int {
        var end = text.startIndex
        while let next = text[end...].firstIndex(of: start),
            end == text.startIndex || isSeparator(text[end..<next])
        {
            guard let last = text[next...].firstIndex(of: Self.end) else { return text.count }
            end = last + 1
        }
        return end - text.startIndex
    }

    /// Whether a text is punctuation, or "and", between citations; no bracket that one of them opens alone.
    private static func isSeparator(_ text: Part) -> Bool {
        let openCount = text.count { openings.contains($0) }
        return openCount == text.count { $0 == 0x29 || $0 == 0x5D }
            && allWords(of: text) { isAny(of: conjunctions, $0) }
    }

    /// Whether the words of a bracket only lead to its citations.
    private static func leadsToCitations(_ text: [UInt8]) -> Bool {
        text.withUnsafeBufferPointer { text in
            allWords(of: text[...]) { isAny(of: conjunctions, $0) || isAny(of: leadingWords, $0) }
        }
    }

    /// Whether a citation is by name rather than by number: whether it has letters in a row.
    private static func hasName(_ citation: Part) -> Bool {
        !allWords(of: citation) { word in
            letterCount(word) < 2 || isAny(of: conjunctions, word)
        }
    }

    /// Whether all runs of letters and digits of a text have a property.
    private static func allWords(
        of text: Part,
        satisfy hasProperty: (Part) -> Bool
    ) -> Bool {
        var rest = text.drop { !isOfWord($0) }
        while !rest.isEmpty {
            let word = rest.prefix(while: isOfWord)
            if !hasProperty(word) { return false }
            rest = rest[word.endIndex...].drop { !isOfWord($0) }
        }
        return true
    }

    private static func isAny(of words: [String], _ word: Part) -> Bool {
        words.contains {
            $0.utf8.count == word.count && $0.utf8.elementsEqual(word.lazy.map(\.lowercased))
        }
    }

    /// Whether a byte is a letter or digit, or begins one in UTF-8, where C2 begins the marks of Latin-1
    /// and E2 general punctuation.
    private static func isOfWord(_ byte: UInt8) -> Bool {
        byte < 0x80 ? byte.isLetterOrDigit : byte >= 0xC3 && byte != 0xE2
    }

    /// How many letters a word has.
    private static func letterCount(_ word: Part) -> Int {
        word.count { $0 >= 0x80 || $0.isLetter }
    }

    private static let separators = Array(" ,;".utf8)
    private static let openings = Array("([".utf8)
    private static let closings = Array(".,;:!?)]".utf8)

    private static let conjunctions = ["and", "or", "to"]

    private static let leadingWords = [
        "see", "also", "e", "g", "eg", "i", "ie", "cf", "ref", "refs", "reference", "references",
        "reviewed", "review", "reviews", "in", "by", "for", "a", "an", "example", "therein", "from",
        "after", "adapted",
    ]
}
