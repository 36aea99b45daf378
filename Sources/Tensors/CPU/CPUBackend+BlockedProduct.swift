extension CPUBackend {
    /// Rows of a product with a packed weight that are computed at once; what is left over is
    /// computed in short blocks.
    private static let (longBlock, shortBlock) = (256, 32)

    /// Products with a shorter side are not worth packing, nor rounding.
    private static let smallestSide = 64

    /// a W^T if the weight is `transposed`, else a W, with the weight packed once for all rows.
    ///
    /// The rows of `a` are dense. The last block of a worker begins earlier where the rows do not fill it, and some of them
    /// are computed twice, to the same result.
    func product(_ a: MatrixOperand, rows: Int, weight: Tensor, transposed: Bool) -> Tensor {
        let (inner, columns) = (
            weight.shape[transposed ? 1 : 0], weight.shape[transposed ? 0 : 1]
        )
        let c = make([rows, columns])
        let block = ProductBlock(c.mutablePointer, rows: rows, columns: columns, inner: inner)
        guard rows >= workers.count * Self.shortBlock,
            min(rows, inner, columns) >= Self.smallestSide
        else {
            let right = MatrixOperand(weight)
            multiply(a, transposed ? right.transposed : right, into: block)
            return c
        }
        let left = precision == .bfloat16 ? narrowed(a, rows: rows) : a
        let packed = PackedOperand(
            weight,
            isTransposed: transposed,
            precision: precision,
            products: products
        )
        let sizes = [Self.longBlock, Self.shortBlock].map { packed.product(rows: $0) }
        workers.split(rows, grain: Self.shortBlock) { range in
            multiply(left, sizes, into: block, range)
        }
        withExtendedLifetime((left, c)) {}
        return c
    }

    /// The rows of a range, in long blocks and then in short ones.
    private func multiply(
        _ a: MatrixOperand,
        _ products: [PackedProduct],
        into c: ProductBlock,
        _ range: Range<Int>
    ) {
        let scratch = storagePool.storage(capacity: products.map(\.scratchCount).max() ?? 16)
        var row = range.lowerBound
        while row < range.upperBound {
            let isLong = range.upperBound - row >= Self.longBlock
            let size = isLong ? Self.longBlock : Self.shortBlock
            let first = min(row, range.upperBound - size)
            products[isLong ? 0 : 1].execute(
                a.elements(at: first * c.inner),
                into: c.pointer + first * c.columns,
                scratch: scratch.pointer
            )
            row = first + size
        }
    }
}
