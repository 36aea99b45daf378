/// The words in which each pair of tokens occurs, pair by pair.
///
/// The words are gone through twice: pairs are counted, and then places are dealt out.
struct PairIndex {
    /// The words of all pairs, side by side.
    private(set) var words: [BPEWords.Place] = []

    /// How often each pair occurs.
    private(set) var counts = PairCounts()

    /// Where those of each pair are, by the pair's number among the counts.
    private(set) var ranges: [Range<Int>] = []

    /// The last word of each pair.
    private var lastWords: [BPEWords.Place] = []

    /// How many words each pair has, and then where its next one goes.
    private var next: [Int] = []

    /// Finds the pairs of words.
    init(of words: BPEWords) {
        var numbers: [Int32] = []
        numbers.reserveCapacity(words.tokenLimit)
        Self.forEachPair(of: words) { pair, word, times in
            let number = counts.add(times, to: pair)
            numbers.append(Int32(truncatingIfNeeded: number))
            count(number, word)
        }
        makeRoom()
        var index = 0
        Self.forEachPair(of: words) { _, word, _ in
            place(Int(numbers[index]), word)
            index += 1
        }
    }

    @inline(__always)
    private static func forEachPair(
        of words: BPEWords,
        _ body: (UInt64, BPEWords.Place, _ times: Int) -> Void
    ) {
        words.forEachWord { word, place in
            for index in 1..<word.length {
                let pair = TokenPair.key(word.symbols[index - 1], word.symbols[index])
                body(pair, place, word.count)
            }
        }
    }

    @inline(__always)
    private mutating func count(_ number: Int, _ word: BPEWords.Place) {
        if number == next.count {
            lastWords.append(.max)
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
            lastWords[number] = .max
        }
        words = Array(repeating: 0, count: start)
    }

    @inline(__always)
    private mutating func place(_ number: Int, _ word: BPEWords.Place) {
        if lastWords[number] == word { return }
        lastWords[number] = word
        words[next[number]] = word
        next[number] += 1
    }
}
