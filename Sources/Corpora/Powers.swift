/// Powers of numbers such as `10<sup>5</sup>`, which reads `10^5`, as formulas do, and not `105`.
///
/// What is raised behind letters stays beside them, as in `m2` or `2nd`.
struct Powers {
    static let mark = UInt8(ascii: "^")

    /// Whether a raised element started, and nothing came since.
    private var isRaised = false

    /// A raised element starts.
    mutating func start() { isRaised = true }

    /// Another element starts, or one ends.
    mutating func end() { isRaised = false }

    /// Puts the mark between a number and characters that are added to it, where they are its power.
    mutating func settle(before characters: UnsafeBufferPointer<UInt8>, in text: inout FlowingText)
    {
        if isRaised, text.endsInDigit, Self.isNumber(characters) { text.append(mark: Self.mark) }
        isRaised = false
    }

    /// Whether characters begin with a digit, or with a sign and a digit.
    static func isNumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let sign = signs.first { text.starts(with: $0) } ?? []
        return text.dropFirst(sign.count).first?.isDigit == true
    }

    /// The signs of numbers, the last one as wikitext has it.
    private static let signs = ["-", "+", "\u{2212}", "\u{2013}", "&minus;"].map { Array($0.utf8) }
}
