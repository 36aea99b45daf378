internal import COneDNN
import Synchronization

/// oneDNN's products, one for each shape, made once and kept.
final class PackedProducts: Sendable {
    struct Key: Hashable {
        let rows: Int
        let columns: Int
        let inner: Int
        let precision: Precision
    }

    private let products = Mutex<[Key: UInt]>([:])

    deinit {
        products.withLock { products in
            for address in products.values {
                onednn_product_destroy(OpaquePointer(bitPattern: address))
            }
        }
    }

    func product(_ key: Key) -> OpaquePointer {
        let address = products.withLock { products in
            if let known = products[key] { return known }
            let type = key.precision == .bfloat16 ? OneDNNBFloat16 : OneDNNFloat32
            let made = onednn_product_create(
                Int64(key.rows),
                Int64(key.columns),
                Int64(key.inner),
                type
            )
            precondition(made != nil, "oneDNN has no product of \(key)")
            let address = UInt(bitPattern: made)
            products[key] = address
            return address
        }
        guard let pointer = OpaquePointer(bitPattern: address) else {
            preconditionFailure("oneDNN has no product of \(key)")
        }
        return pointer
    }
}

/// One operand of many products, packed for them: B of [inner, columns] in `a B`.
final class PackedOperand: @unchecked Sendable {
    let columns: Int
    let inner: Int
    let precision: Precision
    private let source: Tensor
    private let isTransposed: Bool
    private let products: PackedProducts
    private var packings: [(layout: OpaquePointer, storage: Storage)] = []

    /// `source` is [inner, columns], or [columns, inner] if it `isTransposed`.
    init(_ source: Tensor, isTransposed: Bool, precision: Precision, products: PackedProducts) {
        self.source = source
        self.isTransposed = isTransposed
        self.precision = precision
        self.products = products
        columns = isTransposed ? source.shape[0] : source.shape[1]
        inner = isTransposed ? source.shape[1] : source.shape[0]
    }

    /// A product of `rows` rows with this operand.
    ///
    /// Not safe to call from several threads at
    /// once; what it returns is.
    func product(rows: Int) -> PackedProduct {
        let product = products.product(key(rows: rows))
        if let known = packing(of: product) {
            return PackedProduct(product: product, packed: known)
        }
        let packing = newPacking(for: product)
        packing.execute()
        return PackedProduct(product: product, packed: packing.packed)
    }

    /// What is still to be done before `product(rows:)` finds the operand packed, for any thread;
    /// to be done before that is called.
    func pendingPacking(rows: Int) -> Packing? {
        let product = products.product(key(rows: rows))
        return packing(of: product) == nil ? newPacking(for: product) : nil
    }

    private func packing(of product: OpaquePointer) -> Storage? {
        packings.first { onednn_product_same_packing($0.layout, product) != 0 }?.storage
    }

    private func newPacking(for product: OpaquePointer) -> Packing {
        let status = onednn_product_prepare_packing(product, isTransposed ? 1 : 0)
        precondition(status == 0, "oneDNN cannot pack a weight, status \(status)")
        let storage = source.backend.storagePool.storage(
            capacity: onednn_product_packed_size(product) / MemoryLayout<Float>.stride + 16
        )
        packings.append((product, storage))
        return Packing(
            product: product,
            source: source,
            isTransposed: isTransposed,
            packed: storage
        )
    }

    private func key(rows: Int) -> PackedProducts.Key {
        PackedProducts.Key(rows: rows, columns: columns, inner: inner, precision: precision)
    }
}

/// A packing of an operand, to be done once.
struct Packing: @unchecked Sendable {
    fileprivate let product: OpaquePointer
    fileprivate let source: Tensor
    fileprivate let isTransposed: Bool
    let packed: Storage

    func execute() {
        let status = onednn_product_pack(
            product,
            source.pointer,
            isTransposed ? 1 : 0,
            packed.pointer
        )
        precondition(status == 0, "oneDNN could not pack a weight, status \(status)")
    }
}

/// A product of a fixed number of rows with a packed operand.
struct PackedProduct: @unchecked Sendable {
    let product: OpaquePointer
    let packed: Storage

    var scratchCount: Int {
        onednn_product_scratch_size(product) / MemoryLayout<Float>.stride + 16
    }

    func execute(
        _ a: UnsafeRawPointer,
        into c: UnsafeMutablePointer<Float>,
        scratch: UnsafeMutablePointer<Float>
    ) {
        let status = onednn_product_execute(product, a, packed.pointer, c, scratch)
        precondition(status == 0, "oneDNN could not multiply, status \(status)")
    }
}
