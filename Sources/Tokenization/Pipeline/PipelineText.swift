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

    /// The length of the first character of the original.
    private var firstLength = 0

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
        firstLength = text.isEmpty ? 0 : Scalars.scalar(in: text, at: 0).length
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
            return edit { _, range, edit in
                edit.replace(range.count, by: new)
                return true
            }
        }
        edit { bytes, range, edit in
            guard let new = body(bytes, range) else {
                edit.keep(bytes, range)
                return false
            }
            edit.replace(range.count, by: new)
            return true
        }
    }

    /// Writes each piece of text anew: `body` gets the bytes, a range, and what it writes all of the
    /// range into, and returns whether it changed something.
    ///
    /// What is between pieces is left out; pieces that become empty are too.
    mutating func edit(
        _ body: (UnsafeBufferPointer<UInt8>, Range<Int>, inout TextEdit) -> Bool
    ) {
        var edit = TextEdit(isAligned: isAligned)
        swap(&edit.bytes, &nextBytes)
        edit.bytes.removeAll(keepingCapacity: true)
        var isChanged = false
        bytes.withUnsafeBufferPointer { bytes in
            for index in pieces.indices {
                let range = pieces[index].range
                if edit.position < range.lowerBound {
                    edit.replace(range.lowerBound - edit.position, by: [])
                    isChanged = true
                }
                let start = edit.count
                if !pieces[index].isText {
                    edit.keep(bytes, range)
                } else if body(bytes, range, &edit) {
                    isChanged = true
                }
                pieces[index] = Piece(start..<edit.count, id: pieces[index].id)
            }
        }
        isChanged = isChanged || edit.position < bytes.count
        swap(&bytes, &edit.bytes)
        swap(&nextBytes, &edit.bytes)
        if isChanged { take(edit) }
    }

    /// Whether the text is not cut.
    private var isOnePiece: Bool {
        pieces.count == 1 && pieces[0].isText && pieces[0].range == 0..<bytes.count
    }

    /// Notes where the bytes came from, and leaves out pieces that became empty.
    private mutating func take(_ edit: TextEdit) {
        pieces.removeAll { $0.isText && $0.start == $0.end }
        if isAligned { alignments.insert(edit.alignment, at: 0) }
    }

    /// How many pieces of text at the start came from the first character of the original.
    ///
    /// Where a step changed text before, this is known only if the way back is kept.
    var firstCount: Int {
        let first = pieces.prefix { source(of: $0.range).lowerBound < firstLength }
        return first.count(where: \.isText)
    }

    /// The range of the original text that a range of `bytes` came from.
    func source(of range: Range<Int>) -> Range<Int> {
        alignments.reduce(range) { range, alignment in alignment.source(of: range) }
    }
}
