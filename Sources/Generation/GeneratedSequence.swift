public import Tokenization

/// A sequence that a model wrote.
public struct GeneratedSequence: Hashable, Sendable {
    /// The tokens, without the end of the sequence.
    public var tokens: [TokenID]

    /// log p(x|z) under the model itself, at temperature 1 and with nothing suppressed, in nats:
    /// of the tokens, and of the end when the sequence is finished.
    public var logProbability: Double

    /// Whether the model ended the sequence; false when it was cut at the maximum length, or when
    /// a constraint left no token to go on with.
    public var isFinished: Bool

    /// Creates a sequence.
    public init(tokens: [TokenID] = [], logProbability: Double = 0, isFinished: Bool = false) {
        self.tokens = tokens
        self.logProbability = logProbability
        self.isFinished = isFinished
    }
}
