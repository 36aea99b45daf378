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
        return Self.joined(blocks)
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
