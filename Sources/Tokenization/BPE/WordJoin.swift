/// Joins a pair in one block of words after the other.
struct WordJoin {
    let left: TokenID
    let right: TokenID
    let result: TokenID

    /// What the lengths of two tokens must add up to less than, to be a pair.
    let maximumLength: Int

    private typealias Symbols = UnsafeMutableBufferPointer<TokenID>

    /// Joins the pair wherever it starts in a block, from left to right.
    @inline(__always)
    func run(
        _ block: Int,
        _ words: inout BPEWords,
        _ tokenLengths: [Int32],
        _ changes: inout PairChanges
    ) {
        let range = words.blocks.range(of: block)
        let count = words.blocks.counts[block]
        words.symbols.withUnsafeMutableBufferPointer { symbols in
            var (from, to) = (range.lowerBound, range.lowerBound)
            while from < range.upperBound {
                guard symbols[from] == left,
                    let next = end(of: from, in: range, symbols, block, &words.blocks)
                else {
                    symbols[to] = symbols[from]
                    (from, to) = (from + 1, to + 1)
                    continue
                }
                let start = range.lowerBound
                if let before = before(to, from: start, symbols, block, words.blocks) {
                    let isPair = mayJoin(before.token, tokenLengths)
                    changes.change(
                        before: before.token,
                        by: count,
                        word: before.block,
                        isPair: isPair
                    )
                }
                if let after = after(next, in: range, symbols, block, words.blocks) {
                    let isPair = mayJoin(after, tokenLengths)
                    changes.change(after: after, by: count, word: block, isPair: isPair)
                }
                symbols[to] = result
                (from, to) = (next, to + 1)
            }
            words.blocks.setLength(of: block, to - range.lowerBound)
        }
    }

    /// Where the pair that starts at a place ends, or nil when there is none; its second token is
    /// taken from the next block when that has it.
    @inline(__always)
    private func end(
        of place: Int,
        in range: Range<Int>,
        _ symbols: Symbols,
        _ block: Int,
        _ blocks: inout BPEWords.Blocks
    ) -> Int? {
        if place + 1 < range.upperBound { return symbols[place + 1] == right ? place + 2 : nil }
        guard let other = blocks.following(block), symbols[blocks.starts[other]] == right else {
            return nil
        }
        blocks.dropFirst(of: other)
        return place + 1
    }

    /// The token before a place of a block, and the block it is in.
    @inline(__always)
    private func before(
        _ place: Int,
        from start: Int,
        _ symbols: Symbols,
        _ block: Int,
        _ blocks: BPEWords.Blocks
    ) -> (token: TokenID, block: Int)? {
        if place > start { return (symbols[place - 1], block) }
        guard let other = blocks.preceding(block) else { return nil }
        return (symbols[blocks.range(of: other).upperBound - 1], other)
    }

    /// The token at a place of a block, or the next one after the block.
    @inline(__always)
    private func after(
        _ place: Int,
        in range: Range<Int>,
        _ symbols: Symbols,
        _ block: Int,
        _ blocks: BPEWords.Blocks
    ) -> TokenID? {
        if place < range.upperBound { return symbols[place] }
        return blocks.following(block).map { symbols[blocks.starts[$0]] }
    }

    private func mayJoin(_ other: TokenID, _ lengths: [Int32]) -> Bool {
        Int(lengths[Int(other)]) + Int(lengths[Int(result)]) < maximumLength
    }
}
