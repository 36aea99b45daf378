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
        var positions: Range<Int>

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
        let kept = merges.reversed().filter { seen.insert(Self.key($0.left, $0.right)).inserted }
        return kept.reversed()
    }

    /// Joins pairs until the vocabulary is full, or no pair is frequent enough.
    mutating func learn(_ progress: (BPETrainer.Progress) -> Void) {
        countPairs()
        let interval = max(1, trainer.vocabularySize / 100)
        while tokens.count < trainer.vocabularySize, var entry = queue.popLowest() {
            let count = pairs[entry.pair]
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

    @inline(__always)
    private static func key(_ left: TokenID, _ right: TokenID) -> UInt64 {
        UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
    }

    /// Counts all pairs, and queues them.
    private mutating func countPairs() {
        var places = PairPlaces()
        for word in 0..<words.count {
            let start = words.starts[word]
            for index in start..<start + Int(words.lengths[word]) - 1 {
                let pair = Self.key(words.symbols[index], words.symbols[index + 1])
                places.add(pairs.add(words.counts[word], to: pair), word: Int32(word))
            }
        }
        let ranges = places.sorted(into: &positions)
        for (number, range) in ranges.enumerated() where pairs.count(number) > 0 {
            queue.push(
                Entry(count: pairs.count(number), pair: pairs.pair(number), positions: range)
            )
        }
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
        for position in entry.positions {
            rule.run(Int(positions[position]), &words, tokenLengths, &changes)
        }
        changes.apply(to: &pairs)
        for new in changes.newPairs(&positions) where pairs[new.pair] > 0 {
            queue.push(Entry(count: pairs[new.pair], pair: new.pair, positions: new.positions))
        }
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

/// Joins a pair in one word after the other.
struct WordJoin {
    let left: TokenID
    let right: TokenID
    let result: TokenID

    /// What the lengths of two tokens must add up to less than, to be a pair.
    let maximumLength: Int

    /// Joins the pair wherever it stands in a word, from left to right.
    @inline(__always)
    func run(
        _ word: Int,
        _ words: inout BPEWords,
        _ tokenLengths: [Int32],
        _ changes: inout PairChanges
    ) {
        let start = words.starts[word]
        let end = start + Int(words.lengths[word])
        let count = words.counts[word]
        words.symbols.withUnsafeMutableBufferPointer { symbols in
            var (from, to) = (start, start)
            while from < end {
                guard symbols[from] == left, from + 1 < end, symbols[from + 1] == right else {
                    symbols[to] = symbols[from]
                    (from, to) = (from + 1, to + 1)
                    continue
                }
                if to > start {
                    let before = symbols[to - 1]
                    let isPair = mayJoin(before, tokenLengths)
                    changes.change(before: before, by: count, word: word, isPair: isPair)
                }
                if from + 2 < end {
                    let after = symbols[from + 2]
                    let isPair = mayJoin(after, tokenLengths)
                    changes.change(after: after, by: count, word: word, isPair: isPair)
                }
                symbols[to] = result
                (from, to) = (from + 2, to + 1)
            }
            words.lengths[word] = Int32(to - start)
        }
    }

    private func mayJoin(_ other: TokenID, _ lengths: [Int32]) -> Bool {
        Int(lengths[Int(other)]) + Int(lengths[Int(result)]) < maximumLength
    }
}
