internal import Dispatch
internal import Synchronization

/// Turns texts into a batch, some at a time, on several threads.
struct BatchEncoding {
    /// The tokens of some texts side by side.
    struct Block: Sendable {
        var ids: [TokenID] = []
        var lengths: [Int] = []

        /// Adds the tokens that `body` appends as those of a text.
        @inline(__always)
        mutating func addText(_ body: (inout [TokenID]) -> Void) {
            let start = ids.count
            body(&ids)
            lengths.append(ids.count - start)
        }
    }

    /// How many threads share the work.
    let threadCount: Int

    /// How many texts are taken at a time.
    private static let blockSize = 512

    /// The batch of the blocks that `encode` makes of the texts; their order is that of the texts.
    func batch(
        _ texts: [String],
        _ encode: @Sendable (ArraySlice<String>) -> Block
    ) -> TokenBatch {
        let size = Self.blockSize
        let count = (texts.count + size - 1) / size
        let result = Mutex(Result(blockCount: count))
        forEach(count) { index in
            let block = encode(texts[index * size..<min(texts.count, (index + 1) * size)])
            result.withLock { $0.add(block, at: index) }
        }
        return result.withLock { TokenBatch(ids: $0.ids, lengths: $0.lengths) }
    }

    /// The blocks side by side, as far as all before them are there; the others wait.
    ///
    /// So only few blocks exist beside the result at any time.
    private struct Result: Sendable {
        private(set) var ids: [TokenID] = []
        private(set) var lengths: [Int] = []
        private var waiting: [Int: Block] = [:]
        private var next = 0
        private let blockCount: Int

        init(blockCount: Int) { self.blockCount = blockCount }

        mutating func add(_ block: Block, at index: Int) {
            waiting[index] = block
            while let block = waiting.removeValue(forKey: next) {
                ids.append(contentsOf: block.ids)
                lengths.append(contentsOf: block.lengths)
                next += 1
                if next == 8 { ids.reserveCapacity(ids.count * (blockCount + 8) / 8 * 9 / 8) }
            }
        }
    }

    /// Calls `body` with the numbers below `count`, on all threads.
    private func forEach(_ count: Int, _ body: @Sendable (Int) -> Void) {
        guard threadCount > 1, count > 1 else { return (0..<count).forEach(body) }
        let next = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: min(threadCount, count)) { _ in
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                if index >= count { return }
                body(index)
            }
        }
    }
}
