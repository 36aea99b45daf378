internal import UnicodeText

/// Makes steps of a tree, from the back to the front.
///
/// Each part is given where to go on when it took no character, and where when it took one, so
/// that no loop ever comes back to its start with nothing read: as in Oniguruma, a round of a loop
/// that takes nothing is its last.
struct ExpressionCompiler {
    /// Where a part goes on.
    struct Exits {
        /// When no character was taken.
        var empty: Int

        /// When some were.
        var taken: Int

        /// The same place in both cases.
        static func both(_ next: Int) -> Exits { Exits(empty: next, taken: next) }

        /// Whether it does not matter.
        var areOne: Bool { empty == taken }
    }

    /// The most steps of an expression.
    static let maximumCount = 2000

    /// The most marks.
    static let maximumMarks = 6

    private var steps: [ExpressionProgram.Step] = [.accept]
    private var isBackwards = false
    private(set) var sets = NumberedSets()
    private(set) var marks: [ExpressionMark] = []
    private var places: [ExpressionPlace: Int] = [:]
    private(set) var isTooLarge = false

    /// The program of a tree.
    mutating func program(_ node: ExpressionNode) -> ExpressionProgram {
        let entry = add(node, .both(0))
        return ExpressionProgram(steps: steps, entry: entry)
    }

    private mutating func append(_ step: ExpressionProgram.Step) -> Int {
        if steps.count >= Self.maximumCount { isTooLarge = true }
        if isTooLarge { return 0 }
        steps.append(step)
        return steps.count - 1
    }

    private mutating func append(_ mark: ExpressionMark) -> Int {
        if marks.count >= Self.maximumMarks { isTooLarge = true }
        marks.append(mark)
        return marks.count - 1
    }

    /// Adds the steps of a node, and returns the first.
    private mutating func add(_ node: ExpressionNode, _ exits: Exits) -> Int {
        if isTooLarge { return 0 }
        let exits = node.takesSomething ? .both(exits.taken) : exits
        switch node {
        case .characters(let set):
            return append(.characters(sets.number(of: set), next: exits.taken))
        case .anyCase(let value):
            return add(.characters(ScalarSet(value...value).closedOverCase), exits)
        case .sequence(let nodes):
            return add(isBackwards ? nodes.reversed() : nodes, exits).empty
        case .choice(let nodes):
            let ways = nodes.map { add($0, exits) }
            return ways.dropLast().reversed().reduce(ways[ways.count - 1]) {
                append(.choice($1, $0))
            }
        case .repeated(let node, let least, let most, let isLazy):
            return add(node, least, most, isLazy, exits)
        case .ahead(let node, let isNegated):
            let body = add(node, .both(0))
            return append(.ahead(body, isNegated: isNegated, next: exits.empty))
        case .behind(let node, let isNegated):
            let mark = append(.behind(programBehind(node)))
            return append(.mark(mark, isNegated: isNegated, next: exits.empty))
        case .place(let place, let isNegated):
            return append(.mark(mark(of: place), isNegated: isNegated, next: exits.empty))
        case .cluster: return add(Self.cluster, exits)
        case .keep: return append(.keep(next: exits.empty))
        }
    }

    /// A character and all after it up to the end of its cluster.
    private static var cluster: ExpressionNode {
        let rest = ExpressionNode.repeated(
            .sequence([.place(.clusterBoundary, isNegated: true), .characters(.all)]),
            least: 0,
            most: nil,
            isLazy: false
        )
        return .sequence([.characters(.all), rest, .place(.clusterBoundary, isNegated: false)])
    }

    /// Adds nodes one after the other, and returns the first step for when characters were taken
    /// before, and for when none were.
    private mutating func add(_ nodes: [ExpressionNode], _ exits: Exits) -> Exits {
        nodes.indices.reversed().reduce(exits) { exits, index in
            let empty = add(nodes[index], exits)
            if exits.areOne { return .both(empty) }
            return Exits(
                empty: empty,
                taken: index > 0 ? add(nodes[index], .both(exits.taken)) : empty
            )
        }
    }

    private mutating func add(
        _ node: ExpressionNode,
        _ least: Int,
        _ most: Int?,
        _ isLazy: Bool,
        _ exits: Exits
    ) -> Int {
        if let most { return addOptional(node, least, most - least, isLazy, exits) }
        if least == 0 { return addLoop(node, isLazy, exits) }
        let first = Exits(
            empty: exits.empty,
            taken: addLoop(node, isLazy, .both(exits.taken))
        )
        return addCopies(of: node, least, first)
    }

    /// Adds a node `least` times, and then up to `count` times more.
    private mutating func addOptional(
        _ node: ExpressionNode,
        _ least: Int,
        _ count: Int,
        _ isLazy: Bool,
        _ exits: Exits
    ) -> Int {
        var next = exits
        for _ in 0..<count where !isTooLarge {
            let empty = add(node, Exits(empty: exits.empty, taken: next.taken))
            let isOne = next.areOne
            next.empty = choice(empty, exits.empty, isLazy)
            if isOne {
                next.taken = next.empty
            } else {
                let taken = add(node, Exits(empty: exits.taken, taken: next.taken))
                next.taken = choice(taken, exits.taken, isLazy)
            }
        }
        return addCopies(of: node, least, next)
    }

    private mutating func addCopies(of node: ExpressionNode, _ count: Int, _ exits: Exits) -> Int {
        var next = exits
        for _ in 0..<count where !isTooLarge {
            let empty = add(node, next)
            let taken = next.areOne ? empty : add(node, .both(next.taken))
            if empty == next.empty, taken == next.taken { break }
            next = Exits(empty: empty, taken: taken)
        }
        return next.empty
    }

    /// Adds a node any number of times.
    private mutating func addLoop(
        _ node: ExpressionNode,
        _ isLazy: Bool,
        _ exits: Exits
    ) -> Int {
        let loop = append(.accept)
        let body = add(node, Exits(empty: exits.taken, taken: loop))
        if isTooLarge { return 0 }
        steps[loop] = isLazy ? .choice(exits.taken, body) : .choice(body, exits.taken)
        if exits.areOne { return loop }
        return choice(add(node, Exits(empty: exits.empty, taken: loop)), exits.empty, isLazy)
    }

    private mutating func choice(_ body: Int, _ exit: Int, _ isLazy: Bool) -> Int {
        append(isLazy ? .choice(exit, body) : .choice(body, exit))
    }

    /// The program of what comes before, with its characters from the last to the first.
    private mutating func programBehind(_ node: ExpressionNode) -> ExpressionProgram {
        let outer = (steps, isBackwards)
        (steps, isBackwards) = ([.accept], true)
        defer { (steps, isBackwards) = outer }
        return program(node)
    }

    private mutating func mark(of place: ExpressionPlace) -> Int {
        if let known = places[place] { return known }
        let mark = append(
            .place(place, wordSet: sets.number(of: CharacterSorts.wordAndFractions))
        )
        places[place] = mark
        return mark
    }
}

/// Sets with numbers, each once.
struct NumberedSets {
    private(set) var sets: [ScalarSet] = []
    private var numbers: [ScalarSet: Int] = [:]

    /// The number of a set.
    mutating func number(of set: ScalarSet) -> Int {
        if let known = numbers[set] { return known }
        numbers[set] = sets.count
        sets.append(set)
        return sets.count - 1
    }
}
