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
        let blocks = concurrentMap(blockCount, threadCount: threadCount) { index in
            block(texts[index * size..<min(texts.count, (index + 1) * size)])
        }
        return Self.joined(blocks, threadCount)
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

    /// Puts the blocks side by side, each thread some of them.
    private static func joined(_ blocks: [Block], _ threadCount: Int) -> TokenBatch {
        let starts = blocks.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.ids.count) }
        let ids = [TokenID](unsafeUninitializedCapacity: starts[blocks.count]) { ids, count in
            nonisolated(unsafe) let whole = ids
            _ = concurrentMap(blocks.count, threadCount: threadCount) { index in
                let part = starts[index]..<starts[index + 1]
                _ = whole[part].initialize(fromContentsOf: blocks[index].ids)
            }
            count = starts[blocks.count]
        }
        return TokenBatch(ids: ids, lengths: blocks.flatMap(\.lengths))
    }
}
