/// The loop of a training: pairs wait in queues by how often they occur, and are joined.
///
/// Words are shared out, and so are pairs. What threads do at the same time is to join a batch of
/// pairs, each in its share of the words, and to take in what became of the pairs beside them, each
/// for its share of the pairs. Merges do not depend on how many shares there are.
struct BPELearner {
    private let trainer: BPETrainer
    private let words: ThreadShares<WordShare>
    private let pairs: ThreadShares<PairShare>
    private var tokens: TokenTable
    private var merges: [BPEMerge] = []
    private var batch: JoinBatch

    /// How many tokens there were before any pair was joined.
    private let firstCount: Int

    /// What the second token of a pair loses.
    private let prefix: [UInt8]

    /// How many characters each token has.
    private var tokenLengths: [Int32]

    /// Learns from words, each share of them on a thread.
    init(_ trainer: BPETrainer, _ tokens: TokenTable, _ words: [BPEWords]) {
        self.trainer = trainer
        self.tokens = tokens
        firstCount = tokens.count
        prefix = Array((trainer.options.continuingSubwordPrefix ?? "").utf8)
        let vocabularySize = max(tokens.count, trainer.vocabularySize)
        self.words = ThreadShares(
            words.map {
                WordShare($0, pairShareCount: words.count, vocabularySize: vocabularySize)
            }
        )
        pairs = ThreadShares(words.map { _ in PairShare(wordShareCount: words.count) })
        tokenLengths = Array(repeating: 1, count: tokens.count)
        batch = JoinBatch(vocabularySize: vocabularySize)
    }

    /// The tokens learnt, their ids in order.
    var inventory: TokenInventory { TokenInventory(tokens) }

    /// The merges learnt; of a pair that was joined twice, the later one.
    var lastMerges: [BPEMerge] {
        if merges.count == tokens.count - firstCount { return merges }
        var seen: Set<UInt64> = []
        let kept = merges.reversed().filter {
            seen.insert(TokenPair.key($0.left, $0.right)).inserted
        }
        return kept.reversed()
    }

    /// Joins pairs until the vocabulary is full, or no pair is frequent enough.
    mutating func learn(_ progress: (BPETrainer.Progress) -> Void) {
        WorkTeam.with(partCount: words.count) { learn(by: $0, progress) }
    }

    private mutating func learn(by team: WorkTeam, _ progress: (BPETrainer.Progress) -> Void) {
        let interval = max(1, trainer.vocabularySize / 100)
        var nextReport = (tokens.count / interval + 1) * interval
        findPairs(by: team)
        while fillBatch() {
            join(by: team)
            if tokens.count < nextReport { continue }
            nextReport = (tokens.count / interval + 1) * interval
            progress(.init(tokenCount: tokens.count, vocabularySize: trainer.vocabularySize))
        }
        progress(.init(tokenCount: tokens.count, vocabularySize: trainer.vocabularySize))
    }

    private func findPairs(by team: WorkTeam) {
        team.run { [words] share in words.update(share) { $0.findPairs() } }
        takeNews(by: team)
    }

    /// Joins the pairs of the batch.
    private func join(by team: WorkTeam) {
        team.run { [words, pairs, tokenLengths, joins = batch.joins] share in
            words.update(share) { words in
                words.clearNews()
                for join in joins {
                    let positions = pairs.read(join.pairShare) {
                        $0.positions(of: join.entry, in: share)
                    }
                    words.join(join.rule, at: positions, tokenLengths)
                }
            }
        }
        takeNews(by: team)
    }

    /// Takes in what became of the pairs.
    private func takeNews(by team: WorkTeam) {
        team.run { [words, pairs] share in
            pairs.update(share) { pairs in
                for wordShare in 0..<words.count {
                    words.read(wordShare) { pairs.add($0.news[share], from: wordShare) }
                }
                pairs.queueNewPairs()
            }
        }
    }

    /// Takes the pairs that are joined next out of the queues; false if there are none.
    private mutating func fillBatch() -> Bool {
        batch.clear()
        while tokens.count < trainer.vocabularySize, !batch.isClosed, let (share, entry) = take() {
            if !add(entry, share) {
                pairs.update(share) { $0.putBack(entry) }
                break
            }
        }
        return !batch.joins.isEmpty
    }

    /// Takes the first of all entries out of its share.
    private func take() -> (share: Int, entry: PairQueue.Entry)? {
        guard let share = firstShare else { return nil }
        return pairs.update(share) { $0.takeFirst() }.map { (share, $0) }
    }

    /// The share of the pairs that has the first of all entries.
    private var firstShare: Int? {
        var result: (share: Int, entry: PairQueue.Entry)?
        for share in 0..<pairs.count {
            guard let entry = pairs.read(share, { $0.first }) else { continue }
            if let best = result?.entry, best < entry { continue }
            result = (share, entry)
        }
        return result?.share
    }

    /// Adds a pair to the batch; false if it is too rare, or does not belong into this batch.
    private mutating func add(_ entry: PairQueue.Entry, _ share: Int) -> Bool {
        if entry.count < 1 || entry.count < trainer.minimumFrequency { return false }
        let left = TokenID(truncatingIfNeeded: entry.pair >> 32)
        let right = TokenID(truncatingIfNeeded: entry.pair)
        if !batch.isIndependent(of: left, right) { return false }
        let isPrefixed = !prefix.isEmpty && tokens[Int(right)].starts(with: prefix)
        let (number, isNew) = tokens.insert(
            joining: Int(left),
            Int(right),
            dropping: isPrefixed ? prefix.count : 0
        )
        if !isNew, !batch.joins.isEmpty { return false }
        if isNew { tokenLengths.append(tokenLengths[Int(left)] + tokenLengths[Int(right)]) }
        let rule = WordJoin(
            left: left,
            right: right,
            result: TokenID(truncatingIfNeeded: number),
            maximumLength: trainer.maximumTokenLength ?? .max
        )
        merges.append(BPEMerge(left: left, right: right, result: rule.result))
        batch.add(.init(rule: rule, entry: entry, pairShare: share), isAlone: !isNew)
        return true
    }
}
