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

    /// The scalar to minimize, a batch mean.
    ///
    ///     beta * sum over d of max(KL_d, freeBits / Z) - log p(x|z)
    ///
    /// where, as in Kingma et al. (2016), KL_d is the mean over the batch: a dimension whose
    /// divergence is below its share of the free nats is not pushed down further.
    ///
    /// - Parameters:
    ///   - beta: The weight of the divergence; 1 is the bound.
    ///   - freeBits: Nats a sequence that cost nothing, shared evenly by the dimensions.
    /// - Returns: The loss in nats a sequence.
    public func loss(beta: Float = 1, freeBits: Float = 0) -> Variable {
        let free = freeDimensions(freeBits: freeBits)
        let share = freeBits / Float(free.count)
        let cost = (divergenceByDimension * costMask(sparing: free)).rowSums()
        let spared = share * Float(free.count { $0 })
        return (cost.scaled(by: beta, offset: beta * spared) - logLikelihood).mean()
    }

    /// Which dimensions have a mean divergence of at most their share of the free nats.
    private func freeDimensions(freeBits: Float) -> [Bool] {
        let kl = divergenceByDimension.value
        let share = freeBits / Float(kl.shape[1]) * Float(kl.shape[0])
        return kl.backend.columnSums(kl).scalars.map { freeBits > 0 && $0 <= share }
    }

    /// 0 for the spared dimensions, 1 for the others.
    private func costMask(sparing free: [Bool]) -> Variable {
        let kl = divergenceByDimension.value
        let row = free.map { $0 ? Float(0) : 1 }
        let rows = [[Float]](repeating: row, count: kl.shape[0]).flatMap(\.self)
        return logLikelihood.tape.constant(Tensor(rows, shape: kl.shape, on: kl.backend))
    }
}
