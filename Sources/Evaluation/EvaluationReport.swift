/// What a model makes of records it was not trained on; means over the records, in nats.
public struct EvaluationReport: Hashable, Sendable {
    /// The number of records.
    public var records: Int

    /// The number of predicted tokens, the end of each record included.
    public var tokens: Int

    /// Z.
    public var latentDimension: Int

    /// `-log p(x|z)` for one z of each posterior, in nats a record.
    public var reconstruction: Double

    /// `KL( q(z|x) || p(z) )` in closed form, of each dimension, in nats a record.
    public var klByDimension: [Double]

    /// The importance-weighted estimate of `-log p(x)`, in nats a record: see
    /// `negativeLogLikelihoods(of:)`.
    public var negativeLogLikelihood: Double

    /// K, the samples of each record behind the negative log-likelihood.
    public var importanceSampleCount: Int

    /// `I_q(x; z)` over the whole set, in nats; at most the logarithm of the number of records.
    public var mutualInformation: Double

    /// The number of records the mutual information was computed from.
    public var mutualInformationRecordCount: Int

    /// The number of dimensions whose posterior mean varies with a variance of at least 0.01.
    public var activeUnits: Int

    /// How well records come back from the means of their posteriors.
    public var reconstructionQuality: ReconstructionQuality

    /// Predicted tokens a record.
    public var tokensPerRecord: Double { Double(tokens) / Double(records) }

    /// `KL( q(z|x) || p(z) )`, in nats a record.
    public var kl: Double { klByDimension.reduce(0, +) }

    /// The negative of the evidence lower bound, `reconstruction + kl`, in nats a record.
    public var negativeELBO: Double { reconstruction + kl }

    /// `exp(total negative log-likelihood / total predicted tokens)`, importance-weighted.
    public var perplexity: Double { perplexity(of: negativeLogLikelihood) }

    /// The upper bound of the perplexity that follows from the evidence lower bound.
    public var perplexityBound: Double { perplexity(of: negativeELBO) }
}

/// How well records come back when they are encoded to the mean and decoded greedily.
public struct ReconstructionQuality: Hashable, Sendable {
    /// The fraction of the records that come back exactly.
    public var exactFraction: Double

    /// The fraction of the tokens, ends included, that come back at the same place.
    public var tokenAccuracy: Double

    /// The mean number of insertions, deletions and substitutions of tokens from a record to what
    /// came back.
    public var editDistance: Double
}
