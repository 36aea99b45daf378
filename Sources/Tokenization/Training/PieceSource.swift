/// What cuts text into the pieces that are counted.
protocol PieceSource: Sendable {
    /// Counts the pieces of a text in UTF-8.
    mutating func count(_ text: UnsafeBufferPointer<UInt8>, in counts: inout PieceCounts)

    /// Counts the pieces of a text in UTF-8.
    mutating func count(_ text: UnsafeBufferPointer<UInt8>, in tally: inout PieceTally)
}

/// The pieces that a pipeline hands to its model.
struct PipelinePieces: PieceSource {
    private let front: PipelineFront
    private var work = PipelineText()

    init(_ front: PipelineFront) { self.front = front }

    mutating func count(_ text: UnsafeBufferPointer<UInt8>, in counts: inout PieceCounts) {
        forEachPiece(of: text) { text, piece in
            counts.add(UnsafeBufferPointer(rebasing: text[piece]), count: 1)
        }
    }

    mutating func count(_ text: UnsafeBufferPointer<UInt8>, in tally: inout PieceTally) {
        forEachPiece(of: text) { tally.add($0, $1) }
    }

    /// Calls `body` with the changed text and where each piece is in it.
    @inline(__always)
    mutating func forEachPiece(
        of text: UnsafeBufferPointer<UInt8>,
        _ body: (UnsafeBufferPointer<UInt8>, Range<Int>) -> Void
    ) {
        front.run(on: &work, text, isAligned: false)
        work.bytes.withUnsafeBufferPointer { bytes in
            for piece in work.pieces { body(bytes, piece.range) }
        }
    }
}

/// The pieces that a tokenizer looks up as a whole.
struct WholePieces: PieceSource, Equatable {
    /// What cuts text.
    let preTokenizer: PreTokenizer

    /// What happens to text first.
    let normalizer: Normalizer

    func count(_ text: UnsafeBufferPointer<UInt8>, in counts: inout PieceCounts) {
        withNormalized(text) { text in
            preTokenizer.forEachPiece(in: text) { piece in
                counts.add(UnsafeBufferPointer(rebasing: text[piece]), count: 1)
            }
        }
    }

    func count(_ text: UnsafeBufferPointer<UInt8>, in tally: inout PieceTally) {
        withNormalized(text) { text in
            preTokenizer.forEachPiece(in: text) { tally.add(text, $0) }
        }
    }

    @inline(__always)
    private func withNormalized(
        _ text: UnsafeBufferPointer<UInt8>,
        _ body: (UnsafeBufferPointer<UInt8>) -> Void
    ) {
        if normalizer.isDone(text) { return body(text) }
        normalizer.normalize(Array(text)).bytes.withUnsafeBufferPointer(body)
    }
}
