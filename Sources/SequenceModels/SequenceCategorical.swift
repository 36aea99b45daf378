public import Autodiff
internal import NeuralNetworks
internal import Tensors
public import Tokenization

/// A distribution over sequences: a categorical distribution for each step, `p(x_t | x_<t, z)`.
///
/// The only place where log-probabilities of a sequence are summed. Rows exist for real tokens
/// and the end of each sequence only, so there is nothing to mask.
public struct SequenceCategorical {
    let states: Variable
    let output: Linear
    let layout: SequenceLayout

    /// The log-probability of each sequence, its end included, in nats, `[B]` in batch order.
    ///
    ///     log p(x) = sum over t of log softmax(W h_t + b)[x_t]
    public func logProbability(of x: TokenBatch) -> Variable {
        layout.inBatchOrder(sequenceSums(tokenLogProbabilities(of: x), layout))
    }

    /// The log-probability of each token of each sequence and of its end, `[R]` in layout order.
    ///
    /// What is minimized is a mean over sequences of a cost that each log-probability lowers by
    /// itself: the derivative by each is -1/B.
    func tokenLogProbabilities(of x: TokenBatch) -> Variable {
        precondition(
            x.lengths.map { $0 + 1 } == layout.lengthsInBatchOrder,
            "sequences of other lengths"
        )
        return softmaxLogLikelihood(
            states,
            weight: states.tape(output.weight),
            bias: states.tape(output.bias),
            targets: x.rowsWithEnd(in: layout),
            expecting: -(1 / Float(layout.batchSize))
        )
    }
}
