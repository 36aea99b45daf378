/// A way to cut text into tokens, with how probable it is.
public struct ScoredTokens: Hashable, Sendable {
    /// Which tokens.
    public var ids: [TokenID]

    /// The sum of the log-probabilities of the pieces, in nats.
    public var logProbability: Double

    /// A way to cut text.
    public init(ids: [TokenID], logProbability: Double) {
        self.ids = ids
        self.logProbability = logProbability
    }
}

extension UnigramModel {
    /// The most probable ways to cut a piece of text, the best first: that of ``encode(_:into:)``.
    ///
    /// At each place the best ways to reach it are kept, so that they are exact; the time is that of
    /// all pieces in the text times `count`.
    ///
    /// - Parameters:
    ///   - piece: The text, in UTF-8.
    ///   - count: How many ways are wanted; there may be fewer.
    /// - Returns: The ways.
    public func bestWays(
        _ piece: UnsafeBufferPointer<UInt8>,
        count: Int
    ) -> [ScoredTokens] {
        bestPaths(of: piece, count: count).map { path in
            var tokens = PieceTokens()
            var segments = segmentWriter(piece)
            for edge in path.edges { segments.append(edge.id, edge.start..<edge.end, to: &tokens) }
            segments.finish(&tokens)
            return ScoredTokens(ids: tokens.ids, logProbability: path.score)
        }
    }

    /// Appends the tokens of one of the `count` best ways, drawn by its probability to the power of
    /// ``samplingExponent``.
    func sample(
        _ piece: UnsafeBufferPointer<UInt8>,
        amongBest count: Int,
        into result: inout PieceTokens,
        using generator: inout some RandomNumberGenerator
    ) {
        let paths = bestPaths(of: piece, count: count)
        guard let best = paths.first else { return }
        let weights = paths.map { exponential(samplingExponent * ($0.score - best.score)) }
        var rest = Double.random(in: 0..<weights.reduce(0, +), using: &generator)
        let drawn = weights.firstIndex { weight in
            rest -= weight
            return rest < 0
        }
        var segments = segmentWriter(piece)
        for edge in paths[drawn ?? 0].edges {
            segments.append(edge.id, edge.start..<edge.end, to: &result)
        }
        segments.finish(&result)
    }

    private func bestPaths(
        of text: UnsafeBufferPointer<UInt8>,
        count: Int
    ) -> [(edges: [Lattice.Edge], score: Double)] {
        Lattice(of: text, in: self, exponent: 1, sumsUp: false)
            .bestPaths(count, isSingle: arithmetic == .single)
    }
}

extension UnigramModel.Lattice {
    /// A way to reach a place.
    private struct Way {
        var score: Double

        /// Its last edge, -1 for none, and which of the ways to the start of that it goes on.
        var edge: Int
        var rank: Int
    }

    /// The paths of the highest sums of scores, the best first; of equal ones that whose last edge is
    /// longest.
    ///
    /// - Parameters:
    ///   - count: How many there are at most.
    ///   - isSingle: Whether sums are rounded to single precision.
    /// - Returns: The paths with their sums.
    func bestPaths(_ count: Int, isSingle: Bool) -> [(edges: [Edge], score: Double)] {
        var ways: [[Way]] = [[Way(score: 0, edge: -1, rank: 0)]]
        for end in 1..<max(1, placeCount) {
            var found: [Way] = []
            forEachEdge(endingAt: end) { index, edge in
                for (rank, way) in ways[edge.start].enumerated() {
                    let sum = way.score + edge.score
                    let score = isSingle ? Double(Float(sum)) : sum
                    found.append(Way(score: score, edge: index, rank: rank))
                }
            }
            // Edges are numbered by where they start, the longest first.
            found.sort { ($1.score, $0.edge, $0.rank) < ($0.score, $1.edge, $1.rank) }
            ways.append(Array(found.prefix(max(1, count))))
        }
        return ways[placeCount - 1].map { way in (path(to: way, ways), way.score) }
    }

    private func path(to last: Way, _ ways: [[Way]]) -> [Edge] {
        var path: [Edge] = []
        var way = last
        while way.edge >= 0 {
            let edge = edges[way.edge]
            path.append(edge)
            way = ways[edge.start][way.rank]
        }
        return path.reversed()
    }
}

/// Combines the best ways to cut parts of a text to those of the whole.
struct BestCombinations {
    /// The best ways so far, the best first.
    private(set) var ways = [ScoredTokens(ids: [], logProbability: 0)]

    private let count: Int

    /// Keeps so many ways.
    init(count: Int) { self.count = max(1, count) }

    /// Goes on with each of the ways to cut the next part, which come the best first.
    ///
    /// The k-th best combination is among those whose ranks, counted from 1, have a product of at
    /// most k.
    mutating func append(_ next: [ScoredTokens]) {
        var sums: [(score: Double, first: Int, second: Int)] = []
        for first in ways.indices {
            for second in next.indices where (first + 1) * (second + 1) <= count {
                let score = ways[first].logProbability + next[second].logProbability
                sums.append((score, first, second))
            }
        }
        sums.sort { ($1.score, $0.first, $0.second) < ($0.score, $1.first, $1.second) }
        ways = sums.prefix(count).map { sum in
            ScoredTokens(ids: ways[sum.first].ids + next[sum.second].ids, logProbability: sum.score)
        }
    }
}
