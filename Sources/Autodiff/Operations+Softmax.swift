internal import Tensors

/// The log-likelihood of one target a row under a linear layer and a softmax.
///
///     y_r = log softmax(h_r w^T + b)[target_r]
///     dlogits_r = dy_r (onehot(target_r) - p_r)
///
/// Neither logits nor probabilities of all rows are ever stored. The derivatives need the logits
/// again, unless `dy` is known beforehand: then they are computed with the likelihoods, from the
/// same logits. Another `dy` than the expected one costs time, and changes no result.
///
/// - Parameters:
///   - h: Rows, `[R, H]`.
///   - weight: `[V, H]`.
///   - bias: `[V]`.
///   - targets: A word of the vocabulary for each row.
///   - cotangent: The `dy_r` to expect, the same for all rows; nil if that is not known.
/// - Returns: `[R]`.
public func softmaxLogLikelihood(
    _ h: Variable,
    weight: Variable,
    bias: Variable,
    targets: [Int32],
    expecting cotangent: Float? = nil
) -> Variable {
    let backend = h.tape.backend
    let (rows, w, b) = (h.value, weight.value, bias.value)
    let gradients = { (dy: Tensor) in
        backend.softmaxLogLikelihoodWithGradients(
            rows,
            weight: w,
            bias: b,
            targets: targets,
            cotangent: dy
        )
    }
    let expected = h.tape.isRecording ? cotangent : nil
    var ready = expected.map {
        gradients(Tensor(repeating: $0, shape: [targets.count], on: backend))
    }
    let likelihood =
        ready?.logLikelihood
        ?? backend.softmaxLogLikelihood(rows, weight: w, bias: b, targets: targets)
    return h.tape.record(likelihood, from: [h, weight, bias]) { dy in
        let known = ready.take()
        let found = dy.isEverywhere(expected) ? known ?? gradients(dy) : gradients(dy)
        return [found.rows, found.weight, found.bias]
    }
}

extension Tensor {
    /// Whether every element is the given number.
    fileprivate func isEverywhere(_ value: Float?) -> Bool {
        value.map { value in scalars.allSatisfy { $0 == value } } ?? false
    }
}
