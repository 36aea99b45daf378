internal import Synchronization

/// Blocks that threads make in any order, and that come to lie side by side in theirs.
///
/// A block is copied as soon as all before it are made, while its tokens are still in the
/// processor's cache, and its memory goes to the next one.
final class OrderedBlocks: Sendable {
    private struct State {
        /// The first block whose place is not known yet.
        var next = 0

        /// Where its tokens begin.
        var start = 0

        /// Those after it, and itself where there is no room for it.
        var waiting: [Int: EncodedBlock] = [:]

        /// Memory for blocks.
        var free: [EncodedBlock] = []
    }

    private nonisolated(unsafe) let ids: UnsafeMutableBufferPointer<TokenID>
    private nonisolated(unsafe) let lengths: UnsafeMutableBufferPointer<Int>
    private let state = Mutex(State())

    private init(
        _ ids: UnsafeMutableBufferPointer<TokenID>,
        _ lengths: UnsafeMutableBufferPointer<Int>
    ) {
        self.ids = ids
        self.lengths = lengths
    }

    /// The batch of the blocks that `body` adds.
    ///
    /// - Parameters:
    ///   - idCount: How many tokens there will be, about.
    ///   - textCount: How many texts there are.
    ///   - body: Adds all blocks.
    /// - Returns: The batch.
    static func batch(
        idCount: Int,
        textCount: Int,
        _ body: (OrderedBlocks) -> Void
    ) -> TokenBatch {
        var rest: [EncodedBlock] = []
        var ids: [TokenID] = []
        let lengths = [Int](unsafeUninitializedCapacity: textCount) { lengths, count in
            ids = [TokenID](unsafeUninitializedCapacity: idCount) { ids, count in
                let blocks = OrderedBlocks(ids, lengths)
                body(blocks)
                (count, rest) = blocks.finish()
            }
            count = textCount
        }
        for block in rest { ids += block.ids }
        return TokenBatch(ids: ids, lengths: lengths)
    }

    /// A block without texts.
    func empty() -> EncodedBlock {
        var block = state.withLock { $0.free.popLast() } ?? EncodedBlock()
        block.removeAll()
        return block
    }

    /// Adds a block.
    ///
    /// - Parameters:
    ///   - block: The block.
    ///   - index: Its number.
    ///   - firstText: The number of its first text.
    func add(_ block: EncodedBlock, index: Int, firstText: Int) {
        let texts = firstText..<firstText + block.lengths.count
        _ = lengths[texts].initialize(fromContentsOf: block.lengths)
        for (start, block) in placed(block, index) {
            _ = ids[start..<start + block.ids.count].initialize(fromContentsOf: block.ids)
            state.withLock { $0.free.append(block) }
        }
    }

    /// The blocks whose place is known now, which the caller is to copy there.
    private func placed(_ block: EncodedBlock, _ index: Int) -> [(start: Int, EncodedBlock)] {
        state.withLock { state in
            var placed: [(start: Int, EncodedBlock)] = []
            state.waiting[index] = block
            while let block = state.waiting[state.next],
                state.start + block.ids.count <= ids.count
            {
                state.waiting[state.next] = nil
                placed.append((state.start, block))
                state.start += block.ids.count
                state.next += 1
            }
            return placed
        }
    }

    /// The number of tokens in place, and the blocks after them, for which there was no room.
    private func finish() -> (idCount: Int, rest: [EncodedBlock]) {
        state.withLock { state in
            (state.start, state.waiting.sorted { $0.key < $1.key }.map(\.value))
        }
    }
}
