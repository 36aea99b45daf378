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
}
