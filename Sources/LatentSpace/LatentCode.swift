#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The approximate posterior of one record, `q(z|x) = N(mean, exp(logVariance))`, of Z dimensions.
public struct LatentCode: Hashable, Sendable {
    /// The mean, which is also the most likely code.
    public let mean: [Float]

    /// The natural logarithm of the variance of each dimension.
    public let logVariance: [Float]

    /// Creates a code.
    public init(mean: [Float], logVariance: [Float]) {
        precondition(mean.count == logVariance.count, "a mean and a log-variance a dimension")
        self.mean = mean
        self.logVariance = logVariance
    }

    /// The divergence of each dimension from N(0, 1), in nats.
    public var divergenceByDimension: [Double] {
        zip(mean, logVariance).map { mean, logVariance in
            let (mean, logVariance) = (Double(mean), Double(logVariance))
            return (mean * mean + exp(logVariance) - logVariance - 1) / 2
        }
    }

    /// Returns `mean + exp(logVariance / 2) noise`: a sample, if the noise is drawn from N(0, I).
    public func sample(noise: some Sequence<Float>) -> [Float] {
        zip(zip(mean, logVariance), noise).map { $0.0 + exp($0.1 / 2) * $1 }
    }
}
