internal import UnicodeText

/// Reads regular expressions as Oniguruma does, whose syntax tokenizer files have.
///
/// What it knows and this does not is told by name: references back, calls, conditions, absence,
/// and options other than `i`, `m` and `x`.
struct ExpressionParser {
    /// What options say.
    struct Options {
        var ignoresCase = false
        var dotTakesLines = false
        var isExtended = false
    }

    let text: String
    let scalars: [Unicode.Scalar]
    var index = 0
    var options = Options()
    var isBehind = false
    var isAround = false

    /// How many groups began that references may refer to.
    var groupCount = 0

    private var depth = 0

    /// How deep groups and classes may be nested.
    private static let maximumDepth = 100

    /// The most characters of an expression.
    private static let maximumLength = 10_000

    private init(_ text: String) {
        self.text = text
        scalars = Array(text.unicodeScalars)
    }

    /// The tree of an expression.
    static func parse(_ text: String) throws(RegularExpressionError) -> ExpressionNode {
        var parser = ExpressionParser(text)
        if parser.scalars.count > maximumLength {
            throw parser.error("it has more than \(maximumLength) characters", at: maximumLength)
        }
        let node = try parser.choice()
        if parser.index < parser.scalars.count { throw parser.error("the group has no start") }
        return node
    }

    /// The character that comes next.
    var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    /// Passes the next characters if they are these.
    mutating func take(_ expected: String) -> Bool {
        let expected = expected.unicodeScalars
        guard scalars[index...].starts(with: expected) else { return false }
        index += expected.count
        return true
    }

    /// An error at the place that was reached, or at another.
    func error(_ problem: String, at position: Int? = nil) -> RegularExpressionError {
        RegularExpressionError(expression: text, position: position ?? index, problem: problem)
    }

    /// An error for a construct that starts at `start` and was read up to here.
    func notUnderstood(_ what: String, from start: Int) -> RegularExpressionError {
        let construct = scalars[start..<min(scalars.count, max(index, start + 1))].map(String.init)
        return error("\"\(construct.joined())\" \(what), which is not understood here", at: start)
    }

    /// Runs `body` one level deeper.
    mutating func nested<Result>(
        _ body: (inout ExpressionParser) throws(RegularExpressionError) -> Result
    ) throws(RegularExpressionError) -> Result {
        depth += 1
        defer { depth -= 1 }
        if depth > Self.maximumDepth { throw error("it is nested too deeply") }
        return try body(&self)
    }

    /// Alternatives, up to the end of the group.
    mutating func choice() throws(RegularExpressionError) -> ExpressionNode {
        var alternatives = [try sequence()]
        while take("|") { alternatives.append(try sequence()) }
        return alternatives.count == 1 ? alternatives[0] : .choice(alternatives)
    }

    private mutating func sequence() throws(RegularExpressionError) -> ExpressionNode {
        var nodes: [ExpressionNode] = []
        try skipComments()
        while let next, next != "|", next != ")" {
            let start = index
            guard let node = try atom() else {
                nodes.append(
                    try nested { parser throws(RegularExpressionError) in
                        try parser.choice()
                    }
                )
                break
            }
            nodes.append(try quantified(node, from: start))
            try skipComments()
        }
        let folded = isBehind ? nodes : FoldedSequences.expanding(nodes)
        return folded.count == 1 ? folded[0] : .sequence(folded)
    }

    /// Passes white space and comments, in the extended syntax.
    mutating func skipComments() throws(RegularExpressionError) {
        while let next {
            let start = index
            if next == "(", take("(?#") {
                while let next = self.next, next != ")" {
                    index = min(scalars.count, index + (next == "\\" ? 2 : 1))
                }
                guard take(")") else { throw error("the comment has no end", at: start) }
            } else if options.isExtended, next == "#" {
                while let next = self.next, next != "\n" { index += 1 }
            } else if options.isExtended, next.value == 0x20 || 9...13 ~= next.value {
                index += 1
            } else {
                return
            }
        }
    }

    /// What is before a quantifier; nil for options that hold for the rest of the group.
    private mutating func atom() throws(RegularExpressionError) -> ExpressionNode? {
        let start = index
        index += 1
        switch scalars[start] {
        case "(":
            return try nested { parser throws(RegularExpressionError) in
                try parser.group(from: start)
            }
        case "[": return try characterClass(from: start)
        case "\\": return try escape(from: start)
        case ".": return .characters(options.dotTakesLines ? .all : Self.lineFeed.inverted)
        case "^": return .place(.lineStart, isNegated: false)
        case "$": return .place(.lineEnd, isNegated: false)
        case "*", "+", "?": throw error("there is nothing to repeat", at: start)
        case "{":
            index = start
            if try interval() != nil { throw error("there is nothing to repeat", at: start) }
            index = start + 1
            return literal("{")
        default: return literal(scalars[start])
        }
    }

    /// A character that is written out.
    func literal(_ scalar: Unicode.Scalar) -> ExpressionNode {
        options.ignoresCase
            ? .anyCase(scalar.value) : .characters(ScalarSet(scalar.value...scalar.value))
    }

    static let lineFeed = ScalarSet(0x0A...0x0A)
}
