internal import Autodiff
internal import NeuralNetworks
internal import Tensors
public import SequenceModels
public import Tokenization

extension SequenceVAE {
    /// Encodes records: the posterior of each, in order.
    ///
    /// - Parameters:
    ///   - records: The records; any number of them.
    ///   - batchSize: How many are encoded together; no result depends on it, but for the last
    ///     digits of 32-bit floats.
    /// - Returns: A code for each record.
    public func codes(of records: TokenBatch, batchSize: Int = 256) -> [LatentCode] {
        precondition(batchSize > 0, "batches of \(batchSize)")
        return stride(from: 0, to: records.count, by: batchSize).flatMap { start in
            let end = Swift.min(records.count, start + batchSize)
            return codes(ofBatch: records.selecting(start..<end))
        }
    }

    private func codes(ofBatch batch: TokenBatch) -> [LatentCode] {
        let q = posterior(given: batch, on: Tape(on: backend, isRecording: false))
        let (means, logVariances) = (q.mean.value.scalars, q.logVariance.value.scalars)
        let width = configuration.latentDimension
        return (0..<batch.count).map { row in
            let range = row * width..<(row + 1) * width
            return LatentCode(
                mean: Array(means[range]),
                logVariance: Array(logVariances[range])
            )
        }
    }
}
