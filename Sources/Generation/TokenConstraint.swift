public import Tokenization

/// A language that generated sequences must belong to, such as the strings a grammar accepts.
public protocol TokenConstraint: Sendable {
    /// Returns the state before the first token.
    func makeState() -> any TokenConstraintState
}

/// What a constraint knows of one sequence so far; a value, which beams copy.
public protocol TokenConstraintState: Sendable {
    /// Rules out the tokens that may not come next, by a logit of minus infinity.
    ///
    /// - Parameters:
    ///   - logits: The logits of the next token, one for each token of the vocabulary.
    ///   - remaining: How many tokens may still be written before the end of the sequence; a
    ///     constraint that has to close something must begin in time.
    func restrict(_ logits: inout MutableSpan<Float>, remaining: Int)

    /// Takes notice of the token that was chosen.
    mutating func append(_ token: TokenID)
}
