/// Finds the pieces of a unigram model in counted words.
///
///     var trainer = UnigramTrainer()
///     trainer.pieceCount = 8_000
///     let pieces = trainer.pieces(of: [("▁the", 120), ("▁cat", 7)])
///
/// Many frequent substrings are taken for pieces. Then, again and again, their probabilities are
/// estimated by expectation-maximisation, and those whose loss the likelihood of the words would
/// feel least are left out, until as many are left as are wanted.
///
/// Memory and time grow with the characters of the different words, not with their counts, and are
/// bounded by ``symbolLimit``. The same words in any order give the same pieces.
///
/// - SeeAlso: Kudo, "Subword Regularization", ACL 2018, section 3.2,
///   <https://arxiv.org/abs/1804.10959>; the prior that makes pieces few is that of Liang and
///   Klein, "Structured Bayesian Nonparametric Models with Variational Inference", ACL 2007.
public struct UnigramTrainer: Hashable, Sendable {
    /// How many pieces are wanted.
    public var pieceCount = 8_000

    /// With how many substrings training starts at most.
    public var seedCount = 1_000_000

    /// The most characters a piece has, from 1 to 32.
    public var longestPiece = 16

    /// The share of the pieces that each round keeps, above 0 and below 1.
    public var keptShare = 0.75

    /// How often probabilities are estimated in a round.
    public var estimationsPerRound = 2

    /// The share of the text that single characters are to cover; the rarest beyond it are unknown.
    public var characterCoverage = 0.9995

    /// Whether a piece holds characters of one script only, which keeps words and signs apart.
    public var separatesScripts = true

    /// How many characters of different words are looked at, the most frequent words first.
    ///
    /// At most 2^31 - 1. ``Progress/leftOutShare`` tells what that leaves out.
    public var symbolLimit = Int(Int32.max)

    /// How many threads share the work; the pieces do not depend on it.
    public var threadCount = 1

    /// Above so many times the pieces wanted, rounds are short and keep a smaller share.
    private static let farFactor = 4
    private static let farShare = 0.5

    /// How many substrings training starts with for each piece wanted, and for few pieces.
    private static let seedsPerPiece = 32
    private static let leastSeedCount = 100_000

    /// Creates a trainer with the settings of the published method.
    public init() {}

    /// Where training has got to.
    public struct Progress: Hashable, Sendable {
        /// How many pieces are left.
        public var pieceCount: Int

        /// The logarithm of the probability of a word, on average, in nats.
        public var logLikelihood: Double

        /// The share of the words that is beyond ``UnigramTrainer/symbolLimit``.
        public var leftOutShare = 0.0
    }

    /// A piece with its log-probability in nats.
    ///
    /// It is a multiple of 1/1024, so that sums over a text are exact in single precision and all
    /// programs agree on which way to cut is best.
    public struct Piece: Hashable, Sendable {
        /// The text of the piece.
        public var text: String

        /// The log-probability, in nats.
        public var score: Double
    }

    /// The pieces of counted words, the most probable first.
    ///
    /// All characters within ``characterCoverage`` are among them, so there may be more than
    /// ``pieceCount``; there are fewer when the words have no more.
    ///
    /// - Parameters:
    ///   - words: The words and how often each occurs; a word that comes twice counts twice.
    ///   - progress: Called after every estimation.
    /// - Returns: The pieces, with their log-probabilities.
    public func pieces(
        of words: some Sequence<(word: String, count: Int)>,
        progress: (Progress) -> Void = { _ in }
    ) -> [Piece] {
        var counts = PieceCounts()
        for (word, count) in words where count > 0 && !word.isEmpty {
            counts.add(word, count: count)
        }
        return pieces(of: counts, progress: progress)
    }

    /// The pieces of counted words, the most probable first.
    func pieces(of words: PieceCounts, progress: (Progress) -> Void) -> [Piece] {
        let alphabet = UnigramAlphabet(of: words, coverage: characterCoverage)
        guard alphabet.count > 0 else { return [] }
        let (encoded, leftOutTotal) = alphabet.encoded(
            words,
            limit: min(symbolLimit, Int(Int32.max))
        )
        let leftOutShare = Double(leftOutTotal) / Double(max(1, words.total))
        var estimate = UnigramEstimate(
            tree: seeds(encoded, alphabet),
            wordCounts: encoded.counts,
            threadCount: threadCount
        )
        reduce(&estimate, to: max(pieceCount, alphabet.count)) { state in
            var state = state
            state.leftOutShare = leftOutShare
            progress(state)
        }
        return pieces(of: estimate, alphabet)
    }

    /// Leaves out pieces until as many are left as are wanted, and estimates their probabilities.
    private func reduce(
        _ estimate: inout UnigramEstimate,
        to target: Int,
        _ progress: (Progress) -> Void
    ) {
        let nearly = target * 11 / 10
        while true {
            let isFar = estimate.pieceCount > Self.farFactor * target
            for _ in 0..<(isFar ? 1 : max(1, estimationsPerRound)) {
                progress(estimate.improve(isSparse: true))
            }
            if estimate.pieceCount <= nearly { break }
            let share = isFar ? min(keptShare, Self.farShare) : keptShare
            estimate.prune(to: max(nearly, Int(share * Double(estimate.pieceCount))))
        }
        estimate.prune(to: target)
        for _ in 0..<2 { progress(estimate.improve(isSparse: false)) }
    }

    /// The pieces in writing, the most probable first, with all characters among them.
    private func pieces(of estimate: UnigramEstimate, _ alphabet: UnigramAlphabet) -> [Piece] {
        var lowest = 0.0
        var missing = Set(1...Int32(alphabet.count))
        var pieces = estimate.scoredNodes.map { symbols, score in
            lowest = min(lowest, score)
            if symbols.count == 1 { missing.subtract(symbols) }
            return Piece(text: alphabet.text(symbols), score: score.rounded(toFraction: 1024))
        }
        let lowestScore = lowest.rounded(toFraction: 1024)
        pieces += missing.map { Piece(text: alphabet.text([$0]), score: lowestScore) }
        return pieces.sorted {
            $0.score != $1.score
                ? $0.score > $1.score : $0.text.utf8.lexicographicallyPrecedes($1.text.utf8)
        }
    }

    /// With how many substrings training starts.
    private var seedLimit: Int {
        min(seedCount, max(Self.leastSeedCount, Self.seedsPerPiece * pieceCount))
    }

    /// How many substrings are looked at at a time, some of which may not be pieces.
    private var nodeLimit: Int { seedLimit * 2 }

    /// The memory of training: for each word its piece and its rank, for each character its number,
    /// its suffix and its node, and the nodes, of which there are at most twice as many meanwhile,
    /// with the lists by which some of them are chosen.
    var cost: FrequentPieces.Cost {
        let node = MemoryLayout<SubstringTree.Node>.stride + 60
        return FrequentPieces.Cost(
            piece: 120,
            byte: 16,
            tree: (byte: node, limit: nodeLimit * 2 * node)
        )
    }

    /// The tree of the substrings that may be pieces.
    private func seeds(_ words: UnigramWords, _ alphabet: UnigramAlphabet) -> SubstringTree {
        let longest = min(max(1, longestPiece), UnigramEstimate.blockLength)
        var tree = SubstringTree(
            symbols: words.symbols,
            counts: words.counts,
            limit: longest,
            nodeLimit: nodeLimit,
            threadCount: threadCount
        )
        tree.keep(tree.mostFrequent(seedLimit, of: candidates(in: tree, alphabet)))
        return tree
    }

    /// The nodes that may be pieces.
    private func candidates(in tree: SubstringTree, _ alphabet: UnigramAlphabet) -> [Int] {
        let blocks = concurrentMap(
            tree.nodes.count,
            inBlocksOf: 1 << 14,
            threadCount: threadCount
        ) { nodes in
            nodes.filter { index in
                let node = tree.nodes[index]
                let start = Int(node.place)
                let symbols = tree.symbols[start..<start + Int(node.length)]
                return node.length == 1
                    || alphabet.allows(symbols, separatesScripts: separatesScripts)
            }
        }
        return Array(blocks.joined())
    }
}

extension Double {
    /// The nearest multiple of one over a number.
    fileprivate func rounded(toFraction denominator: Double) -> Double {
        (self * denominator).rounded() / denominator
    }
}
