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

/// The two sides of a product as it is computed: both in bfloat16, or both in floats.
struct ProductOperands: Sendable {
    let left: MatrixOperand
    let right: MatrixOperand
    let isNarrow: Bool
}
