internal import CKernels

extension CPUBackend {
    /// Log-likelihoods under a softmax with their derivatives, a block of rows after the other.
    ///
    /// The logits of a block become its derivatives while they are in the cache, and are multiplied
    /// into those by h and by w at once: `[R, V]` is never stored.
    public func softmaxLogLikelihoodWithGradients(
        _ h: Tensor,
        weight: Tensor,
        bias: Tensor,
        targets: [Int32],
        cotangent: Tensor
    ) -> SoftmaxGradients {
        requireTargets(targets, rows: h.rowCount, vocabulary: weight.rowCount)
        precondition(
            h.shape.count == 2 && h.rowWidth == weight.rowWidth && cotangent.count == h.rowCount
                && bias.count == weight.rowCount,
            "softmax of \(h.shape), weight \(weight.shape), cotangent \(cotangent.shape)"
        )
        let call = SoftmaxCall(h, weight, bias, targets, cotangent, on: self)
        if gainsFromBFloat16(call.logitsBlock(0..<call.blockRows)) {
            runInBFloat16(call)
        } else {
            runInFloat32(call)
        }
        return SoftmaxGradients(
            logLikelihood: call.likelihood,
            rows: call.rowGradient,
            weight: call.weightGradient,
            bias: columnSums(call.sums)
        )
    }

    private func runInFloat32(_ call: SoftmaxCall) {
        let derivative = Operand<Float>(
            pointer: UnsafePointer(call.logits.mutablePointer),
            leadingDimension: call.stride,
            isTransposed: false
        )
        run(
            call,
            h: Operand(call.h, isTransposed: false),
            weight: Operand(call.weight, isTransposed: false),
            derivative: derivative,
            narrow: nil
        ) { multiplyAsStored($0, $1, into: $2) }
    }

    /// The operands of all three products are rounded once.
    private func runInBFloat16(_ call: SoftmaxCall) {
        let h = narrowed(MatrixOperand(call.h), rows: call.rowCount)
        let weight = narrowed(MatrixOperand(call.weight), rows: call.vocabulary)
        let derivative = NarrowMatrix(
            uninitialized: call.blockRows,
            width: call.stride,
            from: storagePool
        )
        guard let x = h.bfloat16s, let w = weight.bfloat16s,
            let d = MatrixOperand(nil, narrow: derivative).bfloat16s
        else { return }
        run(call, h: x, weight: w, derivative: d, narrow: derivative.pointer) {
            multiplyAsStored($0, $1, into: $2)
        }
        withExtendedLifetime((h, weight, derivative)) {}
    }

    private func run<Element>(
        _ call: SoftmaxCall,
        h: Operand<Element>,
        weight: Operand<Element>,
        derivative: Operand<Element>,
        narrow: UnsafeMutablePointer<UInt16>?,
        multiply: (Operand<Element>, Operand<Element>, ProductBlock) -> Void
    ) {
        for first in stride(from: 0, to: call.rowCount, by: call.blockRows) {
            let range = first..<min(call.rowCount, first + call.blockRows)
            multiply(h.fromRow(first), weight.transposed, call.logitsBlock(range))
            differentiate(call, range, narrow)
            multiply(derivative, weight, call.rowGradientBlock(range))
            multiply(derivative.transposed, h.fromRow(first), call.weightGradientBlock(range))
        }
        withExtendedLifetime(call) {}
    }

    /// Logits into likelihoods and derivatives, some rows on each thread.
    private func differentiate(
        _ call: SoftmaxCall,
        _ range: Range<Int>,
        _ narrow: UnsafeMutablePointer<UInt16>?
    ) {
        nonisolated(unsafe) let narrow = narrow
        call.targets.withUnsafeBufferPointer { targets in
            nonisolated(unsafe) let targets = targets
            workers.run { worker in
                let first = range.count * worker / self.workers.count
                let last = range.count * (worker + 1) / self.workers.count
                let at = range.lowerBound + first
                guard first < last, let target = targets.baseAddress else { return }
                kernel_softmax_gradient(
                    last - first,
                    call.vocabulary,
                    call.stride,
                    call.logits.mutablePointer + first * call.stride,
                    call.bias.pointer,
                    target + at,
                    call.cotangent.pointer + at,
                    call.likelihood.mutablePointer + at,
                    narrow.map { $0 + first * call.stride },
                    call.sums.mutablePointer + worker * call.vocabulary
                )
            }
        }
    }
}

/// The inputs, the results and the buffers of one call.
private struct SoftmaxCall: Sendable {
    /// Logits of a block: as many as leave room in the last level of cache for the weights.
    private static let blockElements = 1 << 22

    let h: Tensor
    let weight: Tensor
    let bias: Tensor
    let targets: [Int32]
    let cotangent: Tensor

    let likelihood: Tensor
    let rowGradient: Tensor
    let weightGradient: Tensor

    /// The derivative by the bias, a part for each thread.
    let sums: Tensor

    /// The logits of one block, rows `stride` apart.
    let logits: Tensor
    let blockRows: Int
    let stride: Int

    var rowCount: Int { h.rowCount }
    var vocabulary: Int { weight.rowCount }

    init(
        _ h: Tensor,
        _ weight: Tensor,
        _ bias: Tensor,
        _ targets: [Int32],
        _ cotangent: Tensor,
        on backend: CPUBackend
    ) {
        self.h = h
        self.weight = weight
        self.bias = bias
        self.targets = targets
        self.cotangent = cotangent
        likelihood = backend.make([h.rowCount])
        rowGradient = backend.make(h.shape)
        weightGradient = backend.make(weight.shape)
        sums = Tensor(zeros: [backend.threadCount, weight.rowCount], on: backend)
        stride = (weight.rowCount + 31) / 32 * 32
        blockRows = Self.blockRows(of: h.rowCount, vocabulary: stride)
        logits = backend.make([blockRows, stride])
    }

    /// Blocks of like size, none larger than the cache allows.
    private static func blockRows(of rows: Int, vocabulary: Int) -> Int {
        let most = max(64, blockElements / vocabulary)
        let blocks = max(1, (rows + most - 1) / most)
        return max(1, (rows + blocks - 1) / blocks)
    }

    func logitsBlock(_ range: Range<Int>) -> ProductBlock {
        ProductBlock(
            logits.mutablePointer,
            rows: range.count,
            columns: vocabulary,
            inner: h.rowWidth,
            leadingDimension: stride
        )
    }

    func rowGradientBlock(_ range: Range<Int>) -> ProductBlock {
        ProductBlock(
            rowGradient.mutablePointer + range.lowerBound * h.rowWidth,
            rows: range.count,
            columns: h.rowWidth,
            inner: vocabulary
        )
    }

    /// The first block sets the derivative by the weight, the others add to it.
    func weightGradientBlock(_ range: Range<Int>) -> ProductBlock {
        ProductBlock(
            weightGradient.mutablePointer,
            rows: vocabulary,
            columns: h.rowWidth,
            inner: range.count,
            isAccumulated: range.lowerBound > 0
        )
    }
}
