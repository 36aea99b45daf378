internal import Dispatch
internal import Synchronization

/// The results of a function for the numbers below `count`, in order, worked out by some threads.
package func concurrentMap<Result: Sendable>(
    _ count: Int,
    threadCount: Int,
    _ body: @Sendable (Int) -> Result
) -> [Result] {
    if threadCount < 2 || count < 2 { return (0..<count).map(body) }
    let results = Mutex<[Result?]>(Array(repeating: nil, count: count))
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: min(threadCount, count)) { _ in
        while true {
            let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
            if index >= count { return }
            let result = body(index)
            results.withLock { $0[index] = result }
        }
    }
    return results.withLock { $0.compactMap(\.self) }
}

/// The results of a function for ranges of `size` of the numbers below `count`, in order, worked out
/// by some threads.
package func concurrentMap<Result: Sendable>(
    _ count: Int,
    inBlocksOf size: Int,
    threadCount: Int,
    _ body: @Sendable (Range<Int>) -> Result
) -> [Result] {
    concurrentMap((count + size - 1) / size, threadCount: threadCount) { block in
        body(block * size..<min(count, (block + 1) * size))
    }
}

/// How many elements of an array a thread takes at a time.
private let elementBlockSize = 1 << 14

extension Array where Element: BitwiseCopyable & Sendable {
    /// An array of what a function gives for each index, worked out by some threads.
    @inline(__always)
    init(count: Int, threadCount: Int, _ element: @Sendable (Int) -> Element) {
        self.init(unsafeUninitializedCapacity: count) { elements, initializedCount in
            nonisolated(unsafe) let elements = elements
            _ = concurrentMap(count, inBlocksOf: elementBlockSize, threadCount: threadCount) {
                for index in $0 { elements.initializeElement(at: index, to: element(index)) }
            }
            initializedCount = count
        }
    }

    /// Changes each element, by some threads.
    @inline(__always)
    mutating func update(threadCount: Int, _ body: @Sendable (inout Element) -> Void) {
        withUnsafeMutableBufferPointer { elements in
            nonisolated(unsafe) let elements = elements
            _ = concurrentMap(
                elements.count,
                inBlocksOf: elementBlockSize,
                threadCount: threadCount
            ) {
                for index in $0 { body(&elements[index]) }
            }
        }
    }
}
