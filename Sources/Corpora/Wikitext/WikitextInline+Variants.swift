/// Words that a wiki of several scripts shows to each reader in one of them.
///
/// `-{zh-hans:A; zh-hant:B}-` shows one of its texts, `-{A}-` its text without conversion, and the flags
/// before a bar say what else it does: `-{H|...}-` and `-{T|...}-` show nothing.
///
/// - SeeAlso: <https://www.mediawiki.org/wiki/Writing_systems/Syntax>.
extension WikitextInline {
    /// The longest text between `-{` and `}-`, in bytes, so that those never closed cost little.
    private static let maximumVariantBytes = 4096

    /// Reads what follows the hyphen of `-{`, which was added to the prose, or returns nil where nothing
    /// closes it.
    ///
    /// Of several texts the first one is shown, whichever script it is in.
    mutating func readVariants(
        _ index: Int,
        _ end: Int,
        _ depth: Int,
        into prose: inout ProseText
    ) -> Int? {
        guard index > 0, bytes[index - 1] == UInt8(ascii: "-"),
            let close = endOfVariants(index + 1..<min(end, index + Self.maximumVariantBytes))
        else { return nil }
        prose.removeHyphen()
        let contents = index + 1..<close
        let bar = firstIndex(of: UInt8(ascii: "|"), in: contents)
        let flags = contents.lowerBound..<(bar ?? contents.lowerBound)
        let text = (bar.map { $0 + 1 } ?? contents.lowerBound)..<close
        if Self.isShown(flags: string(flags)) {
            let shown = firstVariant(text) ?? text
            _ = read(shown.lowerBound, shown.upperBound, depth: depth + 1, into: &prose)
        }
        return close + 2
    }

    /// Whether a text is shown where it stands, by its flags: a hidden rule (`H`), a rule for the title
    /// (`T`), a rule taken back (`-`) and the name of a language (`N`) are not.
    private static func isShown(flags: String) -> Bool {
        let hidden: Set<String> = ["H", "T", "-", "N"]
        return flags.split(separator: ";").allSatisfy {
            !hidden.contains(String($0).trimmingSpaces())
        }
    }

    /// The index of the `}-` that closes what stands before a range, or nil.
    private mutating func endOfVariants(_ range: Range<Int>) -> Int? {
        guard bytes.firstIndex(ofByte: UInt8(ascii: "}"), in: range) != nil else { return nil }
        var index = range.lowerBound
        var depth = 0
        while index < range.upperBound {
            if starts(index, with: "}-") {
                if depth == 0 { return index }
                depth -= 1
                index += 2
            } else if starts(index, with: "-{"), !starts(index, with: "-{{") {
                depth += 1
                index += 2
            } else {
                index = afterPair(at: index, in: range) ?? index + 1
            }
        }
        return nil
    }

    /// The index of the first semicolon that is in no brackets and ends no reference such as `&nbsp;`.
    private mutating func endOfVariant(_ range: Range<Int>) -> Int {
        var start = range.lowerBound
        while let semicolon = firstIndex(of: UInt8(ascii: ";"), in: start..<range.upperBound) {
            let name = bytes[start..<semicolon]
                .lastIndex { !$0.isLetterOrDigit && $0 != UInt8(ascii: "#") }
            guard let name, bytes[name] == UInt8(ascii: "&") else { return semicolon }
            start = semicolon + 1
        }
        return range.upperBound
    }

    /// The first of the texts of `zh-hans:A; zh-hant:B`, or nil where there are none.
    private mutating func firstVariant(_ range: Range<Int>) -> Range<Int>? {
        let end = endOfVariant(range)
        guard let colon = bytes.firstIndex(ofByte: UInt8(ascii: ":"), in: range.lowerBound..<end)
        else { return nil }
        // A rule of one direction names what it replaces: "from=>zh-hans:to".
        let head = string(range.lowerBound..<colon)
        let code = head.split(separator: "=>").last.map { String($0).trimmingSpaces() } ?? ""
        return WikitextMarkup.isLanguage(code) ? colon + 1..<end : nil
    }
}
