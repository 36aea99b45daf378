/// A share of the words of a training, in which pairs are joined.
struct WordShare {
    private var words: BPEWords

    /// The words of all entries of the queues, side by side.
    private var positions: [BPEWords.Place] = []

    private var changes: PairChanges

    /// What happened to the pairs, by the share of the pairs.
    private(set) var news: [[PairNews]]

    init(_ words: BPEWords, pairShareCount: Int, vocabularySize: Int) {
        self.words = words
        changes = PairChanges(vocabularySize: vocabularySize)
        news = Array(repeating: [], count: pairShareCount)
    }

    /// Finds the pairs of all words.
    mutating func findPairs() {
        let index = PairIndex(of: words)
        positions = index.words
        for (number, range) in index.ranges.enumerated() {
            let (pair, count) = (index.counts.pair(number), index.counts.count(number))
            report(PairNews(pair: pair, sum: count, positions: range))
        }
    }

    /// Forgets what happened.
    mutating func clearNews() {
        for index in news.indices { news[index].removeAll(keepingCapacity: true) }
    }

    /// Joins a pair in the words at some positions.
    mutating func join(_ rule: WordJoin, at range: Range<Int>, _ tokenLengths: [Int32]) {
        if range.isEmpty { return }
        changes.start(rule.left, rule.right, rule.result)
        words.join(rule, in: positions[range], tokenLengths, &changes)
        changes.place(in: &positions)
        changes.forEach { report($0) }
    }

    private mutating func report(_ new: PairNews) {
        news[PairShare.number(of: new.pair, of: news.count)].append(new)
    }
}
