internal import CKernels

/// A recurrent weight W of [G H, H], packed for `h W^T` and, when it is first needed, for `d W`.
final class CPUPreparedWeight: PreparedWeight, @unchecked Sendable {
    let hiddenSize: Int
    let weight: Tensor
    let forward: PackedOperand
    private let products: PackedProducts
    private let precision: Precision
    private var packedBackward: PackedOperand?

    init(_ weight: Tensor, precision: Precision, products: PackedProducts) {
        precondition(
            weight.shape.count == 2 && weight.shape[0] % weight.shape[1] == 0,
            "recurrent weight of shape \(weight.shape)"
        )
        hiddenSize = weight.shape[1]
        self.weight = weight
        self.products = products
        self.precision = precision
        forward = PackedOperand(
            weight,
            isTransposed: true,
            precision: precision,
            products: products
        )
    }

    var backward: PackedOperand {
        if let packedBackward { return packedBackward }
        let packed = PackedOperand(
            weight,
            isTransposed: false,
            precision: precision,
            products: products
        )
        packedBackward = packed
        return packed
    }

    /// Packs for up to `rows` rows where that is not done, for both directions at the same time if
    /// the way back is wanted.
    func pack(rows: Int, alsoBackward: Bool, on backend: CPUBackend) {
        let operands = alsoBackward ? [forward, backward] : [forward]
        let pending = operands.compactMap {
            $0.pendingPacking(rows: StepProducts.rounded(rows))
        }
        backend.run(pending) { $0.execute() }
    }
}

extension CPUBackend {
    /// Packs recurrent weights in the layout of oneDNN.
    public func prepare(recurrentWeight: Tensor) -> any PreparedWeight {
        CPUPreparedWeight(recurrentWeight, precision: precision, products: products)
    }

    func own(_ weight: any PreparedWeight) -> CPUPreparedWeight {
        guard let own = weight as? CPUPreparedWeight else {
            preconditionFailure("a weight prepared by another backend")
        }
        return own
    }
}

/// Products of a few rows with one packed weight, for one worker: row counts are rounded up to
/// multiples of eight, so that few shapes are needed; the rows beyond are computed and ignored.
struct StepProducts: @unchecked Sendable {
    static let rounding = 8

    private let products: [PackedProduct]
    private let scratch: Storage

    /// Must be made before the workers start: packing is not for several threads at once.
    init(_ operand: PackedOperand, maximumRows: Int, pool: StoragePool) {
        let sizes = stride(
            from: Self.rounding,
            through: Self.rounded(maximumRows),
            by: Self.rounding
        )
        let products = sizes.map { operand.product(rows: $0) }
        self.products = products
        scratch = pool.storage(capacity: products.map(\.scratchCount).max() ?? 16)
    }

    static func rounded(_ rows: Int) -> Int {
        (rows + rounding - 1) / rounding * rounding
    }

    /// c = a B for `rows` rows of a, which is in the operand's precision; a and c have room for
    /// the rounded number of rows.
    func execute(rows: Int, _ a: UnsafeRawPointer, into c: UnsafeMutablePointer<Float>) {
        products[(rows - 1) / Self.rounding].execute(a, into: c, scratch: scratch.pointer)
    }
}
