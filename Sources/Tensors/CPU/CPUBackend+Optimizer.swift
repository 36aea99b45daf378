internal import CKernels

extension CPUBackend {
    /// The sum of the squares of all elements: each worker adds up its part of them, in order.
    public func sumOfSquares(_ tensors: [Tensor]) -> Double {
        var parts = [Double](repeating: 0, count: workers.count)
        let pointers = tensors.map { UncheckedPointer($0.pointer) }
        parts.withUnsafeMutableBufferPointer { parts in
            nonisolated(unsafe) let parts = parts
            workers.split(elementsOf: tensors.map(\.count)) { worker, index, range in
                let from = pointers[index].value + range.lowerBound
                parts[worker] += kernel_sum_of_squares(range.count, from)
            }
        }
        withExtendedLifetime(tensors) {}
        return parts.reduce(0, +)
    }

    /// One step of Adam on all parameters.
    ///
    /// The work is divided by elements, whatever parameter they belong to: each thread has as much
    /// to do, be there one large table or many small biases.
    public func adamStep(_ settings: AdamSettings, _ updates: inout [AdamUpdate]) {
        let parts = updates.indices.map { AdamPart(&updates[$0]) }
        let kernel = settings.kernel
        workers.split(elementsOf: updates.map(\.parameter.count)) { _, index, range in
            withUnsafePointer(to: kernel) { parts[index].step($0, range) }
        }
        withExtendedLifetime(updates) {}
    }
}

/// A pointer that several threads read or write disjoint parts through.
private struct UncheckedPointer: @unchecked Sendable {
    let value: UnsafePointer<Float>

    init(_ value: UnsafePointer<Float>) { self.value = value }
}

/// The memory of one update.
private struct AdamPart: @unchecked Sendable {
    let gradient: UnsafePointer<Float>
    let parameter: UnsafeMutablePointer<Float>
    let first: UnsafeMutablePointer<Float>
    let second: UnsafeMutablePointer<Float>

    init(_ update: inout AdamUpdate) {
        update.parameter.makeUniquelyReferenced()
        update.first.makeUniquelyReferenced()
        update.second.makeUniquelyReferenced()
        gradient = update.gradient.pointer
        parameter = update.parameter.mutablePointer
        first = update.first.mutablePointer
        second = update.second.mutablePointer
    }

    func step(_ settings: UnsafePointer<KernelAdam>, _ range: Range<Int>) {
        let at = range.lowerBound
        kernel_adam(range.count, settings, gradient + at, parameter + at, first + at, second + at)
    }
}

extension AdamSettings {
    var kernel: KernelAdam {
        let t = Double(step)
        return KernelAdam(
            learning_rate: learningRate,
            beta1: beta1,
            beta2: beta2,
            epsilon: epsilon,
            decay: weightDecay,
            correction1: Float(1 / (1 - power(Double(beta1), t))),
            correction2: Float(1 / (1 - power(Double(beta2), t))),
            gradient_scale: gradientScale
        )
    }

    /// `base^exponent` for a whole exponent, by squaring.
    private func power(_ base: Double, _ exponent: Double) -> Double {
        var (result, factor, left) = (1.0, base, Int(exponent))
        while left > 0 {
            if left % 2 == 1 { result *= factor }
            factor *= factor
            left /= 2
        }
        return result
    }
}
