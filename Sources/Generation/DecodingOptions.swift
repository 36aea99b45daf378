internal import Tokenization

/// How tokens are chosen.
public enum DecodingStrategy: Hashable, Sendable {
    /// The most likely token at each step.
    case greedy

    /// A random token from the processed distribution at each step.
    case sampling

    /// The likeliest sequences that a search with `width` hypotheses finds. They are ranked by
    ///
    ///     log p(x|z) / length^lengthExponent
    ///
    /// with the end counted in the length: 0 ranks by probability, 1 by the mean of a token.
    case beam(width: Int, lengthExponent: Double = 0)
}

/// How sequences are generated from codes.
///
/// Padding and the beginning of a sequence are never generated.
public struct DecodingOptions: Sendable {
    /// How tokens are chosen.
    public var strategy: DecodingStrategy

    /// What changes the distribution that tokens are chosen from, in this order.
    public var processors: [any LogitsProcessor] = []

    /// The language that the sequences must belong to, if any.
    public var constraint: (any TokenConstraint)?

    /// The largest number of tokens of a sequence, its end not counted.
    public var maximumLength = 128

    /// Whether the unknown token may be generated.
    public var allowsUnknown = false

    /// The seed of every random choice.
    public var seed: UInt64 = 0

    /// The number of codes that are decoded together; no result depends on it.
    public var batchSize = 512

    /// Creates options.
    public init(strategy: DecodingStrategy = .sampling) {
        self.strategy = strategy
    }

    /// The tokens that are ruled out at every step.
    var suppressed: SuppressTokens {
        SuppressTokens(
            [Vocabulary.padding, Vocabulary.beginningOfSequence]
                + (allowsUnknown ? [] : [Vocabulary.unknown])
        )
    }
}
