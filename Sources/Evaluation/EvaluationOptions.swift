/// How a model is evaluated.
public struct EvaluationOptions: Hashable, Sendable {
    /// K, the samples of the importance-weighted likelihood of each record.
    public var importanceSampleCount = 100

    /// The seed of the samples: record i draws from a stream of its own.
    public var seed: UInt64 = 0

    /// The mutual information compares all pairs of at most this many records; of more, a random
    /// subset is taken.
    public var pairLimit = 10_000

    /// The number of tokens that go through the decoder together; no result depends on it.
    public var tokensPerBatch = 4096

    /// Creates options.
    public init() {}
}
