/// A pair that is joined, in one word after the other.
struct WordJoin {
    let left: TokenID
    let right: TokenID
    let result: TokenID

    /// What the lengths of two tokens must add up to less than, to be a pair.
    let maximumLength: Int

    /// Joins the pair wherever it stands in a word, from left to right.
    ///
    /// - Returns: How many tokens the word has now.
    @inline(__always)
    fileprivate func run(
        on symbols: UnsafeMutableBufferPointer<TokenID>,
        _ word: (number: Int32, start: Int, end: Int, count: Int),
        _ lengths: UnsafeBufferPointer<Int32>,
        _ changes: inout PairChanges
    ) -> Int32 {
        var from = word.start
        while from < word.end, !isPair(symbols, from, word.end) { from += 1 }
        var to = from
        while from < word.end {
            guard isPair(symbols, from, word.end) else {
                symbols[to] = symbols[from]
                (from, to) = (from + 1, to + 1)
                continue
            }
            if to > word.start {
                let (before, count) = (symbols[to - 1], word.count)
                let isPair = mayJoin(before, lengths)
                changes.change(before: before, by: count, word: word.number, isPair: isPair)
            }
            if from + 2 < word.end {
                let (after, count) = (symbols[from + 2], word.count)
                let isPair = mayJoin(after, lengths)
                changes.change(after: after, by: count, word: word.number, isPair: isPair)
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

extension BPEWords {
    /// Joins a pair in some of the words.
    ///
    /// - Parameters:
    ///   - rule: The pair.
    ///   - positions: The numbers of the words.
    ///   - tokenLengths: How many characters each token has.
    ///   - changes: Gets what becomes of the pairs beside it.
    mutating func join(
        _ rule: WordJoin,
        in positions: ArraySlice<Int32>,
        _ tokenLengths: [Int32],
        _ changes: inout PairChanges
    ) {
        var lengths: [Int32] = []
        swap(&lengths, &self.lengths)
        let (starts, counts) = (starts, counts)
        symbols.withUnsafeMutableBufferPointer { symbols in
            tokenLengths.withUnsafeBufferPointer { tokenLengths in
                for number in positions {
                    let start = starts[Int(number)]
                    let end = start + Int(lengths[Int(number)])
                    let word = (number, start, end, counts[Int(number)])
                    lengths[Int(number)] = rule.run(on: symbols, word, tokenLengths, &changes)
                }
            }
        }
        swap(&lengths, &self.lengths)
    }
}
