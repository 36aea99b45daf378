/// A buffer of 32-bit floats, borrowed from a pool and returned to it when nobody holds it.
///
/// The buffer is aligned to a cache line and is not initialised.
package final class Storage: @unchecked Sendable {
    package let pointer: UnsafeMutablePointer<Float>
    package let capacity: Int
    private let pool: StoragePool

    init(pointer: UnsafeMutablePointer<Float>, capacity: Int, pool: StoragePool) {
        self.pointer = pointer
        self.capacity = capacity
        self.pool = pool
    }

    deinit {
        pool.recycle(pointer, capacity: capacity)
    }
}
