internal import UnicodeText

/// A text on its way through a pipeline: its bytes, the pieces it is cut into, and the way back.
///
/// The pieces ascend and do not overlap. A piece that is a token already keeps its id, and later
/// stages leave it alone.
struct PipelineText {
    /// A part of `bytes`.
    struct Piece {
        var start: Int32
        var end: Int32

        /// The token the piece is, or -1 for text.
        var id: TokenID

        var range: Range<Int> { Int(start)..<Int(end) }
        var isText: Bool { id < 0 }

        init(_ range: Range<Int>, id: TokenID = -1) {
            start = Int32(truncatingIfNeeded: range.lowerBound)
            end = Int32(truncatingIfNeeded: range.upperBound)
            self.id = id
        }
    }

    /// The text as the stages so far have changed it.
    private(set) var bytes: [UInt8] = []

    /// What it is cut into.
    private(set) var pieces: [Piece] = []

    /// The alignments of the stages that moved anything, the last stage first.
    private var alignments: [Alignment] = []

    /// Whether the way back is kept.
    private var isAligned = false

    /// Whether the first character of the original is gone.
    private(set) var isShortened = false

    /// Memory for the next list of pieces, and for the next bytes.
    private var nextPieces: [Piece] = []
    private var nextBytes: [UInt8] = []

    /// Starts anew with a text as one piece.
    ///
    /// - Precondition: The text is shorter than 2 GiB.
    mutating func reset(_ text: UnsafeBufferPointer<UInt8>, isAligned: Bool) {
        precondition(text.count < Int32.max, "TokenizationPipeline: more than 2 GiB at once")
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: text)
        pieces.removeAll(keepingCapacity: true)
        if !text.isEmpty { pieces.append(Piece(0..<text.count)) }
        alignments.removeAll(keepingCapacity: true)
        self.isAligned = isAligned
        isShortened = false
    }

    /// Cuts each piece of text: `body` gets the bytes, a range, and the list to append to.
    mutating func cut(
        _ body: (UnsafeBufferPointer<UInt8>, Range<Int>, inout [Piece]) -> Void
    ) {
        nextPieces.removeAll(keepingCapacity: true)
        bytes.withUnsafeBufferPointer { bytes in
            for piece in pieces {
                if piece.isText {
                    body(bytes, piece.range, &nextPieces)
                } else {
                    nextPieces.append(piece)
                }
            }
        }
        swap(&pieces, &nextPieces)
    }

    /// Replaces each piece of text by what `body` returns, which may be nil for no change.
    ///
    /// What is between pieces is left out; pieces that become empty are too.
    mutating func replace(
        _ body: (UnsafeBufferPointer<UInt8>, Range<Int>) -> TransformedText?
    ) {
        if isOnePiece {
            let range = 0..<bytes.count
            guard let new = bytes.withUnsafeBufferPointer({ body($0, range) }) else { return }
            return replaceAll(by: new)
        }
        var edit = Edit()
        swap(&edit.bytes, &nextBytes)
        edit.bytes.removeAll(keepingCapacity: true)
        var isChanged = false
        bytes.withUnsafeBufferPointer { bytes in
            for index in pieces.indices {
                let range = pieces[index].range
                edit.skip(to: range.lowerBound)
                let start = edit.bytes.count
                if pieces[index].isText, let new = body(bytes, range) {
                    edit.replace(range, by: new)
                    isChanged = true
                } else {
                    edit.keep(bytes, range)
                }
                pieces[index] = Piece(start..<edit.bytes.count, id: pieces[index].id)
            }
            isChanged = isChanged || edit.position < bytes.count || edit.hasGaps
        }
        swap(&bytes, &edit.bytes)
        swap(&nextBytes, &edit.bytes)
        if isChanged { take(edit.builder.alignment) }
    }

    /// Whether the text is not cut.
    private var isOnePiece: Bool {
        pieces.count == 1 && pieces[0].isText && pieces[0].range == 0..<bytes.count
    }

    private mutating func replaceAll(by new: TransformedText) {
        var builder = Alignment.Builder()
        builder.append(new.alignment, source: bytes.count, result: new.bytes.count)
        bytes = new.bytes
        pieces[0] = Piece(0..<bytes.count)
        take(builder.alignment)
    }

    /// Notes where the bytes came from, and leaves out pieces that became empty.
    private mutating func take(_ alignment: Alignment) {
        pieces.removeAll { $0.isText && $0.start == $0.end }
        if alignment.source(of: 0..<min(1, bytes.count)).lowerBound > 0 { isShortened = true }
        if isAligned { alignments.insert(alignment, at: 0) }
    }

    /// The range of the original text that a range of `bytes` came from.
    func source(of range: Range<Int>) -> Range<Int> {
        alignments.reduce(range) { range, alignment in alignment.source(of: range) }
    }

    /// Bytes under construction.
    private struct Edit {
        var bytes: [UInt8] = []
        var builder = Alignment.Builder()
        var position = 0
        var hasGaps = false

        mutating func skip(to start: Int) {
            if start == position { return }
            builder.replace(start - position, by: 0)
            position = start
            hasGaps = true
        }

        mutating func keep(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
            bytes.append(contentsOf: source[range])
            builder.keep(range.count)
            position = range.upperBound
        }

        mutating func replace(_ range: Range<Int>, by new: TransformedText) {
            bytes += new.bytes
            builder.append(new.alignment, source: range.count, result: new.bytes.count)
            position = range.upperBound
        }
    }
}
