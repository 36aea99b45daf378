internal import CKernels

extension CPUBackend {
    /// Pointwise work below this many elements stays on one thread.
    private static let smallLoop = 1 << 15

    func addBias(_ bias: Tensor, to y: inout Tensor) {
        let (rows, width) = (y.rowCount, y.rowWidth)
        precondition(bias.count == width, "bias \(bias.shape) for rows of \(width)")
        nonisolated(unsafe) let (b, out) = (bias.pointer, y.mutablePointer)
        workers.split(rows, grain: 1, minimum: Self.smallLoop / max(1, width)) { range in
            kernel_add_bias(range.count, width, b, out + range.lowerBound * width)
        }
        withExtendedLifetime(bias) {}
    }

    /// A function of each element.
    public func unary(_ operation: UnaryOperation, _ a: Tensor) -> Tensor {
        let out = make(a.shape)
        nonisolated(unsafe) let (from, to) = (a.pointer, out.mutablePointer)
        workers.split(a.count, grain: 16, minimum: Self.smallLoop) { range in
            let (n, at) = (range.count, range.lowerBound)
            switch operation {
            case .exp: kernel_exp(n, from + at, to + at)
            case .log: kernel_log(n, from + at, to + at)
            case .tanh: kernel_tanh(n, from + at, to + at)
            case .sigmoid: kernel_sigmoid(n, from + at, to + at)
            }
        }
        withExtendedLifetime(a) {}
        return out
    }

    /// A function of each pair of elements.
    public func binary(_ operation: BinaryOperation, _ a: Tensor, _ b: Tensor) -> Tensor {
        precondition(a.shape == b.shape, "\(operation) of \(a.shape) and \(b.shape)")
        let out = make(a.shape)
        nonisolated(unsafe) let (x, y, to) = (a.pointer, b.pointer, out.mutablePointer)
        workers.split(a.count, grain: 16, minimum: Self.smallLoop) { range in
            let (n, at) = (range.count, range.lowerBound)
            switch operation {
            case .add: kernel_add(n, x + at, y + at, to + at)
            case .subtract: kernel_subtract(n, x + at, y + at, to + at)
            case .multiply: kernel_multiply(n, x + at, y + at, to + at)
            }
        }
        withExtendedLifetime((a, b)) {}
        return out
    }

    /// Each element scaled and moved.
    public func scaled(_ a: Tensor, by scale: Float, offset: Float) -> Tensor {
        let out = make(a.shape)
        kernel_scale(a.count, scale, offset, a.pointer, out.mutablePointer)
        withExtendedLifetime(a) {}
        return out
    }

    /// The sum of all elements.
    public func sum(_ a: Tensor) -> Double {
        defer { withExtendedLifetime(a) {} }
        return kernel_sum(a.count, a.pointer)
    }

    /// The sum of the squares of all elements, a part for each worker.
    public func sumOfSquares(_ a: Tensor) -> Double {
        var parts = [Double](repeating: 0, count: workers.count)
        let block = (a.count + workers.count * 16 - 1) / (workers.count * 16) * 16
        parts.withUnsafeMutableBufferPointer { parts in
            nonisolated(unsafe) let (parts, from) = (parts, a.pointer)
            workers.run { worker in
                let first = min(a.count, worker * block)
                let last = min(a.count, first + block)
                parts[worker] = kernel_sum_of_squares(last - first, from + first)
            }
        }
        withExtendedLifetime(a) {}
        return parts.reduce(0, +)
    }

    /// Adds a multiple of a tensor to another.
    public func accumulate(_ a: Tensor, scale: Float, into target: inout Tensor) {
        precondition(a.shape == target.shape, "adding \(a.shape) into \(target.shape)")
        target.makeUniquelyReferenced()
        nonisolated(unsafe) let (from, to) = (a.pointer, target.mutablePointer)
        workers.split(a.count, grain: 16, minimum: Self.smallLoop) { range in
            kernel_accumulate(range.count, scale, from + range.lowerBound, to + range.lowerBound)
        }
        withExtendedLifetime(a) {}
    }

    /// One step of Adam.
    public func adamStep(
        _ settings: AdamSettings,
        gradient: Tensor,
        parameter: inout Tensor,
        first: inout Tensor,
        second: inout Tensor
    ) {
        precondition(gradient.shape == parameter.shape, "Adam: gradient \(gradient.shape)")
        parameter.makeUniquelyReferenced()
        first.makeUniquelyReferenced()
        second.makeUniquelyReferenced()
        let kernel = settings.kernel
        nonisolated(unsafe) let g = gradient.pointer
        nonisolated(unsafe) let (w, m, v) =
            (parameter.mutablePointer, first.mutablePointer, second.mutablePointer)
        workers.split(gradient.count, grain: 16, minimum: Self.smallLoop) { range in
            let at = range.lowerBound
            withUnsafePointer(to: kernel) {
                kernel_adam(range.count, $0, g + at, w + at, m + at, v + at)
            }
        }
        withExtendedLifetime(gradient) {}
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
