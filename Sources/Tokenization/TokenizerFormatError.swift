internal import JSONText

/// Why a file is not a tokenizer that can be used, where, and what to do about it.
///
///     tokenizer.json: model.vocab.cat: the id 9 is also that of "the"
///     Give each token once, with the ids 0, 1, 2, ... without gaps.
///
/// Where a file is not even JSON, the place is a line and a column, and the line is shown.
public struct TokenizerFormatError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The name of the file, as the reader was told.
    public let source: String

    /// Where the problem is: the names of nested members, or "line:column", or a line.
    public let place: String

    /// What is wrong.
    public let problem: String

    /// The line or the regular expression, with a caret below it, where the problem is in one.
    public let excerpt: String?

    /// What to do.
    public let advice: String

    /// A problem with what a member says.
    init(_ problem: String, at path: [String], source: String, advice: String) {
        self.source = source
        self.problem = problem
        self.advice = advice
        place = path.joined(separator: ".")
        excerpt = nil
    }

    /// A problem with a line of a file of lines.
    init(_ problem: String, line: Int, excerpt: String, source: String, advice: String) {
        self.source = source
        self.problem = problem
        self.advice = advice
        place = "\(line)"
        self.excerpt = "    " + excerpt
    }

    /// A regular expression that is not understood.
    init(_ error: RegularExpressionError, at path: [String], source: String) {
        self.source = source
        problem = "the regular expression cannot be used: \(error)"
        excerpt = error.excerpt
        advice = "Use another tokenizer, or write the expression without it."
        place = path.joined(separator: ".")
    }

    /// A file that is not JSON.
    init(_ error: JSONError, source: String) {
        self.source = source
        problem = error.reason
        place = "\(error.line):\(error.column)"
        excerpt = error.excerpt
        advice = "The file is damaged or not JSON: copy it again, or make it anew."
    }

    /// The place, the problem, the excerpt and the advice.
    public var description: String {
        let separator = place.first?.isNumber == true && excerpt != nil ? ":" : ": "
        let place = place.isEmpty ? source : source + separator + place
        return (["\(place): \(problem)"] + [excerpt, advice].compactMap(\.self))
            .joined(separator: "\n")
    }
}
