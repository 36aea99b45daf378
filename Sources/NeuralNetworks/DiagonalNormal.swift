public import Autodiff
public import Tensors

/// A normal distribution with independent dimensions, one for each of B rows.
public struct DiagonalNormal {
    /// The mean, `[B, Z]`.
    public let mean: Variable

    /// The natural logarithm of the variance, `[B, Z]`.
    public let logVariance: Variable

    /// Creates a distribution.
    public init(mean: Variable, logVariance: Variable) {
        precondition(mean.shape == logVariance.shape, "normal: \(mean.shape), \(logVariance.shape)")
        self.mean = mean
        self.logVariance = logVariance
    }

    /// The standard normal distribution, N(0, I), for `count` rows of `dimension`.
    public static func standard(count: Int, dimension: Int, on tape: Tape) -> DiagonalNormal {
        let zero = tape.constant(Tensor(zeros: [count, dimension], on: tape.backend))
        return DiagonalNormal(mean: zero, logVariance: zero)
    }

    /// The standard deviation, `[B, Z]`.
    public var standardDeviation: Variable { exp(0.5 * logVariance) }

    /// A reparameterized sample, differentiable by both parameters.
    ///
    ///     z = mean + exp(logVariance / 2) epsilon,   epsilon ~ N(0, I)
    ///
    /// - Parameter noise: epsilon, `[B, Z]`.
    /// - Returns: z, `[B, Z]`.
    public func sample(noise: Tensor) -> Variable {
        mean + standardDeviation * mean.tape.constant(noise)
    }

    /// A reparameterized sample with noise from a generator.
    public func sample(using generator: inout SeededGenerator) -> Variable {
        sample(noise: generator.normal(mean.shape, on: mean.tape.backend))
    }
}

/// The divergence of each dimension from the standard normal, in nats, `[B, Z]`.
///
///     KL( N(m, s^2) || N(0, 1) ) = (m^2 + s^2 - 1 - ln s^2) / 2
public func klDivergenceFromStandardNormal(_ q: DiagonalNormal) -> Variable {
    let square = q.mean * q.mean
    let variance = exp(q.logVariance)
    return (square + variance - q.logVariance).scaled(by: 0.5, offset: -0.5)
}
