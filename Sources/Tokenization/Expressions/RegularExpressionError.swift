/// Why a regular expression cannot be used, and where in it.
///
///     character 5: "\1" refers back to a group, which is not understood here
public struct RegularExpressionError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The regular expression.
    public let expression: String

    /// Where the problem is: how many characters are before it.
    public let position: Int

    /// What is wrong, with the construct that is not understood.
    public let problem: String

    /// The place and the problem.
    public var description: String { "character \(position + 1): \(problem)" }

    /// The characters around the place, with a caret below it.
    public var excerpt: String {
        let scalars = Array(expression.unicodeScalars)
        let start = max(0, position - Self.context)
        let part = scalars[min(start, scalars.count)..<min(scalars.count, position + Self.context)]
        let text = part.map { $0.value < 0x20 ? " " : String($0) }.joined()
        return "    \(text)\n    " + String(repeating: " ", count: position - start) + "^"
    }

    private static let context = 30
}
