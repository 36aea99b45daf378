/// The loop of a training: pairs in a queue by how often they occur, and where.
///
/// An entry of the queue is a pair, a count, and the words in which it came up. Counts change while
/// entries wait: an entry whose count is out of date is put back with the right one when it comes
/// to the front. A pair that comes up anew, because its token was made in another way too, gets a
/// further entry for the new places.
struct BPELearner {
    /// A pair in the queue.
    private struct Entry: Comparable {
        var count: Int
        var pair: UInt64

        private let start: Int
        private let wordCount: Int32

        /// The number of the pair among the counts.
        let number: Int32

        init(count: Int, pair: UInt64, number: Int32, positions: Range<Int>) {
            self.count = count
            self.pair = pair
            self.number = number
            start = positions.lowerBound
            wordCount = Int32(truncatingIfNeeded: positions.count)
        }

        /// Where its words are in the list of words.
        var positions: Range<Int> { start..<start + Int(wordCount) }

        /// Whether the entry comes later: its pair is less frequent, or has higher ids.
        static func < (left: Entry, right: Entry) -> Bool {
            left.count != right.count ? left.count > right.count : left.pair < right.pair
        }

        static func == (left: Entry, right: Entry) -> Bool {
            left.count == right.count && left.pair == right.pair
        }
    }

    private let trainer: BPETrainer
    private var tokens: TokenTable
    private var words: BPEWords
    private var pairs = PairCounts()
    private var queue = BinaryHeap<Entry>()
    private var merges: [BPEMerge] = []

    /// The words of all entries, side by side.
    private var positions: [Int32] = []

    /// How many characters each token has.
    private var tokenLengths: [Int32]

    private var changes: PairChanges

    init(_ trainer: BPETrainer, _ tokens: TokenTable, _ words: BPEWords) {
        self.trainer = trainer
        self.tokens = tokens
        self.words = words
        tokenLengths = Array(repeating: 1, count: tokens.count)
        changes = PairChanges(vocabularySize: max(tokens.count, trainer.vocabularySize))
    }

    /// The tokens learnt, their ids in order.
    var inventory: TokenInventory {
        var result = TokenInventory()
        for number in 0..<tokens.count {
            tokens[number].withUnsafeBufferPointer { _ = result.insert($0, id: TokenID(number)) }
        }
        return result
    }

    /// The merges learnt; of a pair that was joined twice, the later one.
    var lastMerges: [BPEMerge] {
        var seen: Set<UInt64> = []
        let kept = merges.reversed().filter {
            seen.insert(TokenPair.key($0.left, $0.right)).inserted
        }
        return kept.reversed()
    }

    /// Joins pairs until the vocabulary is full, or no pair is frequent enough.
    mutating func learn(_ progress: (BPETrainer.Progress) -> Void) {
        countPairs()
        let interval = max(1, trainer.vocabularySize / 100)
        while tokens.count < trainer.vocabularySize, var entry = queue.popLowest() {
            let count = pairs.count(Int(entry.number))
            if entry.count != count {
                entry.count = count
                queue.push(entry)
                continue
            }
            if count < 1 || count < trainer.minimumFrequency { break }
            join(entry)
            if tokens.count % interval == 0 {
                progress(.init(tokenCount: tokens.count, vocabularySize: trainer.vocabularySize))
            }
        }
        progress(.init(tokenCount: tokens.count, vocabularySize: trainer.vocabularySize))
    }

    /// Counts all pairs, and queues them.
    private mutating func countPairs() {
        let index = PairIndex(of: words, countedIn: &pairs)
        positions = index.words
        for (number, range) in index.ranges.enumerated() {
            queuePair(Int32(truncatingIfNeeded: number), range)
        }
    }

    /// Queues a pair that came up in the words at some positions, if it occurs.
    private mutating func queuePair(_ number: Int32, _ positions: Range<Int>) {
        let (pair, count) = (pairs.pair(Int(number)), pairs.count(Int(number)))
        if count < 1 { return }
        queue.push(Entry(count: count, pair: pair, number: number, positions: positions))
    }

    /// Joins a pair in the words of its entry, and queues the pairs that come up.
    private mutating func join(_ entry: Entry) {
        let left = TokenID(truncatingIfNeeded: entry.pair >> 32)
        let right = TokenID(truncatingIfNeeded: entry.pair)
        let result = token(left, right)
        merges.append(BPEMerge(left: left, right: right, result: result))
        changes.start(left, right, result)
        let rule = WordJoin(
            left: left,
            right: right,
            result: result,
            maximumLength: trainer.maximumTokenLength ?? .max
        )
        words.join(rule, in: positions[entry.positions], tokenLengths, &changes)
        changes.apply(to: &pairs)
        for new in changes.newPairs(&positions) { queuePair(new.number, new.positions) }
    }

    /// The token that a pair becomes, which may be there already.
    private mutating func token(_ left: TokenID, _ right: TokenID) -> TokenID {
        var second = tokens[Int(right)]
        if let prefix = trainer.options.continuingSubwordPrefix, second.starts(with: prefix.utf8) {
            second = second.dropFirst(prefix.utf8.count)
        }
        let spelled = Array(tokens[Int(left)] + second)
        let (number, isNew) = spelled.withUnsafeBufferPointer { tokens.insert($0) }
        if isNew { tokenLengths.append(tokenLengths[Int(left)] + tokenLengths[Int(right)]) }
        return TokenID(number)
    }
}
