public import Autodiff
public import NeuralNetworks
internal import Tensors

/// The two terms of the evidence lower bound, in nats, in the order of the batch.
public struct EvidenceLowerBound {
    /// The reconstruction term, `E_q(z|x) [ log p(x|z) ]`, `[B]`.
    public let logLikelihood: Variable

    /// The regularization term by dimension, `KL( q(z_d|x) || p(z_d) )`, `[B, Z]`; near zero
    /// everywhere when the posterior collapses.
    public let divergenceByDimension: Variable

    /// The posterior that both terms come from.
    public let posterior: DiagonalNormal

    /// The regularization term, `KL( q(z|x) || p(z) )`, `[B]`.
    public var divergence: Variable { divergenceByDimension.rowSums() }

    /// The bound itself, `[B]`.
    public var value: Variable { logLikelihood - divergence }

    /// Returns the scalar to minimize, the batch mean of
    ///
    ///     beta * sum over d of max(KL_d, freeBits / Z) - log p(x|z)
    ///
    /// where, as in Kingma et al. (2016), KL_d is the mean over the batch: a dimension whose
    /// divergence is below its share of the free nats is not pushed down further.
    ///
    /// - Parameters:
    ///   - beta: The weight of the divergence; 1 is the bound.
    ///   - freeBits: Nats a sequence that cost nothing, shared evenly by the dimensions.
    public func loss(beta: Float = 1, freeBits: Float = 0) -> Variable {
        let cost = divergenceByDimension * costMask(freeBits: freeBits)
        return (beta * cost.rowSums() - logLikelihood).mean()
    }

    /// 1 for the dimensions that cost, 0 for those below their share of the free nats.
    private func costMask(freeBits: Float) -> Variable {
        let kl = divergenceByDimension.value
        let backend = kl.backend
        let share = freeBits / Float(kl.shape[1]) * Float(kl.shape[0])
        let row = backend.columnSums(kl).scalars.map { $0 > share || freeBits == 0 ? Float(1) : 0 }
        let rows = [[Float]](repeating: row, count: kl.shape[0]).flatMap(\.self)
        return logLikelihood.tape.constant(Tensor(rows, shape: kl.shape, on: backend))
    }
}
