internal import CKernels

extension CPUBackend {
    /// Elements of the logits that are worked on at once.
    private static let blockElements = 1 << 18

    /// Log-likelihoods under a softmax, in blocks of rows.
    public func softmaxLogLikelihood(
        _ h: Tensor,
        weight: Tensor,
        bias: Tensor,
        targets: [Int32]
    ) -> Tensor {
        let (rows, vocabulary) = (h.rowCount, weight.rowCount)
        requireTargets(targets, rows: rows, vocabulary: vocabulary)
        let likelihood = make([rows])
        let block = max(1, min(rows, max(16, Self.blockElements / vocabulary)))
        let logits = make([block, vocabulary])
        func product(_ rows: Int) -> ProductBlock {
            ProductBlock(logits.mutablePointer, rows: rows, columns: vocabulary, inner: h.rowWidth)
        }
        let operands = operands(
            MatrixOperand(h),
            MatrixOperand(weight).transposed,
            for: product(rows)
        )
        for first in stride(from: 0, to: rows, by: block) {
            let range = first..<min(rows, first + block)
            multiply(operands, fromRow: first, into: product(range.count))
            logLikelihoods(of: logits, bias, targets, range, into: likelihood)
        }
        return likelihood
    }

    func requireTargets(_ targets: [Int32], rows: Int, vocabulary: Int) {
        precondition(
            targets.count == rows && targets.allSatisfy { $0 >= 0 && Int($0) < vocabulary },
            "\(targets.count) targets for \(rows) rows, vocabulary \(vocabulary)"
        )
    }

    /// The log-likelihoods of a range of rows, whose logits are given.
    private func logLikelihoods(
        of logits: Tensor,
        _ bias: Tensor,
        _ targets: [Int32],
        _ range: Range<Int>,
        into likelihood: Tensor
    ) {
        let (vocabulary, first) = (logits.rowWidth, range.lowerBound)
        targets.withUnsafeBufferPointer { targets in
            nonisolated(unsafe) let (x, b, out) =
                (logits.mutablePointer, bias.pointer, likelihood.mutablePointer + first)
            nonisolated(unsafe) let targets = targets
            workers.split(range.count, grain: 1, minimum: 64) { rows in
                guard let target = targets.baseAddress else { return }
                let at = rows.lowerBound
                kernel_softmax_log_likelihood(
                    rows.count,
                    vocabulary,
                    x + at * vocabulary,
                    b,
                    target + first + at,
                    out + at
                )
            }
        }
        withExtendedLifetime((bias, likelihood, logits)) {}
    }
}
