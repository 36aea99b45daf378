#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension UnigramModel {
    /// Appends the tokens of a way to cut a piece of text, drawn by its probability to the power of
    /// ``samplingExponent``.
    ///
    /// The sums over all ways to reach each place are computed forwards, then pieces are drawn
    /// from the end to the start: the draw is exact. With ``samplingCount`` only the best ways take
    /// part. (Kudo, 2018, section 3.3, has both.)
    public func sample(
        _ piece: UnsafeBufferPointer<UInt8>,
        into result: inout PieceTokens,
        using generator: inout some RandomNumberGenerator
    ) {
        if let samplingCount {
            return sample(piece, amongBest: samplingCount, into: &result, using: &generator)
        }
        let lattice = Lattice(of: piece, in: self, exponent: samplingExponent)
        var segments = segmentWriter(piece)
        for edge in lattice.path(using: &generator).reversed() {
            segments.append(edge.id, edge.start..<edge.end, to: &result)
        }
        segments.finish(&result)
    }

    /// The logarithm of the sum of the probabilities of all ways to cut a text, in nats.
    func logMarginal(of text: UnsafeBufferPointer<UInt8>) -> Double {
        Lattice(of: text, in: self, exponent: 1).logSums.last ?? 0
    }
}

extension UnigramModel {
    /// All ways to cut a text.
    struct Lattice {
        /// A piece at a place; the id -1 is an uncovered character.
        struct Edge {
            var start: Int
            var end: Int
            var id: TokenID

            /// The score times the exponent.
            var score: Double

            /// The edge before that ends at the same place, or -1.
            var sibling: Int
        }

        private(set) var edges: [Edge] = []

        /// The last edge that ends at each place, or -1.
        private var lastEdges: [Int]

        /// The logarithm of the sum over all ways to reach each place.
        private(set) var logSums: [Double]

        /// The number of places, the end of the text included.
        var placeCount: Int { lastEdges.count }

        init(
            of text: UnsafeBufferPointer<UInt8>,
            in model: UnigramModel,
            exponent: Double,
            sumsUp: Bool = true
        ) {
            lastEdges = Array(repeating: -1, count: text.count + 1)
            logSums = Array(repeating: -.infinity, count: text.count + 1)
            logSums[0] = 0
            model.trie.units.withUnsafeBufferPointer { units in
                var start = 0
                while start < text.count {
                    if sumsUp { sumUp(at: start) }
                    start = model.forEachSegment(of: text, from: start, units) {
                        [start] end, id, score in
                        add(start..<end, id, score * exponent)
                    }
                }
            }
            if sumsUp, !text.isEmpty { sumUp(at: text.count) }
        }

        private mutating func add(_ range: Range<Int>, _ id: TokenID, _ score: Double) {
            edges.append(
                Edge(
                    start: range.lowerBound,
                    end: range.upperBound,
                    id: id,
                    score: score,
                    sibling: lastEdges[range.upperBound]
                )
            )
            lastEdges[range.upperBound] = edges.count - 1
        }

        /// Sums over the ways to reach a place: log sum exp, from the largest, so that nothing
        /// overflows.
        private mutating func sumUp(at end: Int) {
            if end == 0 { return }
            var largest = -Double.infinity
            forEachEdge(endingAt: end) { _, edge in
                largest = max(largest, logSums[edge.start] + edge.score)
            }
            guard largest > -.infinity else { return }
            var sum = 0.0
            forEachEdge(endingAt: end) { _, edge in
                sum += exp(logSums[edge.start] + edge.score - largest)
            }
            logSums[end] = largest + log(sum)
        }

        /// Calls `body` with each edge and its number, the last first.
        func forEachEdge(endingAt end: Int, _ body: (Int, Edge) -> Void) {
            var index = lastEdges[end]
            while index >= 0 {
                body(index, edges[index])
                index = edges[index].sibling
            }
        }

        /// A path drawn by its share in the sum, from the end to the start.
        func path(using generator: inout some RandomNumberGenerator) -> [Edge] {
            var path: [Edge] = []
            var end = lastEdges.count - 1
            while end > 0 {
                let edge = edge(endingAt: end, at: Double.random(in: 0..<1, using: &generator))
                path.append(edge)
                end = edge.start
            }
            return path
        }

        /// The edge within whose share of the sum a number from 0 to 1 falls.
        private func edge(endingAt end: Int, at share: Double) -> Edge {
            var index = lastEdges[end]
            var rest = share
            while true {
                let edge = edges[index]
                rest -= exp(logSums[edge.start] + edge.score - logSums[end])
                if rest < 0 || edge.sibling < 0 { return edge }
                index = edge.sibling
            }
        }
    }
}

/// e to a power.
func exponential(_ power: Double) -> Double { exp(power) }
