/// Turns texts into a batch, some at a time, on several threads.
struct BatchEncoding {
    /// The tokens of some texts side by side.
    struct Block: Sendable {
        fileprivate var ids: [TokenID] = []
        fileprivate var lengths: [Int] = []

        /// Adds the tokens that `body` appends as those of a text.
        @inline(__always)
        mutating func add(_ body: (inout [TokenID]) -> Void) {
            let start = ids.count
            body(&ids)
            lengths.append(ids.count - start)
        }
    }

    /// How many threads share the work.
    let threadCount: Int

    /// How many bytes a token has, about, from which room is made for the tokens.
    let bytesPerToken: Int

    /// How many texts are taken at a time.
    private static let blockSize = 512

    /// The batch of what `encode` adds for each text.
    func batch(
        _ texts: [String],
        _ encode: @Sendable (ArraySlice<String>, inout Block) -> Void
    ) -> TokenBatch {
        let count = (texts.count + Self.blockSize - 1) / Self.blockSize
        @Sendable func part(_ index: Int) -> ArraySlice<String> {
            texts[index * Self.blockSize..<min(texts.count, (index + 1) * Self.blockSize)]
        }
        if threadCount < 2 {
            var whole = Block()
            whole.ids.reserveCapacity(texts.reduce(0) { $0 + $1.utf8.count } / bytesPerToken)
            whole.lengths.reserveCapacity(texts.count)
            for index in 0..<count { encode(part(index), &whole) }
            return TokenBatch(ids: whole.ids, lengths: whole.lengths)
        }
        let blocks = concurrentMap(count, threadCount: threadCount) { index in
            var block = Block()
            encode(part(index), &block)
            return block
        }
        return joined(blocks)
    }

    /// Puts the blocks side by side, each thread some of them.
    private func joined(_ blocks: [Block]) -> TokenBatch {
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
