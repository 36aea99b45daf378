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
        let block = min(rows, max(16, Self.blockElements / vocabulary))
        let logits = make([block, vocabulary])
        var first = 0
        while first < rows {
            let count = min(block, rows - first)
            logLikelihoodBlock(h, weight, bias, targets, likelihood, logits, first..<first + count)
            first += count
        }
        return likelihood
    }

    func requireTargets(_ targets: [Int32], rows: Int, vocabulary: Int) {
        precondition(
            targets.count == rows && targets.allSatisfy { $0 >= 0 && Int($0) < vocabulary },
            "\(targets.count) targets for \(rows) rows, vocabulary \(vocabulary)"
        )
    }

    private func logLikelihoodBlock(
        _ h: Tensor,
        _ weight: Tensor,
        _ bias: Tensor,
        _ targets: [Int32],
        _ likelihood: Tensor,
        _ logits: Tensor,
        _ range: Range<Int>
    ) {
        let (width, vocabulary, first) = (h.rowWidth, weight.rowCount, range.lowerBound)
        multiply(
            Operand(h, isTransposed: false).fromRow(first),
            Operand(weight, isTransposed: true),
            into: ProductBlock(
                logits.mutablePointer,
                rows: range.count,
                columns: vocabulary,
                inner: width
            )
        )
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
        withExtendedLifetime((h, weight, bias, likelihood, logits)) {}
    }

    /// Log-probabilities at a temperature.
    public func logSoftmax(
        _ h: Tensor,
        weight: Tensor,
        bias: Tensor,
        temperature: Float
    ) -> Tensor {
        let logits = product(h, weight, transposingLeft: false, transposingRight: true)
        let vocabulary = weight.rowCount
        nonisolated(unsafe) let (x, b) = (logits.mutablePointer, bias.pointer)
        workers.split(h.rowCount, grain: 1, minimum: 64) { rows in
            kernel_log_softmax(
                rows.count,
                vocabulary,
                x + rows.lowerBound * vocabulary,
                b,
                temperature
            )
        }
        withExtendedLifetime(bias) {}
        return logits
    }
}
