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
