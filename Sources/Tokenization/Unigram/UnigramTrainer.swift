internal import UnicodeText

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
/// Memory grows with the different words, not with their counts, and is bounded by
/// ``symbolLimit``. The same words in the same order give the same pieces.
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
    public var symbolLimit = 1 << 24

    /// Creates a trainer with the settings of the published method.
    public init() {}

    /// Where training has got to.
    public struct Progress: Hashable, Sendable {
        /// How many pieces are left.
        public var pieceCount: Int

        /// The logarithm of the probability of a word, on average, in nats.
        public var logLikelihood: Double
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
        let counted = words.filter { $0.count > 0 && !$0.word.isEmpty }
            .sorted { $0.count != $1.count ? $0.count > $1.count : $0.word.utf8Precedes($1.word) }
        let alphabet = UnigramAlphabet(of: counted, coverage: characterCoverage)
        guard alphabet.count > 0 else { return [] }
        let (symbols, counts) = alphabet.encoded(counted, limit: symbolLimit)
        var estimate = UnigramEstimate(
            tree: seeds(symbols, counts, alphabet),
            wordCounts: counts
        )
        let target = max(pieceCount, alphabet.count)
        while true {
            for _ in 0..<max(1, estimationsPerRound) {
                progress(estimate.improve(isSparse: true))
            }
            if estimate.pieceCount <= target * 11 / 10 { break }
            let kept = Int(keptShare * Double(estimate.pieceCount))
            estimate.prune(to: max(target * 11 / 10, kept))
        }
        estimate.prune(to: target)
        for _ in 0..<2 { progress(estimate.improve(isSparse: false)) }
        return pieces(of: estimate, alphabet)
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
            $0.score != $1.score ? $0.score > $1.score : $0.text.utf8Precedes($1.text)
        }
    }

    /// The tree of the substrings that may be pieces.
    private func seeds(
        _ symbols: [Int32],
        _ counts: [Int],
        _ alphabet: UnigramAlphabet
    ) -> SubstringTree {
        let longest = min(max(1, longestPiece), UnigramEstimate.blockLength)
        var tree = SubstringTree(symbols: symbols, counts: counts, limit: longest)
        let candidates = tree.nodes.indices.filter { index in
            let node = tree.nodes[index]
            let start = Int(node.place)
            let symbols = tree.symbols[start..<start + Int(node.length)]
            return node.length == 1 || alphabet.allows(symbols, separatesScripts: separatesScripts)
        }
        tree.keep(mostFrequent(candidates, of: tree))
        return tree
    }

    /// Those of the nodes that cover most of the words, in order, and all single characters.
    private func mostFrequent(_ candidates: [Int], of tree: SubstringTree) -> [Int] {
        guard candidates.count > seedCount else { return candidates }
        func coverage(_ node: Int) -> Int { tree.nodes[node].count * Int(tree.nodes[node].length) }
        let ranked = candidates.sorted {
            let (left, right) = (tree.nodes[$0].length == 1, tree.nodes[$1].length == 1)
            if left != right { return left }
            let (first, second) = (coverage($0), coverage($1))
            return first != second ? first > second : $0 < $1
        }
        let characters = candidates.prefix { tree.nodes[$0].length == 1 }.count
        return ranked.prefix(max(seedCount, characters)).sorted()
    }
}

extension String {
    /// Whether the bytes come before those of another text.
    fileprivate func utf8Precedes(_ other: String) -> Bool {
        utf8.lexicographicallyPrecedes(other.utf8)
    }
}

extension Double {
    /// The nearest multiple of one over a number.
    fileprivate func rounded(toFraction denominator: Double) -> Double {
        (self * denominator).rounded() / denominator
    }
}
