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

    /// The matrix as seen, transposed.
    var transposed: Operand {
        Operand(
            pointer: pointer,
            leadingDimension: leadingDimension,
            isTransposed: !isTransposed
        )
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

/// A matrix for products, in floats or in bfloat16 or in both.
struct MatrixOperand: Sendable {
    let tensor: Tensor?
    let narrow: NarrowMatrix?
    private(set) var isTransposed = false

    /// One of the two is given, and whoever has both gives both.
    init(_ tensor: Tensor?, narrow: NarrowMatrix? = nil) {
        self.tensor = tensor
        self.narrow = narrow ?? tensor?.narrow
    }

    var transposed: MatrixOperand {
        var operand = self
        operand.isTransposed.toggle()
        return operand
    }

    /// The elements from number `index` on, in bfloat16 where there are any.
    func elements(at index: Int) -> UnsafeRawPointer {
        if let narrow { return UnsafeRawPointer(narrow.pointer + index) }
        guard let tensor else { preconditionFailure("a matrix without elements") }
        return UnsafeRawPointer(tensor.pointer + index)
    }

    var floats: Operand<Float>? {
        tensor.map { Operand($0, isTransposed: isTransposed) }
    }

    var bfloat16s: Operand<UInt16>? {
        narrow.map {
            Operand(
                pointer: UnsafePointer($0.pointer),
                leadingDimension: $0.width,
                isTransposed: isTransposed
            )
        }
    }
}

/// A block of the result of a product, and how long its sums are.
struct ProductBlock: @unchecked Sendable {
    var pointer: UnsafeMutablePointer<Float>
    var rows: Int
    var columns: Int
    let inner: Int
    let leadingDimension: Int

    /// Whether the product is added to what is there.
    let isAccumulated: Bool

    init(
        _ pointer: UnsafeMutablePointer<Float>,
        rows: Int,
        columns: Int,
        inner: Int,
        leadingDimension: Int? = nil,
        isAccumulated: Bool = false
    ) {
        self.pointer = pointer
        self.rows = rows
        self.columns = columns
        self.inner = inner
        self.leadingDimension = leadingDimension ?? columns
        self.isAccumulated = isAccumulated
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

    /// c = a b of whole matrices; in bfloat16 when that is the backend's precision and the product
    /// is large, or a matrix is in nothing else.
    func multiply(_ a: MatrixOperand, _ b: MatrixOperand, into c: ProductBlock) {
        defer { withExtendedLifetime((a, b)) {} }
        guard c.rows > 0, c.columns > 0 else { return }
        guard c.inner > 0 else { return c.setToZero() }
        if let a = a.floats, let b = b.floats, !gainsFromBFloat16(c) {
            return multiplyAsStored(a, b, into: c)
        }
        let left = narrowed(a, rows: a.isTransposed ? c.inner : c.rows)
        let right = narrowed(b, rows: b.isTransposed ? c.columns : c.inner)
        guard let x = left.bfloat16s, let y = right.bfloat16s else { return }
        multiplyAsStored(x, y, into: c)
        withExtendedLifetime((left, right)) {}
    }

    /// c = a b, in bfloat16 when that is the backend's precision and the product is large.
    func multiply(_ a: Operand<Float>, _ b: Operand<Float>, into c: ProductBlock) {
        guard c.rows > 0, c.columns > 0 else { return }
        guard c.inner > 0 else { return c.setToZero() }
        guard gainsFromBFloat16(c) else { return multiplyAsStored(a, b, into: c) }
        let (left, right) = (
            NarrowMatrix(uninitialized: c.rows, width: c.inner, from: storagePool),
            NarrowMatrix(uninitialized: c.inner, width: c.columns, from: storagePool)
        )
        let narrowA = narrowed(a, count: c.rows * c.inner, in: left)
        let narrowB = narrowed(b, count: c.inner * c.columns, in: right)
        multiplyAsStored(narrowA, narrowB, into: c)
        withExtendedLifetime((left, right)) {}
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
    private func narrowed(_ a: MatrixOperand, rows: Int) -> MatrixOperand {
        guard a.narrow == nil, let tensor = a.tensor else { return a }
        let narrow = NarrowMatrix(uninitialized: rows, width: tensor.rowWidth, from: storagePool)
        _ = narrowed(Operand(tensor, isTransposed: false), count: rows * narrow.width, in: narrow)
        let operand = MatrixOperand(tensor, narrow: narrow)
        return a.isTransposed ? operand.transposed : operand
    }

    /// The dense matrix rounded to bfloat16.
    func narrowed(
        _ a: Operand<Float>,
        count: Int,
        in matrix: NarrowMatrix
    ) -> Operand<UInt16> {
        nonisolated(unsafe) let (from, to) = (a.pointer, matrix.pointer)
        workers.split(count, grain: 32, minimum: Self.smallConversion) { range in
            kernel_to_bfloat16(range.count, from + range.lowerBound, to + range.lowerBound)
        }
        return Operand(
            pointer: UnsafePointer(to),
            leadingDimension: a.leadingDimension,
            isTransposed: a.isTransposed
        )
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
