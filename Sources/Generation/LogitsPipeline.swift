internal import Tensors
internal import Tokenization

/// Turns the model's log-probabilities into what tokens are chosen from: nothing suppressed, what
/// the processors and the constraint leave.
struct LogitsPipeline {
    let processors: [any LogitsProcessor]
    let suppressed: SuppressTokens
    let constraint: (any TokenConstraint)?
    let maximumLength: Int

    init(_ options: DecodingOptions) {
        processors = options.processors
        suppressed = options.suppressed
        constraint = options.constraint
        maximumLength = options.maximumLength
    }

    /// Whether there is anything beyond the suppressed tokens.
    var isTrivial: Bool { processors.isEmpty && constraint == nil }

    /// The logits to choose from, `[B, V]`.
    ///
    /// Suppressed tokens are never chosen, so they are struck out in the log-probabilities
    /// themselves, and these are copied only when there is more to do.
    func logits(
        from logProbabilities: inout Tensor,
        states: [any TokenConstraintState],
        length: Int
    ) -> Tensor {
        logProbabilities.makeUniquelyReferenced()
        logProbabilities.modifyRows { _, row in suppressed.process(&row) }
        guard !isTrivial else { return logProbabilities }
        var logits = logProbabilities
        logits.makeUniquelyReferenced()
        logits.modifyRows { index, row in
            if !states.isEmpty {
                states[index].restrict(&row, remaining: maximumLength - length)
            }
            for processor in processors { processor.process(&row) }
        }
        return logits
    }
}

extension Tensor {
    /// Calls `body` with each row of a matrix that nobody else holds.
    mutating func modifyRows(_ body: (Int, inout MutableSpan<Float>) -> Void) {
        let width = rowWidth
        for index in 0..<rowCount {
            var row = UnsafeMutableBufferPointer(
                start: mutablePointer + index * width,
                count: width
            ).mutableSpan
            body(index, &row)
        }
    }

    /// One row of a matrix; keep the tensor alive while it is in use.
    func row(_ index: Int) -> UnsafeBufferPointer<Float> {
        UnsafeBufferPointer(start: pointer + index * rowWidth, count: rowWidth)
    }
}

extension UnsafeBufferPointer<Float> {
    /// The place of the largest element, the first of equal ones; nil if all are minus infinity.
    func indexOfLargest() -> Int? {
        var (largest, place): (Float, Int?) = (-.infinity, nil)
        for index in indices where self[index] > largest {
            (largest, place) = (self[index], index)
        }
        return place
    }
}
