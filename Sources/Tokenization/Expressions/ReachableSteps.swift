/// The steps of a program that lead to a match, place by place, computed once for each way in which
/// places can be alike.
///
/// A step leads to a match from a place or not, whatever was matched before. What holds at a place
/// follows from what holds at the one after it, from the class of the character between them and
/// from the marks of the place. So sets of steps are the states of an automaton that reads the text
/// from its end, and which is made as far as texts need it.
struct ReachableSteps {
    /// The state after the end of the text, where no step leads anywhere.
    static let nowhere: Int32 = 0

    private let program: ExpressionProgram
    private let classes: ScalarClasses

    /// How many words of bits a set of steps has.
    private let width: Int

    /// How many different characters with marks there are.
    private let symbolCount: Int

    /// The sets of steps, and for each what comes of it by each symbol, or -1.
    private var sets: [UInt64] = []
    private var rows: [Int32] = []
    private var numbers: [[UInt64]: Int32] = [:]

    /// The most numbers in `rows`, and the most words in `sets`, that are kept for the next part of a text.
    private static let (rowLimit, wordLimit) = (1 << 21, 1 << 20)

    /// How many places may be computed before ``forget(keeping:)`` is to be asked.
    let stride: Int

    init(_ program: ExpressionProgram, _ classes: ScalarClasses, markCount: Int) {
        self.program = program
        self.classes = classes
        width = (program.steps.count + 63) / 64
        symbolCount = classes.count << markCount
        stride = max(64, min(4096, Self.rowLimit / symbolCount))
        _ = number(of: Array(repeating: 0, count: width))
    }

    /// The state at a place: from the state at the next one, the class between, and the marks.
    @inline(__always)
    mutating func state(after next: Int32, class number: UInt8, marks: UInt8) -> Int32 {
        let symbol = Int(number) + classes.count * Int(marks)
        let known = rows[Int(next) * symbolCount + symbol]
        return known >= 0 ? known : computed(after: next, Int(number), marks, symbol)
    }

    /// Whether a step leads to a match from a place of a state.
    @inline(__always)
    func contains(_ step: Int, _ state: Int32) -> Bool {
        sets[Int(state) * width + step >> 6] >> UInt64(step & 63) & 1 != 0
    }

    /// Whether the program matches from a place of a state.
    @inline(__always)
    func matches(_ state: Int32) -> Bool { contains(program.entry, state) }

    /// The set of a state, to give to ``number(of:)`` after ``forget(keeping:)``.
    func set(of state: Int32) -> [UInt64] {
        Array(sets[Int(state) * width..<(Int(state) + 1) * width])
    }

    /// The state of a set.
    mutating func number(of set: [UInt64]) -> Int32 {
        if let known = numbers[set] { return known }
        let new = Int32(numbers.count)
        numbers[set] = new
        sets += set
        rows += repeatElement(-1, count: symbolCount)
        return new
    }

    /// Forgets all states if they are many.
    ///
    /// - Returns: The state that `state` is from then on.
    mutating func forget(keeping state: Int32) -> Int32 {
        if rows.count < Self.rowLimit, sets.count < Self.wordLimit { return state }
        let kept = set(of: state)
        numbers.removeAll()
        sets.removeAll()
        rows.removeAll()
        _ = number(of: Array(repeating: 0, count: width))
        return number(of: kept)
    }

    private mutating func computed(
        after next: Int32,
        _ number: Int,
        _ marks: UInt8,
        _ symbol: Int
    ) -> Int32 {
        var set = Array(repeating: UInt64(0), count: width)
        func has(_ step: Int) -> Bool { set[step >> 6] >> UInt64(step & 63) & 1 != 0 }
        for step in program.order {
            let leads =
                switch program.steps[step] {
                case .accept: true
                case .characters(let characters, let target):
                    classes.contains(number, in: characters) && contains(target, next)
                case .choice(let first, let second): has(first) || has(second)
                case .mark(let mark, let isNegated, let target):
                    (marks >> UInt8(mark) & 1 != 0) != isNegated && has(target)
                case .keep(let target): has(target)
                case .ahead(let body, let isNegated, let target):
                    has(body) != isNegated && has(target)
                }
            if leads { set[step >> 6] |= 1 << UInt64(step & 63) }
        }
        let state = self.number(of: set)
        rows[Int(next) * symbolCount + symbol] = state
        return state
    }
}
