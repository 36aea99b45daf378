/// The tokens of some texts side by side.
struct EncodedBlock: Sendable {
    private(set) var ids: [TokenID] = []
    private(set) var lengths: [Int] = []

    /// Makes room for tokens of texts.
    mutating func reserve(idCount: Int, textCount: Int) {
        ids.reserveCapacity(idCount)
        lengths.reserveCapacity(textCount)
    }

    /// Adds the tokens that `body` appends as those of a text.
    @inline(__always)
    mutating func add(_ body: (inout [TokenID]) -> Void) {
        let start = ids.count
        body(&ids)
        lengths.append(ids.count - start)
    }

    /// Forgets the tokens, and keeps the memory.
    mutating func removeAll() {
        ids.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
    }
}

/// Turns texts into a batch, some at a time, on several threads.
struct BatchEncoding {
    /// How many threads share the work.
    let threadCount: Int

    /// How many bytes a token has, about, from which room is made for the tokens.
    let bytesPerToken: Int

    /// How many texts are taken at a time.
    private static let blockSize = 512

    /// The batch of what `encode` adds for each text, which gets them part by part.
    func batch(
        _ texts: [String],
        _ encode: @Sendable (ArraySlice<String>, inout EncodedBlock) -> Void
    ) -> TokenBatch {
        let idCount = texts.reduce(0) { $0 + $1.utf8.count } / bytesPerToken
        let starts = stride(from: 0, to: texts.count, by: Self.blockSize)
        let parts = starts.map { texts[$0..<min(texts.count, $0 + Self.blockSize)] }
        if threadCount < 2 {
            var whole = EncodedBlock()
            whole.reserve(idCount: idCount, textCount: texts.count)
            for part in parts { encode(part, &whole) }
            return TokenBatch(ids: whole.ids, lengths: whole.lengths)
        }
        return OrderedBlocks.batch(idCount: idCount, textCount: texts.count) { blocks in
            _ = concurrentMap(parts.count, threadCount: threadCount) { index in
                var block = blocks.empty()
                encode(parts[index], &block)
                blocks.add(block, index: index, firstText: parts[index].startIndex)
            }
        }
    }
}
