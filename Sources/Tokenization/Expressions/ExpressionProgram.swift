internal import UnicodeText

/// A regular expression as steps.
struct ExpressionProgram: Sendable {
    /// A step.
    ///
    /// One that goes on without a character never comes back to itself before one.
    enum Step: Hashable {
        /// It matches.
        case accept

        /// A character of the set of a number, and on.
        case characters(Int, next: Int)

        /// The first way if it leads to a match, else the second.
        case choice(Int, Int)

        /// The mark of a number is set at the place, or is not.
        case mark(Int, isNegated: Bool, next: Int)

        /// The match starts here, and on.
        case keep(next: Int)

        /// Other steps lead to a match from here, or do not.
        case ahead(Int, isNegated: Bool, next: Int)
    }

    /// The steps, the first of which accepts.
    let steps: [Step]

    /// Where it starts.
    let entry: Int

    /// The steps in an order in which each comes after those that it leads to at the same place.
    let order: [Int]

    init(steps: [Step], entry: Int) {
        self.steps = steps
        self.entry = entry
        order = Self.order(steps)
    }

    private static func order(_ steps: [Step]) -> [Int] {
        var order: [Int] = []
        var isDone = Array(repeating: false, count: steps.count)
        var pending: [(step: Int, isLeft: Bool)] = steps.indices.reversed().map { ($0, false) }
        while let (step, isLeft) = pending.popLast() {
            if isLeft {
                order.append(step)
            } else if !isDone[step] {
                isDone[step] = true
                pending.append((step, true))
                pending += steps[step].neighbours.map { ($0, false) }
            }
        }
        return order
    }
}

extension ExpressionProgram.Step {
    /// The steps that it leads to without a character.
    fileprivate var neighbours: [Int] {
        switch self {
        case .accept, .characters: []
        case .choice(let first, let second): [first, second]
        case .mark(_, _, let next), .keep(let next): [next]
        case .ahead(let body, _, let next): [body, next]
        }
    }
}

/// What marks of places stand for.
enum ExpressionMark: Sendable {
    /// Something that can be told from the characters beside it; with the number of the set of the
    /// characters that words have.
    case place(ExpressionPlace, wordSet: Int)

    /// The characters before match a program, which reads them backwards.
    case behind(ExpressionProgram)

    /// Whether it is that of where the search starts.
    var isSearchStart: Bool {
        if case .place(.searchStart, _) = self { true } else { false }
    }
}
