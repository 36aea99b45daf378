/// Words as tokens side by side, with how often each occurs.
///
/// A long word is cut into blocks, so that joining a pair in it means going through the blocks that
/// have the pair, and not through all of the word. The pair of the last token of a block and the
/// first of the next belongs to the first of the two.
struct BPEWords {
    /// The tokens of all words; a block that was shortened leaves room around it.
    var symbols: [TokenID] = []

    /// Where the blocks are.
    var blocks = Blocks()

    /// Where the word that is being made starts.
    private var wordStart = 0

    /// How many tokens a block of a long word has; words of up to twice as many are one block.
    private let blockLength: Int

    init(blockLength: Int) { self.blockLength = blockLength }

    /// Adds a token to the word that is being made.
    mutating func append(_ id: TokenID) { symbols.append(id) }

    /// Ends a word; words of fewer than two tokens have no pairs and are not kept.
    mutating func endWord(count: Int) {
        var rest = symbols.count - wordStart
        if rest < 2 {
            symbols.removeLast(rest)
            return
        }
        while rest > 0 {
            let length = rest > blockLength * 2 ? blockLength : rest
            blocks.append(
                start: symbols.count - rest,
                length: length,
                count: count,
                isContinued: length < rest
            )
            rest -= length
        }
        wordStart = symbols.count
    }

    /// The parts of words.
    struct Blocks {
        /// Where each block starts.
        private(set) var starts: [Int] = []

        /// How many tokens each block has now.
        private(set) var lengths: [Int32] = []

        /// How often the word of each block occurs.
        private(set) var counts: [Int] = []

        /// Whether the word of each block goes on in the next one.
        private var isContinued: [Bool] = []

        /// The number of blocks.
        var count: Int { starts.count }

        fileprivate mutating func append(start: Int, length: Int, count: Int, isContinued: Bool) {
            starts.append(start)
            lengths.append(Int32(truncatingIfNeeded: length))
            counts.append(count)
            self.isContinued.append(isContinued)
        }

        /// The places of a block's tokens.
        @inline(__always)
        func range(of block: Int) -> Range<Int> {
            starts[block]..<starts[block] + Int(lengths[block])
        }

        /// Sets the number of a block's tokens.
        @inline(__always)
        mutating func setLength(of block: Int, _ length: Int) {
            lengths[block] = Int32(truncatingIfNeeded: length)
        }

        /// Takes the first token of a block away.
        mutating func dropFirst(of block: Int) {
            starts[block] += 1
            lengths[block] -= 1
        }

        /// The next block of the same word that has tokens, or nil.
        @inline(__always)
        func following(_ block: Int) -> Int? {
            var block = block
            while isContinued[block] {
                block += 1
                if lengths[block] > 0 { return block }
            }
            return nil
        }

        /// The block before, of the same word, that has tokens, or nil.
        @inline(__always)
        func preceding(_ block: Int) -> Int? {
            var block = block
            while block > 0, isContinued[block - 1] {
                block -= 1
                if lengths[block] > 0 { return block }
            }
            return nil
        }
    }
}
