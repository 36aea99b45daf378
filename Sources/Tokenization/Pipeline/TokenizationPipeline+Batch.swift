internal import Dispatch
internal import Synchronization

extension TokenizationPipeline {
    /// The tokens of texts as a batch: sequence `i` of the batch is text `i`.
    ///
    /// The result does not depend on the number of threads.
    ///
    /// - Parameters:
    ///   - texts: The texts.
    ///   - threadCount: How many threads share the work.
    /// - Returns: The ids that ``ids(of:)`` gives each text.
    public func batch(_ texts: [String], threadCount: Int = 1) -> TokenBatch {
        let size = 512
        let blockCount = (texts.count + size - 1) / size
        let results = Mutex<[Block?]>(Array(repeating: nil, count: blockCount))
        let next = Atomic<Int>(0)
        @Sendable func work(_: Int) {
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                if index >= blockCount { return }
                let block = block(texts[index * size..<min(texts.count, (index + 1) * size)])
                results.withLock { $0[index] = block }
            }
        }
        if threadCount < 2 || blockCount < 2 {
            work(0)
        } else {
            DispatchQueue.concurrentPerform(iterations: threadCount, execute: work)
        }
        return Self.joined(results.withLock { $0.compactMap(\.self) })
    }

    /// The tokens of some texts side by side.
    private struct Block: Sendable {
        var ids: [TokenID] = []
        var lengths: [Int] = []
    }

    private func block(_ texts: ArraySlice<String>) -> Block {
        var block = Block()
        block.lengths.reserveCapacity(texts.count)
        withEncoder { encode in
            for var text in texts {
                let start = block.ids.count
                text.withUTF8 { encode($0, &block.ids) }
                block.lengths.append(block.ids.count - start)
            }
        }
        return block
    }

    private static func joined(_ blocks: [Block]) -> TokenBatch {
        var whole = Block()
        whole.ids.reserveCapacity(blocks.reduce(0) { $0 + $1.ids.count })
        for block in blocks {
            whole.ids += block.ids
            whole.lengths += block.lengths
        }
        return TokenBatch(ids: whole.ids, lengths: whole.lengths)
    }
}
