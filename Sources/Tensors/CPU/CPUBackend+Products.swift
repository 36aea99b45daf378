internal import CKernels
internal import COneDNN

extension CPUBackend {
    /// Below this many multiplications the other threads are not worth waking.
    private static let smallProduct = 1 << 18

    /// A side shorter than this gains less from bfloat16 than the conversion costs.
    private static let narrowProduct = 64

    /// Fewer elements than this one thread converts alone.
    private static let smallConversion = 1 << 15

    /// A product of matrices, by oneDNN.
    public func product(
        _ a: Tensor,
        _ b: Tensor,
        transposingLeft: Bool,
        transposingRight: Bool
    ) -> Tensor {
        precondition(a.shape.count == 2 && b.shape.count == 2, "product of \(a.shape), \(b.shape)")
        let (rows, inner) = (a.shape[transposingLeft ? 1 : 0], a.shape[transposingLeft ? 0 : 1])
        let (other, columns) = (
            b.shape[transposingRight ? 1 : 0], b.shape[transposingRight ? 0 : 1]
        )
        precondition(
            inner == other,
            "product of \(a.shape)\(transposingLeft ? "^T" : "") and "
                + "\(b.shape)\(transposingRight ? "^T" : "")"
        )
        let c = make([rows, columns])
        let (left, right) = (MatrixOperand(a), MatrixOperand(b))
        multiply(
            transposingLeft ? left.transposed : left,
            transposingRight ? right.transposed : right,
            into: ProductBlock(c.mutablePointer, rows: rows, columns: columns, inner: inner)
        )
        return c
    }

    /// An affine map of each row, by oneDNN.
    public func affine(_ x: Tensor, weight: Tensor, bias: Tensor?) -> Tensor {
        var y = product(x, weight, transposingLeft: false, transposingRight: true)
        if let bias { addBias(bias, to: &y) }
        return y
    }

    /// c = a b of whole matrices.
    func multiply(_ a: MatrixOperand, _ b: MatrixOperand, into c: ProductBlock) {
        multiply(operands(a, b, for: c), fromRow: 0, into: c)
    }

    /// The sides of c = a b in what computes it fastest: bfloat16 when that is the backend's
    /// precision and the product is large, or a matrix is in nothing else.
    func operands(_ a: MatrixOperand, _ b: MatrixOperand, for c: ProductBlock) -> ProductOperands {
        if a.tensor != nil, b.tensor != nil, !gainsFromBFloat16(c) {
            return ProductOperands(left: a, right: b, isNarrow: false)
        }
        return ProductOperands(
            left: narrowed(a, rows: a.isTransposed ? c.inner : c.rows),
            right: narrowed(b, rows: b.isTransposed ? c.columns : c.inner),
            isNarrow: true
        )
    }

    /// c = a b, with the rows of a from `row` on.
    func multiply(_ operands: ProductOperands, fromRow row: Int, into c: ProductBlock) {
        guard c.rows > 0, c.columns > 0 else { return }
        guard c.inner > 0 else { return c.setToZero() }
        let (a, b) = (operands.left, operands.right)
        if operands.isNarrow, let x = a.bfloat16s, let y = b.bfloat16s {
            multiplyAsStored(x.fromRow(row), y, into: c)
        } else if let x = a.floats, let y = b.floats {
            multiplyAsStored(x.fromRow(row), y, into: c)
        }
        withExtendedLifetime(operands) {}
    }

    /// Whether a product is faster in bfloat16, at this backend's precision.
    func gainsFromBFloat16(_ c: ProductBlock) -> Bool {
        precision == .bfloat16 && min(c.rows, c.columns, c.inner) >= Self.narrowProduct
    }

    /// c = a b in 32-bit floats.
    func multiplyAsStored(_ a: Operand<Float>, _ b: Operand<Float>, into c: ProductBlock) {
        split(c) { block, row, column in
            Self.gemm(a.fromRow(row), b.fromColumn(column), block)
        }
    }

    /// c = a b of matrices that are in bfloat16 already.
    func multiplyAsStored(_ a: Operand<UInt16>, _ b: Operand<UInt16>, into c: ProductBlock) {
        split(c) { block, row, column in
            Self.gemm(a.fromRow(row), b.fromColumn(column), block)
        }
    }

    /// Splits a product over the threads along the longer side of its result.
    private func split(
        _ c: ProductBlock,
        _ body: (_ block: ProductBlock, _ row: Int, _ column: Int) -> Void
    ) {
        let isSmall = c.rows * c.columns * c.inner < Self.smallProduct
        if c.rows >= c.columns {
            workers.split(c.rows, grain: 16, minimum: isSmall ? c.rows : 0) { range in
                body(c.rows(range), range.lowerBound, 0)
            }
        } else {
            workers.split(c.columns, grain: 16, minimum: isSmall ? c.columns : 0) { range in
                body(c.columns(range), 0, range.lowerBound)
            }
        }
    }

    /// The matrix, of `rows` rows as it lies in memory, with its elements in bfloat16.
    func narrowed(_ a: MatrixOperand, rows: Int) -> MatrixOperand {
        guard a.narrow == nil, let tensor = a.tensor else { return a }
        let narrow = NarrowMatrix(uninitialized: rows, width: tensor.rowWidth, from: storagePool)
        nonisolated(unsafe) let (from, to) = (tensor.pointer, narrow.pointer)
        workers.split(rows * narrow.width, grain: 32, minimum: Self.smallConversion) { range in
            kernel_to_bfloat16(range.count, from + range.lowerBound, to + range.lowerBound)
        }
        let operand = MatrixOperand(tensor, narrow: narrow)
        return a.isTransposed ? operand.transposed : operand
    }

    private static func gemm(_ a: Operand<Float>, _ b: Operand<Float>, _ c: ProductBlock) {
        let status = onednn_gemm(
            a.isTransposed ? 1 : 0,
            b.isTransposed ? 1 : 0,
            c.isAccumulated ? 1 : 0,
            Int64(c.rows),
            Int64(c.columns),
            Int64(c.inner),
            a.pointer,
            Int64(a.leadingDimension),
            b.pointer,
            Int64(b.leadingDimension),
            c.pointer,
            Int64(c.leadingDimension)
        )
        precondition(status == 0, "oneDNN could not multiply, status \(status)")
    }

    private static func gemm(_ a: Operand<UInt16>, _ b: Operand<UInt16>, _ c: ProductBlock) {
        let status = onednn_gemm_bfloat16(
            a.isTransposed ? 1 : 0,
            b.isTransposed ? 1 : 0,
            c.isAccumulated ? 1 : 0,
            Int64(c.rows),
            Int64(c.columns),
            Int64(c.inner),
            a.pointer,
            Int64(a.leadingDimension),
            b.pointer,
            Int64(b.leadingDimension),
            c.pointer,
            Int64(c.leadingDimension)
        )
        precondition(status == 0, "oneDNN could not multiply, status \(status)")
    }
}
