/// What cuts text into the pieces that are counted.
protocol PieceSource: Sendable {
    /// Counts the pieces of a text in UTF-8 that occurs so many times.
    mutating func count(
        _ text: UnsafeBufferPointer<UInt8>,
        times: Int,
        in counts: inout PieceCounts
    )
}

/// The pieces that a pipeline hands to its model.
struct PipelinePieces: PieceSource {
    private let front: PipelineFront
    private var work = PipelineText()

    init(_ front: PipelineFront) { self.front = front }

    mutating func count(
        _ text: UnsafeBufferPointer<UInt8>,
        times: Int,
        in counts: inout PieceCounts
    ) {
        front.run(on: &work, text, isAligned: false)
        work.bytes.withUnsafeBufferPointer { bytes in
            for piece in work.pieces {
                counts.add(UnsafeBufferPointer(rebasing: bytes[piece.range]), count: times)
            }
        }
    }
}

/// The pieces that a tokenizer looks up as a whole.
struct WholePieces: PieceSource, Equatable {
    /// What cuts text.
    let preTokenizer: PreTokenizer

    /// What happens to text first.
    let normalizer: Normalizer

    func count(
        _ text: UnsafeBufferPointer<UInt8>,
        times: Int,
        in counts: inout PieceCounts
    ) {
        if normalizer.isDone(text) { return countPieces(of: text, times, in: &counts) }
        normalizer.normalize(Array(text)).bytes.withUnsafeBufferPointer {
            countPieces(of: $0, times, in: &counts)
        }
    }

    private func countPieces(
        of text: UnsafeBufferPointer<UInt8>,
        _ times: Int,
        in counts: inout PieceCounts
    ) {
        preTokenizer.forEachPiece(in: text) { range in
            counts.add(UnsafeBufferPointer(rebasing: text[range]), count: times)
        }
    }
}
