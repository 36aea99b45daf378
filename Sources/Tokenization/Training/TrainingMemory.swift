/// How much memory a training may take, and where the rest is put meanwhile.
public struct TrainingMemory: Sendable {
    /// About the most memory, in bytes.
    public var limit: Int

    /// Makes the room outside of memory, when it is first needed.
    public var overflow: @Sendable () throws -> any OverflowStorage

    /// About the most memory of the tables of all threads; the rest is for what becomes of them.
    package var countingLimit: Int

    /// Bounds the memory of a training.
    ///
    /// - Parameters:
    ///   - limit: About the most memory, in bytes.
    ///   - overflow: Makes the room outside of memory, when it is first needed.
    public init(limit: Int, overflow: @escaping @Sendable () throws -> any OverflowStorage) {
        self.limit = limit
        self.overflow = overflow
        countingLimit = limit / 2
    }
}

/// Room outside of memory, such as a temporary file, whose bytes are written once and then read.
public protocol OverflowStorage: Sendable {
    /// Writes bytes from a place on.
    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws

    /// Reads as many bytes as there is room for, all of which have been written.
    func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) throws
}
