internal import Synchronization

/// A regular expression that is ready to be matched, by any number of threads at once.
final class RegularExpression: Sendable {
    private struct Idle: Sendable { var matchers: [ExpressionMatcher] = [] }

    /// The expression as it was given.
    let text: String

    private let program: ExpressionProgram
    private let classes: ScalarClasses
    private let marks: [ExpressionMark]
    private let idle = Mutex(Idle())

    /// Reads an expression in Oniguruma's syntax.
    init(_ text: String) throws(RegularExpressionError) {
        self.text = text
        let node = try ExpressionParser.parse(text)
        var compiler = ExpressionCompiler()
        program = compiler.program(node)
        marks = compiler.marks
        guard !compiler.isTooLarge, let classes = ScalarClasses(compiler.sets.sets) else {
            throw RegularExpressionError(
                expression: text,
                position: 0,
                problem: "it has more than \(ExpressionCompiler.maximumCount) steps, "
                    + "\(ScalarClasses.maximumCount) classes of characters or "
                    + "\(ExpressionCompiler.maximumMarks) marks of places"
            )
        }
        self.classes = classes
    }

    /// Runs `body` with a matcher that nobody else has.
    func withMatcher<Result>(_ body: (inout ExpressionMatcher) -> Result) -> Result {
        var matcher =
            idle.withLock { $0.matchers.popLast() } ?? ExpressionMatcher(program, classes, marks)
        defer { idle.withLock { $0.matchers.append(matcher) } }
        return body(&matcher)
    }
}

extension RegularExpression: Hashable {
    static func == (left: RegularExpression, right: RegularExpression) -> Bool {
        left.text == right.text
    }

    func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
