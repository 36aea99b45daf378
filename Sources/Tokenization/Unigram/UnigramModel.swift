internal import UnicodeText

/// Cuts text into the pieces that are most probable when each is drawn independently.
///
///     best(x) = argmax  sum log p(piece)        over the ways to cut x into pieces
///
/// It is found in one pass over the text: the time is that of the text times the length of the
/// longest piece, whatever the text is.
///
/// A character that no piece covers is the unknown token, 10 nats worse than the worst piece; with
/// byte fallback it is spelled in bytes, else neighbouring ones are one token. Of equally good
/// ways the one whose last piece is longest counts, and so on towards the start.
///
/// - SeeAlso: Kudo, "Subword Regularization", ACL 2018, <https://arxiv.org/abs/1804.10959>.
public struct UnigramModel: TokenizationModel {
    /// How the log-probabilities of pieces are added up.
    ///
    /// It matters where two ways to cut are nearly as good, and when ids are to be those of
    /// another program.
    public enum Arithmetic: Hashable, Sendable {
        /// In double precision, as Hugging Face's `tokenizers` does.
        case double

        /// In single precision, and from zero again where a sum is below -100,000 nats, as the
        /// `sentencepiece` package does.
        case single
    }

    /// The tokens.
    public let tokens: TokenInventory

    /// The log-probability of each piece, by id, in nats.
    public let scores: [Double]

    /// The token that stands for what the pieces do not cover, or nil: then that is left out.
    public let unknownID: TokenID?

    /// Whether what the pieces do not cover is spelled in the tokens `<0x00>` to `<0xFF>`.
    ///
    /// Text that has such a spelling itself is that token too, as in Hugging Face's `tokenizers`.
    public let hasByteFallback: Bool

    /// How log-probabilities are added up.
    public let arithmetic: Arithmetic

    /// How much sampling prefers the probable: ways to cut are drawn by p^alpha.
    ///
    /// Zero draws all ways alike, and a large number is the most probable one.
    public var samplingExponent = 0.1

    /// Among how many of the best ways sampling draws; nil for all ways.
    public var samplingCount: Int?

    /// The pieces that are looked for in text, each with its id and its score there.
    let trie: PieceTrie
    let pieceIDs: [TokenID]
    let pieceScores: [Double]

    /// The most bytes of a piece, or of a character.
    private let longestPiece: Int

    /// The score of a character that is not covered.
    let unknownScore: Double

    /// The ids of the 256 byte tokens, -1 for those that are missing; empty without fallback.
    let byteIDs: [TokenID]

    /// Creates a model of pieces whose ids are their positions.
    ///
    /// All pieces, the unknown one too, are looked for in the text.
    ///
    /// - Parameters:
    ///   - pieces: The pieces and their log-probabilities in nats; no two may be equal.
    ///   - unknownID: The piece that stands for what others do not cover.
    ///   - hasByteFallback: Whether that is spelled in bytes instead.
    ///   - arithmetic: How log-probabilities are added up.
    /// - Precondition: The pieces differ, and `unknownID` is one of them.
    public init(
        pieces: [(token: String, score: Double)],
        unknownID: TokenID?,
        hasByteFallback: Bool = false,
        arithmetic: Arithmetic = .double
    ) {
        let found = pieces.indices.map { id in
            Matched(bytes: Array(pieces[id].token.utf8), id: TokenID(id), score: pieces[id].score)
        }
        self.init(
            tokens: TokenInventory(pieces.map(\.token)),
            scores: pieces.map(\.score),
            matched: found,
            lowestScore: pieces.map(\.score).min() ?? 0,
            unknownID: unknownID,
            hasByteFallback: hasByteFallback,
            arithmetic: arithmetic
        )
    }

    /// A piece that is looked for in text.
    struct Matched {
        var bytes: [UInt8]
        var id: TokenID
        var score: Double
    }

    /// Creates a model that looks for some of its tokens only.
    init(
        tokens: TokenInventory,
        scores: [Double],
        matched: [Matched],
        lowestScore: Double,
        unknownID: TokenID?,
        hasByteFallback: Bool,
        arithmetic: Arithmetic
    ) {
        precondition(tokens.count == scores.count, "UnigramModel: two pieces are the same")
        precondition(
            unknownID.map { scores.indices.contains(Int($0)) } ?? true,
            "UnigramModel: the unknown token is not one of the pieces"
        )
        self.tokens = tokens
        self.scores = scores
        self.unknownID = unknownID
        self.hasByteFallback = hasByteFallback
        self.arithmetic = arithmetic
        trie = PieceTrie(matched.map(\.bytes))
        pieceIDs = matched.map(\.id)
        pieceScores = matched.map(\.score)
        longestPiece = matched.reduce(4) { max($0, $1.bytes.count) }
        let unknownScore = lowestScore - Self.unknownPenalty
        self.unknownScore = arithmetic == .single ? Double(Float(unknownScore)) : unknownScore
        byteIDs =
            hasByteFallback
            ? (0...255).map { tokens.id(of: Self.byteToken($0)) ?? -1 } : []
    }

    /// How much worse than the worst piece an unknown character is, in nats.
    static let unknownPenalty = 10.0

    /// The spelling of a byte as a token, such as `<0x0A>`.
    static func byteToken(_ byte: Int) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return "<0x" + (digits.count < 2 ? "0" : "") + digits + ">"
    }
}

extension UnigramModel {
    /// Appends the tokens of the most probable way to cut a piece of text.
    public func encode(_ piece: UnsafeBufferPointer<UInt8>, into result: inout PieceTokens) {
        withUnsafeTemporaryAllocation(of: PathNode.self, capacity: piece.count + 1) { nodes in
            nodes.initialize(repeating: PathNode())
            trie.units.withUnsafeBufferPointer { findBestPath(of: piece, units: $0, nodes) }
            var segments = segmentWriter(piece)
            Self.link(nodes)
            var start = 0
            while start < piece.count {
                let end = Int(nodes[start].end)
                segments.append(nodes[end].id, start..<end, to: &result)
                start = end
            }
            segments.finish(&result)
        }
    }

    /// What turns the segments of a text into tokens.
    func segmentWriter(_ text: UnsafeBufferPointer<UInt8>) -> SegmentWriter {
        SegmentWriter(unknownID: unknownID, byteIDs: byteIDs, text: text)
    }

    /// The best way to reach a place in the text.
    struct PathNode {
        var score = 0.0

        /// Where the last piece starts, -1 before any is known.
        var start: Int32 = -1

        /// Where the piece that starts here ends, once the path is linked.
        var end: Int32 = 0

        /// The last piece; -1 for an uncovered character.
        var id: TokenID = -1
    }

    private func findBestPath(
        of text: UnsafeBufferPointer<UInt8>,
        units: UnsafeBufferPointer<PieceTrie.Unit>,
        _ nodes: UnsafeMutableBufferPointer<PathNode>
    ) {
        let isSingle = arithmetic == .single
        var start = 0
        while start < text.count {
            if isSingle, nodes[start].score < Self.lowestSum { startAgain(at: start, nodes) }
            let here = nodes[start].score
            start = forEachSegment(of: text, from: start, units) { [start] end, id, score in
                let sum = isSingle ? Double(Float(here + score)) : here + score
                if nodes[end].start >= 0, sum <= nodes[end].score { return }
                nodes[end].score = sum
                nodes[end].start = Int32(truncatingIfNeeded: start)
                nodes[end].id = id
            }
        }
    }

    /// The sum below which summing in single precision starts again at zero, so that what pieces
    /// add is not rounded away in a long text.
    private static let lowestSum = -100_000.0

    /// Takes the sum of a place from it, and from those of the places after it that were reached.
    private func startAgain(at start: Int, _ nodes: UnsafeMutableBufferPointer<PathNode>) {
        let sum = nodes[start].score
        for place in start...min(start + longestPiece, nodes.count - 1) {
            nodes[place].score = Double(Float(nodes[place].score - sum))
        }
    }

    /// Calls `body` with the end, the id and the score of each piece that starts at a place, and
    /// returns where the next character starts.
    ///
    /// A character that no piece covers is a piece, too, whose id is -1.
    @inline(__always)
    func forEachSegment(
        of text: UnsafeBufferPointer<UInt8>,
        from start: Int,
        _ units: UnsafeBufferPointer<PieceTrie.Unit>,
        _ body: (_ end: Int, _ id: TokenID, _ score: Double) -> Void
    ) -> Int {
        let characterEnd = Self.characterEnd(in: text, at: start)
        var isCovered = false
        PieceTrie.forEachPiece(units, in: text, at: start) { end, piece in
            if end == characterEnd { isCovered = true }
            body(end, pieceIDs[Int(piece)], pieceScores[Int(piece)])
        }
        if !isCovered { body(characterEnd, -1, unknownScore) }
        return characterEnd
    }

    /// Follows the path back from the end, and writes it down forwards.
    private static func link(_ nodes: UnsafeMutableBufferPointer<PathNode>) {
        var end = nodes.count - 1
        while end > 0 {
            let start = Int(nodes[end].start)
            nodes[start].end = Int32(truncatingIfNeeded: end)
            end = start
        }
    }

    /// Where the character that starts at `start` ends, by its first byte.
    @inline(__always)
    static func characterEnd(in text: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
        let first = text[start]
        if first < 0xC0 { return start + 1 }
        return min(text.count, start + (first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4))
    }
}

/// Turns segments of text into tokens, and what no piece covers into the unknown token or bytes.
struct SegmentWriter {
    private let unknownID: TokenID?
    private let byteIDs: [TokenID]
    private let text: UnsafeBufferPointer<UInt8>

    /// The uncovered characters that are not written yet.
    private var unknown: Range<Int>?

    /// Writes the segments of a text.
    ///
    /// - Parameters:
    ///   - unknownID: The token for what is not covered; nil leaves that out.
    ///   - byteIDs: The tokens of the 256 bytes, -1 for those that are missing; empty without
    ///     byte fallback.
    ///   - text: The text.
    init(unknownID: TokenID?, byteIDs: [TokenID], text: UnsafeBufferPointer<UInt8>) {
        self.unknownID = unknownID
        self.byteIDs = byteIDs
        self.text = text
    }

    /// Takes the next segment; the id -1, and that of the unknown token, are uncovered text.
    @inline(__always)
    mutating func append(_ id: TokenID, _ range: Range<Int>, to result: inout PieceTokens) {
        if id < 0 || id == unknownID {
            unknown = (unknown?.lowerBound ?? range.lowerBound)..<range.upperBound
        } else {
            if unknown != nil { finish(&result) }
            result.append(id, end: range.upperBound)
        }
    }

    /// Writes what is left.
    mutating func finish(_ result: inout PieceTokens) {
        guard let range = unknown else { return }
        unknown = nil
        if !byteIDs.isEmpty, range.allSatisfy({ byteIDs[Int(text[$0])] >= 0 }) {
            for place in range { result.append(byteIDs[Int(text[place])], end: place + 1) }
        } else if let unknownID {
            result.append(unknownID, end: range.upperBound)
        }
    }
}
