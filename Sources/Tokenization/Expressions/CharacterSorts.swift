internal import UnicodeText

/// The sets of characters that regular expressions have names for, as Oniguruma has them.
enum CharacterSorts {
    static let digit = named("Nd")
    static let space = named("White_Space")
    static let cased = named("Cased")
    static let ignoredByCase = named("Case_Ignorable")
    static let hexDigit = ScalarSet([0x30...0x39, 0x41...0x46, 0x61...0x66])

    /// Letters, marks, digits and what connects them.
    static let word = ["Alphabetic", "M", "Nd", "Pc"].map(named).reduce(ScalarSet()) {
        $0.union($1)
    }

    /// The same with the superscript digits and the fractions of Latin-1, which `\w` has where it
    /// stands by itself.
    static let wordAndFractions = word.union(
        ScalarSet([0xB2...0xB3, 0xB9...0xB9, 0xBC...0xBE])
    )

    private static func named(_ name: String) -> ScalarSet {
        guard let set = ScalarSet(property: name) else {
            preconditionFailure("CharacterSorts: ICU lacks the property \(name)")
        }
        return set
    }

    /// The set of a name in `[:name:]`.
    static func posix(_ name: String) -> ScalarSet? {
        switch name {
        case "alnum": named("Alphabetic").union(digit)
        case "alpha": named("Alphabetic")
        case "ascii": ScalarSet(0...0x7F)
        case "blank": named("Zs").union(ScalarSet(9...9))
        case "cntrl": named("Cc")
        case "digit": digit
        case "graph": visible
        case "lower": named("Lowercase")
        case "print": visible.union(named("Zs"))
        case "punct": named("P").union(named("S"))
        case "space": space
        case "upper": named("Uppercase")
        case "word": word
        case "xdigit": hexDigit
        default: nil
        }
    }

    private static let visible =
        ["White_Space", "Cc", "Cn", "Cs"].map(named).reduce(ScalarSet()) { $0.union($1) }.inverted

    /// The set of a property: a name of a POSIX class, a block as `In_Name`, or whatever ICU knows.
    static func property(_ name: String, inClass: Bool) -> ScalarSet? {
        let plain = name.lowercased().filter { $0 != " " && $0 != "_" && $0 != "-" }
        guard plain.utf8.allSatisfy({ 0x30...0x39 ~= $0 || 0x61...0x7A ~= $0 }), plain != "" else {
            return nil
        }
        switch plain {
        case "punct": return named("P")
        case "posixpunct": return posix("punct")
        case "word": return inClass ? word : wordAndFractions
        default: break
        }
        if let set = posix(plain) ?? ScalarSet(property: plain) { return set }
        return plain.hasPrefix("in") ? ScalarSet(property: "blk=\(plain.dropFirst(2))") : nil
    }
}
