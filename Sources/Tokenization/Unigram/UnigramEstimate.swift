#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The probabilities of pieces, as they are estimated from counted words.
struct UnigramEstimate {
    /// The pieces: all nodes of the tree are.
    private(set) var tree: SubstringTree

    /// How often each word of the tree occurs.
    let wordCounts: [Int]

    /// The probability of each node, and what a pass over the words needs of it.
    private var pieces: [Piece]

    struct Piece {
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
    init(tree: SubstringTree, wordCounts: [Int]) {
        self.tree = tree
        self.wordCounts = wordCounts
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
    private mutating func keep(_ kept: [Int]) {
        let probabilities = kept.map { pieces[$0].probability }
        tree.keep(kept)
        pieces = zip(tree.nodes, probabilities).map { node, probability in
            Piece(probability: probability, parent: node.parent, length: node.length)
        }
    }
}

// MARK: - Estimation

extension UnigramEstimate {
    /// Estimates the probabilities anew, and leaves out pieces that are hardly used.
    ///
    /// With the prior under which rare pieces lose to frequent ones, that is
    /// `exp(digamma(c)) / exp(digamma(sum))` in place of `c / sum` for the expected count `c`.
    mutating func improve(isSparse: Bool) -> UnigramTrainer.Progress {
        let (expected, logLikelihood) = expectedCounts()
        let isUsed = expected.map { $0 >= 0.5 }
        let total = zip(expected, isUsed).reduce(0.0) { $0 + ($1.1 ? $1.0 : 0) }
        let logTotal = isSparse ? digamma(total) : log(total)
        var least = 1.0
        for index in pieces.indices where isUsed[index] {
            let logCount = isSparse ? digamma(expected[index]) : log(expected[index])
            pieces[index].probability = max(Self.leastProbability, exp(logCount - logTotal))
            least = min(least, pieces[index].probability)
        }
        let rare = max(Self.leastProbability, least * exp(-Self.rareCharacterPenalty))
        for index in pieces.indices where !isUsed[index] { pieces[index].probability = rare }
        keep(pieces.indices.filter { isUsed[$0] || pieces[$0].length == 1 })
        let words = Double(wordCounts.reduce(0, +))
        return UnigramTrainer.Progress(
            pieceCount: pieces.count,
            logLikelihood: logLikelihood / max(1, words)
        )
    }

    /// How often each piece is expected over all ways to cut all words, and the logarithm of the
    /// probability of all words.
    private func expectedCounts() -> (counts: [Double], logLikelihood: Double) {
        var counts = Array(repeating: 0.0, count: pieces.count)
        var logLikelihood = 0.0
        var pass = ForwardBackward()
        pieces.withUnsafeBufferPointer { pieces in
            tree.deepest.withUnsafeBufferPointer { deepest in
                counts.withUnsafeMutableBufferPointer { counts in
                    forEachWord { word, count in
                        let places = UnsafeBufferPointer(rebasing: deepest[word])
                        let weight = Double(count)
                        logLikelihood += weight * pass.run(places, pieces, weight, counts)
                    }
                }
            }
        }
        return (counts, logLikelihood)
    }

    /// Calls `body` with the places of each word and how often it occurs.
    private func forEachWord(_ body: (Range<Int>, Int) -> Void) {
        var start = 0
        var word = 0
        tree.symbols.withUnsafeBufferPointer { symbols in
            for end in symbols.indices where symbols[end] == 0 {
                body(start..<end, wordCounts[word])
                start = end + 1
                word += 1
            }
        }
    }
}

/// The sums over all ways to cut a word, from both ends.
private struct ForwardBackward {
    private var forward: [Double] = []
    private var backward: [Double] = []

    /// The logarithm of the scale of each block of `forward`.
    private var scales: [Double] = []

    private static let block = UnigramEstimate.blockLength

    /// Adds the expected counts of the pieces of a word, and returns the logarithm of its
    /// probability.
    mutating func run(
        _ deepest: UnsafeBufferPointer<Int32>,
        _ pieces: UnsafeBufferPointer<UnigramEstimate.Piece>,
        _ weight: Double,
        _ counts: UnsafeMutableBufferPointer<Double>
    ) -> Double {
        grow(to: deepest.count + 1)
        return forward.withUnsafeMutableBufferPointer { forward in
            backward.withUnsafeMutableBufferPointer { backward in
                let logSum = Self.sumForwards(deepest, pieces, forward, &scales)
                Self.sumBackwards(
                    deepest,
                    pieces,
                    forward,
                    backward,
                    scales,
                    logSum,
                    weight,
                    counts
                )
                return logSum
            }
        }
    }

    private mutating func grow(to count: Int) {
        guard forward.count < count else { return }
        forward = Array(repeating: 0, count: count * 2)
        backward = forward
    }

    /// `forward[i]`: the sum over all ways to cut the first `i` symbols.
    private static func sumForwards(
        _ deepest: UnsafeBufferPointer<Int32>,
        _ pieces: UnsafeBufferPointer<UnigramEstimate.Piece>,
        _ forward: UnsafeMutableBufferPointer<Double>,
        _ scales: inout [Double]
    ) -> Double {
        for place in 0...deepest.count { forward[place] = 0 }
        forward[0] = 1
        var scale = 0.0
        scales.removeAll(keepingCapacity: true)
        for start in deepest.indices {
            if start % block == 0 {
                if start > 0 { scale += rescale(forward, start, deepest.count) }
                scales.append(scale)
            }
            let here = forward[start]
            var node = Int(deepest[start])
            while node >= 0 {
                let piece = pieces[node]
                forward[start + Int(piece.length)] += here * piece.probability
                node = Int(piece.parent)
            }
        }
        return scale + log(forward[deepest.count])
    }

    /// `backward[i]`: the sum over all ways to cut what follows the first `i` symbols.
    private static func sumBackwards(
        _ deepest: UnsafeBufferPointer<Int32>,
        _ pieces: UnsafeBufferPointer<UnigramEstimate.Piece>,
        _ forward: UnsafeMutableBufferPointer<Double>,
        _ backward: UnsafeMutableBufferPointer<Double>,
        _ scales: [Double],
        _ logSum: Double,
        _ weight: Double,
        _ counts: UnsafeMutableBufferPointer<Double>
    ) {
        backward[deepest.count] = 1
        var scale = 0.0
        var factor = weight * exp(scales[(deepest.count - 1) / block] - logSum)
        for start in deepest.indices.reversed() {
            let here = forward[start] * factor
            var sum = 0.0
            var node = Int(deepest[start])
            while node >= 0 {
                let piece = pieces[node]
                let rest = piece.probability * backward[start + Int(piece.length)]
                sum += rest
                counts[node] += here * rest
                node = Int(piece.parent)
            }
            backward[start] = sum
            if start % block == 0, start > 0 {
                scale += rescale(backward, start, deepest.count)
                factor = weight * exp(scales[start / block - 1] + scale - logSum)
            }
        }
    }

    /// Makes the sum at a place 1, and those up to a block further on alike.
    private static func rescale(
        _ sums: UnsafeMutableBufferPointer<Double>,
        _ start: Int,
        _ end: Int
    ) -> Double {
        let sum = sums[start]
        for place in start...min(end, start + block) { sums[place] /= sum }
        return log(sum)
    }
}

// MARK: - Pruning

extension UnigramEstimate {
    /// Leaves out pieces until `size` are left, first those without which the words are hardly
    /// less probable; single characters stay.
    ///
    /// The loss of a piece is estimated as if the best way to cut it into others replaced it
    /// wherever the best way to cut a word has it.
    mutating func prune(to size: Int) {
        guard pieces.count > size else { return }
        let logs = pieces.map { log($0.probability) }
        var paths = BestPaths(pieces: pieces, logs: logs)
        let counts = bestPathCounts(&paths)
        let total = counts.reduce(0, +)
        var kept: [Int] = []
        var candidates: [(loss: Double, node: Int)] = []
        for index in pieces.indices {
            if pieces[index].length == 1 {
                kept.append(index)
            } else {
                let parts = alternative(to: index, &paths, logs[index])
                candidates.append((loss(of: index, parts, counts, total), index))
            }
        }
        candidates.sort { $0.loss != $1.loss ? $0.loss > $1.loss : $0.node < $1.node }
        keep((kept + candidates.prefix(max(0, size - kept.count)).map(\.node)).sorted())
    }

    /// How often each piece is in the best way to cut a word.
    private func bestPathCounts(_ paths: inout BestPaths) -> [Double] {
        var counts = Array(repeating: 0.0, count: pieces.count)
        tree.deepest.withUnsafeBufferPointer { deepest in
            forEachWord { word, count in
                paths.find(UnsafeBufferPointer(rebasing: deepest[word]), without: -1)
                paths.forEachPiece { counts[$0] += Double(count) }
            }
        }
        return counts
    }

    /// The best way to cut a piece into others, or none when it is better than the piece itself.
    private func alternative(
        to index: Int,
        _ paths: inout BestPaths,
        _ score: Double
    ) -> [Int] {
        let node = tree.nodes[index]
        let places = Int(node.place)..<Int(node.place) + Int(node.length)
        return tree.deepest.withUnsafeBufferPointer { deepest in
            let best = paths.find(UnsafeBufferPointer(rebasing: deepest[places]), without: index)
            var parts: [Int] = []
            if best <= score { paths.forEachPiece { parts.append($0) } }
            return parts
        }
    }

    /// By how many nats a word of the corpus would be less probable, on average, without a piece.
    ///
    /// That of a piece that is not used is negative, and less so for one that is more probable.
    private func loss(
        of index: Int,
        _ parts: [Int],
        _ counts: [Double],
        _ total: Double
    ) -> Double {
        let count = counts[index]
        if count == 0 || parts.isEmpty { return -1 / max(pieces[index].probability, 1e-300) }
        let logTotal = log(total + count * Double(parts.count - 1))
        let replaced = parts.reduce(0.0) { $0 + log(counts[$1] + count) - logTotal }
        return count / total * (log(count) - log(total) - replaced)
    }
}

/// Finds the best way to cut a word.
private struct BestPaths {
    private let pieces: [UnigramEstimate.Piece]
    private let logs: [Double]
    private var scores: [Double] = []

    /// The last piece of the best way to each place.
    private var lastPieces: [Int32] = []
    private var end = 0

    init(pieces: [UnigramEstimate.Piece], logs: [Double]) {
        self.pieces = pieces
        self.logs = logs
    }

    /// Finds the best way without one of the pieces, -1 for none, and returns its score.
    @discardableResult
    mutating func find(_ deepest: UnsafeBufferPointer<Int32>, without excluded: Int) -> Double {
        end = deepest.count
        scores.removeAll(keepingCapacity: true)
        scores.append(0)
        scores.append(contentsOf: repeatElement(-.infinity, count: end))
        if lastPieces.count <= end { lastPieces = Array(repeating: -1, count: end * 2 + 1) }
        for start in 0..<end {
            var node = Int(deepest[start])
            while node >= 0 {
                let piece = pieces[node]
                let stop = start + Int(piece.length)
                if stop <= end, node != excluded {
                    let score = scores[start] + logs[node]
                    if score > scores[stop] {
                        scores[stop] = score
                        lastPieces[stop] = Int32(node)
                    }
                }
                node = Int(piece.parent)
            }
        }
        return scores[end]
    }

    /// Calls `body` with each piece of the way, the last first.
    func forEachPiece(_ body: (Int) -> Void) {
        var place = end
        while place > 0 {
            let node = Int(lastPieces[place])
            body(node)
            place -= Int(pieces[node].length)
        }
    }
}

/// The digamma function, the derivative of `log(gamma(x))`, for x > 0.
///
/// By recurrence to x >= 6 and the asymptotic series there, to ten digits. (Abramowitz and Stegun,
/// 6.3.5 and 6.3.18.)
func digamma(_ x: Double) -> Double {
    var x = x
    var shift = 0.0
    while x < 6 {
        shift -= 1 / x
        x += 1
    }
    let y = 1 / (x * x)
    let series = y * (1.0 / 12 - y * (1.0 / 120 - y * (1.0 / 252 - y * (1.0 / 240 - y / 132))))
    return shift + log(x) - 0.5 / x - series
}
