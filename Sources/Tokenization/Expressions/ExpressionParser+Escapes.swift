internal import UnicodeText

extension ExpressionParser {
    /// What an escape stands for whose backslash was passed.
    mutating func escape(from start: Int) throws(RegularExpressionError) -> ExpressionNode {
        guard let letter = next else { throw error("nothing follows the backslash", at: start) }
        if let place = Self.places[letter] {
            index += 1
            if place == .searchStart, isBehind {
                throw notUnderstood("is where the search starts, looking back", from: start)
            }
            return .place(place, isNegated: letter == "B" || letter == "Y")
        }
        if let node = Self.node(letter) {
            index += 1
            if node == .keep, isAround {
                throw notUnderstood("moves the start of the match, looking around", from: start)
            }
            if node == .cluster, isBehind {
                throw notUnderstood("is a grapheme cluster, looking back", from: start)
            }
            return node
        }
        if let set = try escapedSet(inClass: false) { return .characters(set) }
        return literal(try escapedScalar(from: start))
    }

    private static let places: [Unicode.Scalar: ExpressionPlace] = [
        "A": .textStart, "z": .textEnd, "Z": .lastLineEnd, "b": .wordBoundary, "B": .wordBoundary,
        "y": .clusterBoundary, "Y": .clusterBoundary, "G": .searchStart,
    ]

    private static func node(_ letter: Unicode.Scalar) -> ExpressionNode? {
        switch letter {
        case "R": lineBreak
        case "X": .cluster
        case "K": .keep
        default: nil
        }
    }

    /// `\R`: a carriage return with its line feed, or one character that ends a line.
    private static var lineBreak: ExpressionNode {
        func one(_ range: ClosedRange<UInt32>) -> ExpressionNode { .characters(ScalarSet(range)) }
        let pair = ExpressionNode.sequence([one(0x0D...0x0D), one(0x0A...0x0A)])
        let ends = ScalarSet([0x0A...0x0D, 0x85...0x85, 0x2028...0x2029])
        return .choice([
            pair, .sequence([.ahead(pair, isNegated: true), .characters(ends)]),
        ])
    }

    /// The set that an escape stands for, or nil for one that stands for a character.
    mutating func escapedSet(inClass: Bool) throws(RegularExpressionError) -> ScalarSet? {
        guard let letter = next else { return nil }
        if letter == "p" || letter == "P" { return try property(inClass: inClass) }
        let set: ScalarSet
        switch letter {
        case "d", "D": set = CharacterSorts.digit
        case "s", "S": set = CharacterSorts.space
        case "w", "W": set = inClass ? CharacterSorts.word : CharacterSorts.wordAndFractions
        case "h", "H": set = CharacterSorts.hexDigit
        case "N" where !inClass: set = Self.lineFeed.inverted
        case "O" where !inClass: set = .all
        default: return nil
        }
        index += 1
        return "DSWH".unicodeScalars.contains(letter) ? set.inverted : set
    }

    /// `\p{Name}`, `\p{^Name}` or `\P{Name}`; without a brace, the letter itself.
    private mutating func property(inClass: Bool) throws(RegularExpressionError) -> ScalarSet? {
        let start = index - 1
        var isNegated = next == "P"
        guard index + 1 < scalars.count, scalars[index + 1] == "{" else { return nil }
        index += 2
        if take("^") { isNegated.toggle() }
        var name = ""
        while let next, next != "}" {
            name.unicodeScalars.append(next)
            index += 1
        }
        guard take("}") else { throw error("the name of the property has no end", at: start) }
        guard let set = CharacterSorts.property(name, inClass: inClass) else {
            throw notUnderstood("is a property", from: start)
        }
        return isNegated ? set.inverted : set
    }

    /// The character that an escape stands for.
    mutating func escapedScalar(
        from start: Int,
        inClass: Bool = false
    ) throws(RegularExpressionError) -> Unicode.Scalar {
        guard let letter = next else { throw error("nothing follows the backslash", at: start) }
        index += 1
        if let control = Self.controls[letter] { return control }
        switch letter {
        case "b" where inClass: return "\u{8}"
        case "x": return try scalarInHex(from: start)
        case "u": return try scalar(digits: 4...4, radix: 16, from: start)
        case "o" where take("{"): return try scalarInBraces(radix: 8, from: start)
        case "0"..."7" where letter == "0" || inClass || !refersBack:
            index -= 1
            return try byte(digits: 1...3, radix: 8, from: start)
        case "1"..."9" where !inClass: throw notUnderstood("refers back to a group", from: start)
        case "c": return try control(from: start)
        case "C" where take("-"): return try control(from: start)
        case "C", "M": throw notUnderstood("is no character of Unicode", from: start)
        default:
            if let what = Self.others[letter], !inClass {
                throw notUnderstood(what, from: start)
            }
            return letter
        }
    }

    private static let controls: [Unicode.Scalar: Unicode.Scalar] = [
        "t": "\t", "n": "\n", "r": "\r", "f": "\u{C}", "v": "\u{B}", "a": "\u{7}", "e": "\u{1B}",
    ]

    private static let others: [Unicode.Scalar: String] = [
        "k": "refers back to a group", "g": "calls a group",
    ]

    /// Whether the number whose first digit was passed is that of a group before it, or below 10.
    private var refersBack: Bool {
        let digits = scalars[(index - 1)...].prefix { "0"..."9" ~= $0 }
        let number = digits.reduce(0) { min(100_000, $0 * 10 + Int($1.value) - 0x30) }
        return number <= max(9, groupCount)
    }

    /// `\x{...}`, or two digits for a character of ASCII.
    private mutating func scalarInHex(
        from start: Int
    ) throws(RegularExpressionError) -> Unicode.Scalar {
        if take("{") { return try scalarInBraces(radix: 16, from: start) }
        return try byte(digits: 1...2, radix: 16, from: start)
    }

    /// A number in braces, the first of which was passed.
    private mutating func scalarInBraces(
        radix: Int,
        from start: Int
    ) throws(RegularExpressionError) -> Unicode.Scalar {
        let scalar = try scalar(digits: 1...11, radix: radix, from: start)
        guard take("}") else {
            index += 1
            throw notUnderstood("is not one character", from: start)
        }
        return scalar
    }

    /// A byte by its number, which is a character of ASCII.
    private mutating func byte(
        digits: ClosedRange<Int>,
        radix: Int,
        from start: Int
    ) throws(RegularExpressionError) -> Unicode.Scalar {
        let scalar = try scalar(digits: digits, radix: radix, from: start)
        if scalar.isASCII { return scalar }
        throw notUnderstood("is a byte and no character", from: start)
    }

    private mutating func scalar(
        digits: ClosedRange<Int>,
        radix: Int,
        from start: Int
    ) throws(RegularExpressionError) -> Unicode.Scalar {
        var text = ""
        while let next, text.utf8.count < digits.upperBound, next.isASCII,
            Int(String(next), radix: radix) != nil
        {
            text.unicodeScalars.append(next)
            index += 1
        }
        let value = digits.contains(text.utf8.count) ? UInt32(text, radix: radix) : nil
        guard let scalar = value.flatMap({ Unicode.Scalar($0) }) else {
            throw error("there is no such character", at: start)
        }
        return scalar
    }

    private mutating func control(from start: Int) throws(RegularExpressionError) -> Unicode.Scalar
    {
        guard let letter = next, letter.isASCII, letter != "\\" else {
            throw error("there is no such control character", at: start)
        }
        index += 1
        return letter == "?" ? "\u{7F}" : Unicode.Scalar(UInt8(letter.value & 0x1F))
    }
}
