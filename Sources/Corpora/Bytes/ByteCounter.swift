import Synchronization

/// How many bytes of files are done with so far, as they lie on the disk; any thread may ask.
package final class ByteCounter: Sendable {
    private let value = Atomic(0)

    /// Creates a counter at zero.
    package init() {}

    /// The number of bytes.
    package var count: Int { value.load(ordering: .relaxed) }

    func add(_ count: Int) { value.wrappingAdd(count, ordering: .relaxed) }
}
