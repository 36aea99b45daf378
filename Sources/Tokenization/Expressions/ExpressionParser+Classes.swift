internal import UnicodeText

extension ExpressionParser {
    /// A class of characters whose bracket was passed.
    mutating func characterClass(
        from start: Int
    ) throws(RegularExpressionError) -> ExpressionNode {
        let (set, isNegated) = try nested { parser throws(RegularExpressionError) in
            try parser.characters(from: start)
        }
        guard options.ignoresCase else { return .characters(isNegated ? set.inverted : set) }
        let closed = set.closedOverCase
        if isNegated { return .characters(closed.inverted) }
        return FoldedSequences.expanding(set, closed)
    }

    /// The characters up to the bracket that closes, and whether it is all others that are meant.
    private mutating func characters(
        from start: Int
    ) throws(RegularExpressionError) -> (set: ScalarSet, isNegated: Bool) {
        let isNegated = take("^")
        var ranges: [ClosedRange<UInt32>] = []
        var common: ScalarSet?
        var isFirst = true
        while let next {
            if next == "]", !isFirst {
                index += 1
                let set = ScalarSet(ranges)
                return (common.map { $0.intersection(set) } ?? set, isNegated)
            }
            isFirst = false
            if take("&&") {
                let set = ScalarSet(ranges)
                common = common.map { $0.intersection(set) } ?? set
                ranges = []
            } else {
                ranges += try element().ranges
            }
        }
        throw error("the class has no end", at: start)
    }

    /// A nested class, a named one, an escape, a character or a range of them.
    private mutating func element() throws(RegularExpressionError) -> ScalarSet {
        let start = index
        if next == "[" {
            if let named = try namedClass() { return named }
            index += 1
            let (set, isNegated) = try nested { parser throws(RegularExpressionError) in
                try parser.characters(from: start)
            }
            return isNegated ? set.inverted : set
        }
        if next == "\\" {
            index += 1
            if let set = try escapedSet(inClass: true) {
                if isRange { throw error("a range starts with a set", at: start) }
                return set
            }
            index -= 1
        }
        return try range(from: start)
    }

    /// Whether a range goes on from here.
    private var isRange: Bool {
        next == "-" && index + 1 < scalars.count && scalars[index + 1] != "]"
    }

    private mutating func range(from start: Int) throws(RegularExpressionError) -> ScalarSet {
        let first = try member().value
        guard isRange else { return ScalarSet(first...first) }
        index += 1
        if next == "[" { throw error("a range ends with a set", at: start) }
        if next == "\\" {
            index += 1
            if try escapedSet(inClass: true) != nil {
                throw error("a range ends with a set", at: start)
            }
            index -= 1
        }
        let last = try member().value
        if last < first { throw error("the range is empty", at: start) }
        return ScalarSet(first...last)
    }

    private mutating func member() throws(RegularExpressionError) -> Unicode.Scalar {
        let start = index
        guard let scalar = next else { throw error("the class has no end", at: start) }
        index += 1
        return scalar == "\\" ? try escapedScalar(from: start, inClass: true) : scalar
    }

    /// `[:name:]` or `[:^name:]`, or nil when it is no such class.
    private mutating func namedClass() throws(RegularExpressionError) -> ScalarSet? {
        let start = index
        guard take("[:") else { return nil }
        let isNegated = take("^")
        var name = ""
        while let next, next.properties.isAlphabetic {
            name.unicodeScalars.append(next)
            index += 1
        }
        guard take(":]") else {
            index = start
            return nil
        }
        guard let set = CharacterSorts.posix(name) else {
            throw notUnderstood("is a class", from: start)
        }
        return isNegated ? set.inverted : set
    }
}
