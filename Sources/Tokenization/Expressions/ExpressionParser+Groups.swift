extension ExpressionParser {
    /// A group whose parenthesis was passed; nil for options that hold for the rest of the group
    /// around it.
    mutating func group(from start: Int) throws(RegularExpressionError) -> ExpressionNode? {
        if next == "*" { throw notUnderstood("calls a function", from: start) }
        guard take("?") else { return try numberedBody(from: start) }
        if take(":") { return try body(from: start) }
        if take("=") {
            return .ahead(try bodyAround(from: start, isBehind: false), isNegated: false)
        }
        if take("!") {
            return .ahead(try bodyAround(from: start, isBehind: false), isNegated: true)
        }
        if take("<=") { return .behind(try bodyBehind(from: start), isNegated: false) }
        if take("<!") { return .behind(try bodyBehind(from: start), isNegated: true) }
        if take(">") { return try atomicBody(from: start) }
        if next == "<" || next == "'" {
            try skipName(from: start)
            return try numberedBody(from: start)
        }
        if let what = Self.others[next ?? ")"] {
            index += 1
            throw notUnderstood(what, from: start)
        }
        return try optionGroup(from: start)
    }

    private static let others: [Unicode.Scalar: String] = [
        "~": "is an absence", "(": "is a condition", "{": "calls a function",
        "P": "is not of Oniguruma", "|": "is not of Oniguruma", "&": "is not of Oniguruma",
    ]

    /// What is inside of a group, whose options end with it.
    private mutating func body(
        from start: Int
    ) throws(RegularExpressionError) -> ExpressionNode {
        let outer = options
        let node = try choice()
        guard take(")") else { throw error("the group has no end", at: start) }
        options = outer
        return node
    }

    /// What is inside of a group that references may refer to.
    private mutating func numberedBody(
        from start: Int
    ) throws(RegularExpressionError) -> ExpressionNode {
        groupCount += 1
        let node = try body(from: start)
        // A place may be repeated where such a group is around it.
        return node.isAssertion ? .sequence([node]) : node
    }

    private mutating func bodyAround(
        from start: Int,
        isBehind: Bool
    ) throws(RegularExpressionError) -> ExpressionNode {
        let outer = (isAround, self.isBehind)
        isAround = true
        if isBehind { self.isBehind = true }
        let node = try body(from: start)
        (isAround, self.isBehind) = outer
        return node
    }

    private mutating func bodyBehind(
        from start: Int
    ) throws(RegularExpressionError) -> ExpressionNode {
        let node = try bodyAround(from: start, isBehind: true)
        if node.looksAround { throw notUnderstood("looks around while it looks back", from: start) }
        return node
    }

    private mutating func atomicBody(
        from start: Int
    ) throws(RegularExpressionError) -> ExpressionNode {
        guard let node = try body(from: start).atomic else {
            throw notUnderstood("is atomic with more than one choice in a row", from: start)
        }
        return node
    }

    private mutating func skipName(from start: Int) throws(RegularExpressionError) {
        let end: Unicode.Scalar = next == "<" ? ">" : "'"
        index += 1
        while let next, next != end, next != ")" { index += 1 }
        guard next == end else { throw error("the name of the group has no end", at: start) }
        index += 1
    }

    /// Options for a group, or for the rest of the group around them.
    private mutating func optionGroup(
        from start: Int
    ) throws(RegularExpressionError) -> ExpressionNode? {
        let outer = options
        var isOn = true
        while let next, next != ")", next != ":" {
            index += 1
            switch next {
            case "-": isOn = false
            case "i": options.ignoresCase = isOn
            case "m": options.dotTakesLines = isOn
            case "x": options.isExtended = isOn
            default: throw notUnderstood("has the option \(next)", from: start)
            }
        }
        if take(")") { return nil }
        guard take(":") else { throw error("the group has no end", at: start) }
        let node = try body(from: start)
        options = outer
        return node
    }
}

extension ExpressionNode {
    /// Whether something in it looks ahead or back.
    fileprivate var looksAround: Bool {
        switch self {
        case .ahead, .behind: true
        case .characters, .anyCase, .place, .cluster, .keep: false
        case .sequence(let nodes), .choice(let nodes): nodes.contains(where: \.looksAround)
        case .repeated(let node, _, _, _): node.looksAround
        }
    }
}
