internal import COneDNN

/// A matrix in memory, seen plainly or transposed.
struct Operand: @unchecked Sendable {
    let pointer: UnsafePointer<Float>
    let leadingDimension: Int
    let isTransposed: Bool

    init(_ tensor: Tensor, isTransposed: Bool) {
        pointer = tensor.pointer
        leadingDimension = tensor.shape[1]
        self.isTransposed = isTransposed
    }

    /// The address of row `row` of the matrix as seen.
    func row(_ row: Int) -> UnsafePointer<Float> {
        pointer + (isTransposed ? row : row * leadingDimension)
    }

    /// The address of column `column` of the matrix as seen.
    func column(_ column: Int) -> UnsafePointer<Float> {
        pointer + (isTransposed ? column * leadingDimension : column)
    }
}

extension CPUBackend {
    /// Below this many multiplications the other threads are not worth waking.
    private static let smallProduct = 1 << 18

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
            into: c.mutablePointer,
            rows: rows,
            columns: columns,
            inner: inner
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

    /// c = a b, split over the threads along the longer side of c.
    func multiply(
        _ a: Operand,
        _ b: Operand,
        into c: UnsafeMutablePointer<Float>,
        rows: Int,
        columns: Int,
        inner: Int
    ) {
        guard rows > 0, columns > 0 else { return }
        let isSmall = rows * columns * max(1, inner) < Self.smallProduct
        nonisolated(unsafe) let c = c
        if rows >= columns {
            workers.split(rows, grain: 16, minimum: isSmall ? rows : 0) { range in
                Self.gemm(
                    a,
                    a.row(range.lowerBound),
                    b,
                    b.pointer,
                    c + range.lowerBound * columns,
                    columns,
                    (range.count, columns, inner)
                )
            }
        } else {
            workers.split(columns, grain: 16, minimum: isSmall ? columns : 0) { range in
                Self.gemm(
                    a,
                    a.pointer,
                    b,
                    b.column(range.lowerBound),
                    c + range.lowerBound,
                    columns,
                    (rows, range.count, inner)
                )
            }
        }
    }

    private static func gemm(
        _ a: Operand,
        _ left: UnsafePointer<Float>,
        _ b: Operand,
        _ right: UnsafePointer<Float>,
        _ c: UnsafeMutablePointer<Float>,
        _ ldc: Int,
        _ size: (rows: Int, columns: Int, inner: Int)
    ) {
        guard size.inner > 0 else {
            for row in 0..<size.rows { (c + row * ldc).update(repeating: 0, count: size.columns) }
            return
        }
        let status = onednn_gemm(
            a.isTransposed ? 1 : 0,
            b.isTransposed ? 1 : 0,
            Int64(size.rows),
            Int64(size.columns),
            Int64(size.inner),
            left,
            Int64(a.leadingDimension),
            right,
            Int64(b.leadingDimension),
            0,
            c,
            Int64(ldc)
        )
        precondition(status == 0, "oneDNN could not multiply, status \(status)")
    }
}
