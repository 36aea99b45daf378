internal import CKernels
internal import COneDNN

/// A dense matrix in memory, of floats or bfloat16, seen plainly or transposed.
struct Operand<Element>: @unchecked Sendable {
    let pointer: UnsafePointer<Element>
    let leadingDimension: Int
    let isTransposed: Bool

    /// The matrix as seen, from row `row` on.
    func fromRow(_ row: Int) -> Operand {
        moved(by: isTransposed ? row : row * leadingDimension)
    }

    /// The matrix as seen, from column `column` on.
    func fromColumn(_ column: Int) -> Operand {
        moved(by: isTransposed ? column * leadingDimension : column)
    }

    private func moved(by count: Int) -> Operand {
        Operand(
            pointer: pointer + count,
            leadingDimension: leadingDimension,
            isTransposed: isTransposed
        )
    }
}

extension Operand<Float> {
    init(_ tensor: Tensor, isTransposed: Bool) {
        self.init(
            pointer: tensor.pointer,
            leadingDimension: tensor.shape[1],
            isTransposed: isTransposed
        )
    }
}

/// A block of the result of a product, and how long its sums are.
struct ProductBlock: @unchecked Sendable {
    var pointer: UnsafeMutablePointer<Float>
    var rows: Int
    var columns: Int
    let inner: Int
    let leadingDimension: Int

    init(_ pointer: UnsafeMutablePointer<Float>, rows: Int, columns: Int, inner: Int) {
        self.pointer = pointer
        self.rows = rows
        self.columns = columns
        self.inner = inner
        leadingDimension = columns
    }

    func rows(_ range: Range<Int>) -> ProductBlock {
        var block = self
        block.pointer += range.lowerBound * leadingDimension
        block.rows = range.count
        return block
    }

    func columns(_ range: Range<Int>) -> ProductBlock {
        var block = self
        block.pointer += range.lowerBound
        block.columns = range.count
        return block
    }

    func setToZero() {
        for row in 0..<rows {
            (pointer + row * leadingDimension).update(repeating: 0, count: columns)
        }
    }
}

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
        multiply(
            Operand(a, isTransposed: transposingLeft),
            Operand(b, isTransposed: transposingRight),
            into: ProductBlock(c.mutablePointer, rows: rows, columns: columns, inner: inner)
        )
        withExtendedLifetime((a, b)) {}
        return c
    }

    /// An affine map of each row, by oneDNN.
    public func affine(_ x: Tensor, weight: Tensor, bias: Tensor?) -> Tensor {
        var y = product(x, weight, transposingLeft: false, transposingRight: true)
        if let bias { addBias(bias, to: &y) }
        return y
    }

    /// c = a b, in bfloat16 when that is the backend's precision and the product is large.
    func multiply(_ a: Operand<Float>, _ b: Operand<Float>, into c: ProductBlock) {
        guard c.rows > 0, c.columns > 0 else { return }
        guard c.inner > 0 else { return c.setToZero() }
        guard precision == .bfloat16, min(c.rows, c.columns, c.inner) >= Self.narrowProduct else {
            return split(c) { block, row, column in
                Self.gemm(a.fromRow(row), b.fromColumn(column), block)
            }
        }
        let (left, right) = (
            storagePool.storage(capacity: c.rows * c.inner / 2 + 1),
            storagePool.storage(capacity: c.inner * c.columns / 2 + 1)
        )
        let narrowA = narrowed(a, count: c.rows * c.inner, in: left)
        let narrowB = narrowed(b, count: c.inner * c.columns, in: right)
        split(c) { block, row, column in
            Self.gemm(narrowA.fromRow(row), narrowB.fromColumn(column), block)
        }
        withExtendedLifetime((left, right)) {}
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

    /// The matrix rounded to bfloat16.
    private func narrowed(
        _ a: Operand<Float>,
        count: Int,
        in storage: Storage
    ) -> Operand<UInt16> {
        let pointer = UnsafeMutableRawPointer(storage.pointer).assumingMemoryBound(to: UInt16.self)
        nonisolated(unsafe) let (from, to) = (a.pointer, pointer)
        workers.split(count, grain: 32, minimum: Self.smallConversion) { range in
            kernel_to_bfloat16(range.count, from + range.lowerBound, to + range.lowerBound)
        }
        return Operand(
            pointer: pointer,
            leadingDimension: a.leadingDimension,
            isTransposed: a.isTransposed
        )
    }

    private static func gemm(_ a: Operand<Float>, _ b: Operand<Float>, _ c: ProductBlock) {
        let status = onednn_gemm(
            a.isTransposed ? 1 : 0,
            b.isTransposed ? 1 : 0,
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
