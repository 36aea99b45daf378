/// A pair that is joined, in one word after the other.
struct WordJoin: Sendable {
    let left: TokenID
    let right: TokenID
    let result: TokenID

    /// What the lengths of two tokens must add up to less than, to be a pair.
    let maximumLength: Int

    /// Joins the pair wherever it stands in a word, from left to right.
    @inline(__always)
    func run(
        on word: WordView,
        _ place: BPEWords.Place,
        _ lengths: UnsafeBufferPointer<Int32>,
        _ changes: inout PairChanges
    ) {
        let (symbols, end, count) = (word.symbols, word.length, word.count)
        var from = 0
        while from < end, !isPair(symbols, from, end) { from += 1 }
        var to = from
        while from < end {
            guard isPair(symbols, from, end) else {
                symbols[to] = symbols[from]
                (from, to) = (from + 1, to + 1)
                continue
            }
            if to > 0 {
                let before = symbols[to - 1]
                let isPair = mayJoin(before, lengths)
                changes.change(before: before, by: count, word: place, isPair: isPair)
            }
            if from + 2 < end {
                let after = symbols[from + 2]
                let isPair = mayJoin(after, lengths)
                changes.change(after: after, by: count, word: place, isPair: isPair)
            }
            symbols[to] = result
            (from, to) = (from + 2, to + 1)
        }
        word.length = to
    }

    @inline(__always)
    private func isPair(_ symbols: UnsafeMutablePointer<TokenID>, _ place: Int, _ end: Int) -> Bool
    {
        symbols[place] == left && place + 1 < end && symbols[place + 1] == right
    }

    @inline(__always)
    private func mayJoin(_ other: TokenID, _ lengths: UnsafeBufferPointer<Int32>) -> Bool {
        Int(lengths[Int(other)]) + Int(lengths[Int(result)]) < maximumLength
    }
}
