#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The probabilities of pieces, as they are estimated from counted words.
struct UnigramEstimate: Sendable {
    /// The pieces: all nodes of the tree are.
    private(set) var tree: SubstringTree

    /// How often each word of the tree occurs.
    let wordCounts: [Int]

    /// The probability of each node, and its place in the tree.
    private(set) var pieces: [Piece]

    /// The words in parts, which are worked on side by side.
    private let blocks: [WordBlock]

    /// How many threads work on them.
    let threadCount: Int

    /// What a pass over the words needs of a piece.
    struct Piece: BitwiseCopyable, Sendable {
        var probability: Double
        var parent: Int32
        var length: Int32
    }

    /// The sums over ways to cut a word are scaled anew every so many symbols.
    ///
    /// No piece is longer, so that it lies in one block and the next at most, and within a block
    /// nothing becomes too small: the least probability is `e^-23`.
    static let blockLength = 24

    /// How much less probable a character is that is hardly ever a piece of its own, in nats.
    private static let rareCharacterPenalty = 10.0
    private static let leastProbability = 1e-10

    /// Takes all nodes for pieces, as probable as they are frequent.
    init(tree: SubstringTree, wordCounts: [Int], threadCount: Int = 1) {
        self.tree = tree
        self.wordCounts = wordCounts
        self.threadCount = threadCount
        blocks = WordBlock.blocks(of: tree.symbols)
        let total = tree.nodes.reduce(0.0) { $0 + Double($1.count) * Double($1.length) }
        pieces = tree.nodes.map { node in
            Piece(
                probability: Double(node.count) * Double(node.length) / max(1, total),
                parent: node.parent,
                length: node.length
            )
        }
    }

    /// The number of pieces.
    var pieceCount: Int { pieces.count }

    /// The symbols of each piece with its log-probability in nats.
    var scoredNodes: [(symbols: ArraySlice<Int32>, score: Double)] {
        zip(tree.nodes, pieces).map { node, piece in
            let start = Int(node.place)
            return (tree.symbols[start..<start + Int(node.length)], log(piece.probability))
        }
    }

    /// Keeps some of the pieces.
    mutating func keep(_ kept: [Int]) {
        if kept.count == pieces.count { return }
        tree.keep(kept)
        pieces = [Piece](count: kept.count, threadCount: threadCount) { [pieces, tree] index in
            let (node, probability) = (tree.nodes[index], pieces[kept[index]].probability)
            return Piece(probability: probability, parent: node.parent, length: node.length)
        }
    }
}

extension UnigramEstimate {
    /// Estimates the probabilities anew, and leaves out pieces that are hardly used.
    ///
    /// With the prior under which rare pieces lose to frequent ones, that is
    /// `exp(digamma(c)) / exp(digamma(sum))` in place of `c / sum` for the expected count `c`.
    mutating func improve(isSparse: Bool) -> UnigramTrainer.Progress {
        let sums = expectedCounts()
        let expected = sums.counts
        let isUsed = expected.map { $0 >= 0.5 }
        let total = zip(expected, isUsed).reduce(0.0) { $0 + ($1.1 ? $1.0 : 0) }
        let logTotal = isSparse ? digamma(total) : log(total)
        let probabilities = [Double](count: expected.count, threadCount: threadCount) { index in
            if !isUsed[index] { return 0 }
            let logCount = isSparse ? digamma(expected[index]) : log(expected[index])
            return max(Self.leastProbability, exp(logCount - logTotal))
        }
        var least = 1.0
        for index in pieces.indices where isUsed[index] {
            pieces[index].probability = probabilities[index]
            least = min(least, probabilities[index])
        }
        let rare = max(Self.leastProbability, least * exp(-Self.rareCharacterPenalty))
        for index in pieces.indices where !isUsed[index] { pieces[index].probability = rare }
        keep(pieces.indices.filter { isUsed[$0] || pieces[$0].length == 1 })
        let words = Double(wordCounts.reduce(0, +))
        return UnigramTrainer.Progress(
            pieceCount: pieces.count,
            logLikelihood: sums.logLikelihood / max(1, words)
        )
    }

    /// How often each piece is expected over all ways to cut all words, and the logarithm of the
    /// probability of all words.
    private func expectedCounts() -> PieceSums {
        sums { block, sums in
            var pass = ForwardBackward()
            pieces.withUnsafeBufferPointer { pieces in
                tree.deepest.withUnsafeBufferPointer { deepest in
                    sums.counts.withUnsafeMutableBufferPointer { counts in
                        forEachWord(of: block) { word, count in
                            let places = UnsafeBufferPointer(rebasing: deepest[word])
                            let weight = Double(count)
                            sums.logLikelihood += weight * pass.run(places, pieces, weight, counts)
                        }
                    }
                }
            }
        }
    }

    /// Adds up what `body` adds for each block of words, in the same order on any number of threads.
    func sums(_ body: @Sendable (WordBlock, inout PieceSums) -> Void) -> PieceSums {
        let parts = concurrentMap(blocks.count, threadCount: threadCount) { index in
            var sums = PieceSums(count: pieces.count)
            body(blocks[index], &sums)
            return sums
        }
        return parts.dropFirst().reduce(into: parts.first ?? PieceSums(count: pieces.count)) {
            $0.add($1)
        }
    }

    /// Calls `body` with the places of each word and how often it occurs.
    func forEachWord(of block: WordBlock, _ body: (Range<Int>, Int) -> Void) {
        var start = block.symbols.lowerBound
        var word = block.firstWord
        tree.symbols.withUnsafeBufferPointer { symbols in
            for end in block.symbols where symbols[end] == 0 {
                body(start..<end, wordCounts[word])
                start = end + 1
                word += 1
            }
        }
    }
}

/// Sums over words.
struct PieceSums: Sendable {
    /// How often each piece is in them, or is expected to be.
    var counts: [Double]

    /// The logarithm of their probability, in nats.
    var logLikelihood = 0.0

    /// The sums over no words.
    init(count: Int) { counts = Array(repeating: 0, count: count) }

    /// Adds those over other words.
    mutating func add(_ other: PieceSums) {
        for index in counts.indices { counts[index] += other.counts[index] }
        logLikelihood += other.logLikelihood
    }
}
