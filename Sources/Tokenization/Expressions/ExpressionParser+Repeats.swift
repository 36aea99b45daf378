extension ExpressionParser {
    /// How often something may be there.
    struct Interval {
        var least: Int
        var most: Int?

        /// Whether the limits were given the other way round, which makes it possessive.
        var isPossessive = false
    }

    /// The most that an interval may say.
    private static let maximumCount = 100_000

    /// The most quantifiers that may follow each other.
    private static let maximumQuantifiers = 8

    /// The node with the quantifiers that follow it.
    mutating func quantified(
        _ node: ExpressionNode,
        from start: Int
    ) throws(RegularExpressionError) -> ExpressionNode {
        var result = node
        var count = 0
        try skipComments()
        while let next {
            let place = index
            var isInterval = false
            let interval: Interval
            switch next {
            case "*": interval = Interval(least: 0, most: nil)
            case "+": interval = Interval(least: 1, most: nil)
            case "?": interval = Interval(least: 0, most: 1)
            case "{":
                guard let found = try self.interval() else { return result }
                interval = found
                isInterval = true
            default: return result
            }
            if !isInterval { index += 1 }
            count += 1
            if count > Self.maximumQuantifiers {
                throw error("it is repeated too often", at: place)
            }
            if result.isAssertion { throw error("a place cannot be repeated", at: place) }
            if !isBehind { result = FoldedSequences.expanding(result) }
            result = try repeated(result, interval, isInterval: isInterval, from: start)
            try skipComments()
        }
        return result
    }

    private mutating func repeated(
        _ node: ExpressionNode,
        _ interval: Interval,
        isInterval: Bool,
        from start: Int
    ) throws(RegularExpressionError) -> ExpressionNode {
        var isLazy = false
        var isPossessive = interval.isPossessive
        if next == "?", !isPossessive, interval.most != interval.least {
            index += 1
            isLazy = true
        } else if next == "+", !isInterval {
            index += 1
            isPossessive = true
        }
        let result = ExpressionNode.repeated(
            node,
            least: interval.least,
            most: interval.most,
            isLazy: isLazy
        )
        guard isPossessive else { return result }
        guard let atomic = result.atomic else {
            throw notUnderstood("repeats a group possessively", from: start)
        }
        return atomic
    }

    /// Passes `{n}`, `{n,}`, `{,m}` or `{n,m}`; nil for other text, which is left.
    mutating func interval() throws(RegularExpressionError) -> Interval? {
        let start = index
        index += 1
        let least = try number()
        let hasComma = take(",")
        let most = hasComma ? try number() : least
        guard least != nil || most != nil, take("}") else {
            index = start
            return nil
        }
        if let least, let most, least > most {
            return Interval(least: most, most: least, isPossessive: true)
        }
        return Interval(least: least ?? 0, most: most)
    }

    private mutating func number() throws(RegularExpressionError) -> Int? {
        let start = index
        var value = 0
        while let next, "0"..."9" ~= next {
            value = min(value * 10 + Int(next.value) - 0x30, Self.maximumCount + 1)
            index += 1
        }
        if value > Self.maximumCount {
            throw error("more than \(Self.maximumCount) times is too often", at: start)
        }
        return index > start ? value : nil
    }
}
