/// A matrix of bfloat16 in a buffer of the pool.
package struct NarrowMatrix: Sendable {
    /// The number of elements a row.
    package let width: Int
    private let storage: Storage

    /// The elements, row by row; keep the matrix alive while the pointer is in use.
    package var pointer: UnsafeMutablePointer<UInt16> {
        UnsafeMutableRawPointer(storage.pointer).assumingMemoryBound(to: UInt16.self)
    }

    /// Creates a matrix whose elements are not set yet.
    package init(uninitialized rows: Int, width: Int, from pool: StoragePool) {
        self.width = width
        storage = pool.storage(capacity: rows * width / 2 + 1)
    }
}
