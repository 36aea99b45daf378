#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Finds the best way to cut a word.
struct BestPaths: Sendable {
    /// A piece with its log-probability.
    private struct Piece {
        var score: Double
        var parent: Int32
        var length: Int32
    }

    private let pieces: [Piece]
    private var scores: [Double] = []

    /// The last piece of the best way to each place.
    private var lastPieces: [Int32] = []
    private var end = 0

    /// Finds ways to cut words into pieces with probabilities.
    init(_ pieces: [UnigramEstimate.Piece]) {
        self.pieces = pieces.map {
            Piece(score: log($0.probability), parent: $0.parent, length: $0.length)
        }
    }

    /// The log-probability of a piece.
    func score(of piece: Int) -> Double { pieces[piece].score }

    /// Finds the best way without one of the pieces, -1 for none, and returns its score.
    @discardableResult
    mutating func find(_ deepest: UnsafeBufferPointer<Int32>, without excluded: Int) -> Double {
        end = deepest.count
        grow(to: end + 1)
        return scores.withUnsafeMutableBufferPointer { scores in
            lastPieces.withUnsafeMutableBufferPointer { lastPieces in
                pieces.withUnsafeBufferPointer { pieces in
                    Self.find(deepest, pieces, without: excluded, scores, lastPieces)
                }
            }
        }
    }

    private mutating func grow(to count: Int) {
        guard scores.count < count else { return }
        scores = Array(repeating: 0, count: count * 2)
        lastPieces = Array(repeating: -1, count: count * 2)
    }

    private static func find(
        _ deepest: UnsafeBufferPointer<Int32>,
        _ pieces: UnsafeBufferPointer<Piece>,
        without excluded: Int,
        _ scores: UnsafeMutableBufferPointer<Double>,
        _ lastPieces: UnsafeMutableBufferPointer<Int32>
    ) -> Double {
        let end = deepest.count
        scores[0] = 0
        for place in 0..<end { scores[place + 1] = -.infinity }
        for start in 0..<end {
            var node = Int(deepest[start])
            while node >= 0 {
                let piece = pieces[node]
                let stop = start + Int(piece.length)
                if stop <= end, node != excluded, scores[start] + piece.score > scores[stop] {
                    scores[stop] = scores[start] + piece.score
                    lastPieces[stop] = Int32(truncatingIfNeeded: node)
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
