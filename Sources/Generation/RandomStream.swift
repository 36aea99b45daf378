package import Tensors

/// What random numbers are drawn for: each purpose and item has a stream of its own, so that a
/// result depends on its index and the seed, and not on the batch it was computed in.
package enum RandomStream: UInt64 {
    /// Codes from the prior.
    case priorCode
    /// The choice of tokens.
    case tokenChoice
    /// Codes from the posterior of a record.
    case posteriorCode
    /// Codes near another.
    case perturbation

    /// The generator of item `index`.
    package func generator(seed: UInt64, index: Int) -> SeededGenerator {
        SeededGenerator(seed: seed, stream: UInt64(index) << 8 | rawValue)
    }
}
