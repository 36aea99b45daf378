/// The words in which each pair of tokens occurs, pair by pair.
///
/// The words are gone through twice: pairs are counted, and then places are dealt out.
struct PairIndex {
    /// The words of all pairs, side by side.
    private(set) var words: [Int32] = []

    /// How often each pair occurs.
    private(set) var counts = PairCounts()

    /// Where those of each pair are, by the pair's number among the counts.
    private(set) var ranges: [Range<Int>] = []

    /// The last word of each pair.
    private var lastWords: [Int32] = []

    /// How many words each pair has, and then where its next one goes.
    private var next: [Int] = []

    /// Finds the pairs of words.
    init(of words: BPEWords) {
        var numbers: [Int32] = []
        numbers.reserveCapacity(words.symbols.count)
        Self.forEachPair(of: words) { pair, word in
            let number = counts.add(words.words[Int(word)].count, to: pair)
            numbers.append(Int32(truncatingIfNeeded: number))
            count(number, word)
        }
        makeRoom()
        var index = 0
        Self.forEachPair(of: words) { _, word in
            place(Int(numbers[index]), word)
            index += 1
        }
    }

    @inline(__always)
    private static func forEachPair(of words: BPEWords, _ body: (UInt64, Int32) -> Void) {
        words.symbols.withUnsafeBufferPointer { symbols in
            for (number, word) in words.words.enumerated() {
                for index in word.start + 1..<word.start + Int(word.length) {
                    body(TokenPair.key(symbols[index - 1], symbols[index]), Int32(number))
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
