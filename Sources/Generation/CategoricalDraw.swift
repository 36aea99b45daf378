internal import Tensors

extension LogitsPipeline {
    /// What is in proportion to the probabilities of the logits.
    ///
    /// Those of the model itself are normalised; others are first brought to a largest of zero,
    /// which cannot underflow.
    func weights(of logits: inout Tensor) -> Tensor {
        if !isTrivial { logits.modifyRows { _, row in row.subtractLargest() } }
        return logits.backend.unary(.exp, logits)
    }
}

extension MutableSpan<Float> {
    fileprivate mutating func subtractLargest() {
        var largest = -Float.infinity
        for index in indices { largest = Swift.max(largest, self[index]) }
        guard largest > -.infinity else { return }
        for index in indices { self[index] -= largest }
    }
}

extension UnsafeBufferPointer<Float> {
    /// Draws a place with a probability in proportion to its weight, by inversion of the
    /// cumulative sum; nil if no weight can be told from zero.
    func draw(using generator: inout SeededGenerator) -> Int? {
        let total = reduce(0) { $0 + Double($1) }
        guard total > 1e-30 else { return nil }
        let threshold = total * generator.nextUnit()
        var sum = 0.0
        for index in indices {
            sum += Double(self[index])
            if sum > threshold { return index }
        }
        return indexOfLargest()
    }
}

extension SeededGenerator {
    /// A number inside (0, 1).
    package mutating func nextUnit() -> Double {
        (Double(next() >> 11) + 0.5) * 0x1p-53
    }
}
