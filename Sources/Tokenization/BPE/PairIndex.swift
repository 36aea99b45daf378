/// The words in which each pair of tokens occurs, pair by pair.
///
/// The words are gone through twice, so that nothing is kept but the result.
struct PairIndex {
    /// The words of all pairs, side by side.
    private(set) var words: [Int32] = []

    /// Where those of each pair are, by the pair's number.
    private(set) var ranges: [Range<Int>] = []

    /// The last word of each pair.
    private var lastWords: [Int32] = []

    /// How many words each pair has, and then where its next one goes.
    private var next: [Int] = []

    /// Adds the pairs of words to counts in which there are none yet.
    init(of words: BPEWords, countedIn pairs: inout PairCounts) {
        Self.forEachPair(of: words) { pair, word in
            count(pairs.add(words.counts[Int(word)], to: pair), word)
        }
        makeRoom()
        Self.forEachPair(of: words) { pair, word in place(pairs.add(0, to: pair), word) }
    }

    @inline(__always)
    private static func forEachPair(of words: BPEWords, _ body: (UInt64, Int32) -> Void) {
        words.symbols.withUnsafeBufferPointer { symbols in
            for word in 0..<words.count {
                let start = words.starts[word]
                for index in start + 1..<start + Int(words.lengths[word]) {
                    body(TokenPair.key(symbols[index - 1], symbols[index]), Int32(word))
                }
            }
        }
    }

    @inline(__always)
    private mutating func count(_ number: Int, _ word: Int32) {
        if number == next.count {
            lastWords.append(-1)
            next.append(0)
        }
        if lastWords[number] == word { return }
        lastWords[number] = word
        next[number] += 1
    }

    private mutating func makeRoom() {
        var start = 0
        for number in next.indices {
            ranges.append(start..<start + next[number])
            next[number] = start
            start = ranges[number].upperBound
            lastWords[number] = -1
        }
        words = Array(repeating: 0, count: start)
    }

    @inline(__always)
    private mutating func place(_ number: Int, _ word: Int32) {
        if lastWords[number] == word { return }
        lastWords[number] = word
        words[next[number]] = word
        next[number] += 1
    }
}
