/// A pair that is joined, in one word after the other.
struct WordJoin: Sendable {
    let left: TokenID
    let right: TokenID
    let result: TokenID

    /// What the lengths of two tokens must add up to less than, to be a pair.
    let maximumLength: Int

    /// Joins the pair wherever it stands in a word, from left to right.
    ///
    /// - Returns: How many tokens the word has now.
    @inline(__always)
    func run(
        on symbols: UnsafeMutableBufferPointer<TokenID>,
        _ word: BPEWords.Word,
        _ number: Int32,
        _ lengths: UnsafeBufferPointer<Int32>,
        _ changes: inout PairChanges
    ) -> Int32 {
        let (end, count) = (word.start + Int(word.length), word.count)
        var from = word.start
        while from < end, !isPair(symbols, from, end) { from += 1 }
        var to = from
        while from < end {
            guard isPair(symbols, from, end) else {
                symbols[to] = symbols[from]
                (from, to) = (from + 1, to + 1)
                continue
            }
            if to > word.start {
                let before = symbols[to - 1]
                let isPair = mayJoin(before, lengths)
                changes.change(before: before, by: count, word: number, isPair: isPair)
            }
            if from + 2 < end {
                let after = symbols[from + 2]
                let isPair = mayJoin(after, lengths)
                changes.change(after: after, by: count, word: number, isPair: isPair)
            }
            symbols[to] = result
            (from, to) = (from + 2, to + 1)
        }
        return Int32(truncatingIfNeeded: to - word.start)
    }

    @inline(__always)
    private func isPair(
        _ symbols: UnsafeMutableBufferPointer<TokenID>,
        _ place: Int,
        _ end: Int
    ) -> Bool {
        symbols[place] == left && place + 1 < end && symbols[place + 1] == right
    }

    @inline(__always)
    private func mayJoin(_ other: TokenID, _ lengths: UnsafeBufferPointer<Int32>) -> Bool {
        Int(lengths[Int(other)]) + Int(lengths[Int(result)]) < maximumLength
    }
}
