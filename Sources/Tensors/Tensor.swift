/// A dense array of 32-bit floats in row-major order.
///
/// A value: no operation changes a tensor that somebody else holds. The buffer is shared until
/// it is written to, and goes back to the backend's pool with its last owner.
public struct Tensor: Sendable {
    /// The length of each axis; a scalar has none.
    public let shape: [Int]

    /// Where the elements live and who computes with them.
    package let backend: any Backend
    package private(set) var storage: Storage

    /// The same elements rounded to bfloat16, where they are at hand.
    package private(set) var narrow: NarrowMatrix?

    /// The number of elements.
    public var count: Int { shape.reduce(1, *) }

    /// The number of rows of a matrix, or of elements of a vector.
    public var rowCount: Int { shape.first ?? 1 }

    /// The number of elements a row.
    public var rowWidth: Int { shape.dropFirst().reduce(1, *) }

    /// The elements, row by row, copied out.
    public var scalars: [Float] {
        Array(UnsafeBufferPointer(start: storage.pointer, count: count))
    }

    /// The only element of a tensor with one element.
    public var scalar: Float {
        precondition(count == 1, "scalar of a tensor of shape \(shape)")
        return storage.pointer.pointee
    }

    /// Creates a tensor whose elements are not set yet; the pool may hand out old contents.
    package init(uninitialized shape: [Int], slackRows: Int = 0, on backend: any Backend) {
        precondition(shape.allSatisfy { $0 >= 0 }, "negative axis in shape \(shape)")
        self.shape = shape
        self.backend = backend
        let width = shape.dropFirst().reduce(1, *)
        let count = ((shape.first ?? 1) + slackRows) * width
        storage = backend.storagePool.storage(capacity: count)
    }

    /// Creates a tensor from its elements in row-major order.
    public init(_ scalars: [Float], shape: [Int], on backend: any Backend) {
        self.init(uninitialized: shape, on: backend)
        precondition(scalars.count == count, "\(scalars.count) elements for shape \(shape)")
        scalars.withUnsafeBufferPointer { source in
            guard let base = source.baseAddress else { return }
            storage.pointer.update(from: base, count: scalars.count)
        }
    }

    /// Creates a tensor with the same value everywhere.
    public init(repeating value: Float, shape: [Int], on backend: any Backend) {
        self.init(uninitialized: shape, on: backend)
        storage.pointer.update(repeating: value, count: count)
    }

    /// Creates a tensor of zeros.
    public init(zeros shape: [Int], on backend: any Backend) {
        self.init(repeating: 0, shape: shape, on: backend)
    }

    /// The same elements in another shape of the same size.
    public func reshaped(to shape: [Int]) -> Tensor {
        precondition(
            shape.reduce(1, *) == count,
            "reshaping \(self.shape) to \(shape) changes the size"
        )
        return Tensor(shape: shape, storage: storage, backend: backend)
    }

    private init(shape: [Int], storage: Storage, backend: any Backend) {
        self.shape = shape
        self.storage = storage
        self.backend = backend
    }

    /// The elements for reading; keep the tensor alive while the pointer is in use.
    package var pointer: UnsafePointer<Float> { UnsafePointer(storage.pointer) }

    /// The elements for writing: only for a tensor that was just created, or after
    /// `makeUniquelyReferenced()`.
    package var mutablePointer: UnsafeMutablePointer<Float> { storage.pointer }

    /// The tensor together with its elements in bfloat16.
    package func with(narrow: NarrowMatrix?) -> Tensor {
        var tensor = self
        tensor.narrow = narrow
        return tensor
    }

    /// Copies the buffer if somebody else holds it too.
    package mutating func makeUniquelyReferenced() {
        narrow = nil
        guard !isKnownUniquelyReferenced(&storage) else { return }
        let copy = backend.storagePool.storage(capacity: count)
        copy.pointer.update(from: storage.pointer, count: count)
        storage = copy
    }

    /// Replaces each element by a function of it.
    package mutating func replaceElements(_ transform: (Float) -> Float) {
        makeUniquelyReferenced()
        for index in 0..<count { storage.pointer[index] = transform(storage.pointer[index]) }
    }
}
