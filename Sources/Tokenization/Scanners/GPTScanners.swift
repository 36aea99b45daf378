internal import UnicodeText

/// Finds where a piece ends; a scanner's pieces cover the text.
protocol PieceScanner: Sendable {
    /// The end of the piece that starts at `start`, which is before the reader's limit.
    func end(_ reader: TextReader, from start: Int) -> Int
}

extension PieceScanner {
    /// Appends the pieces of a range.
    @inline(__always)
    func scan(
        _ text: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>,
        into pieces: inout [PipelineText.Piece]
    ) {
        let reader = TextReader(text, limit: range.upperBound)
        pieces.append(
            contentsOf: ScannedPieces(reader: reader, scanner: self, start: range.lowerBound)
        )
    }
}

/// The pieces of a text, which an array takes in without asking for each whether anyone else has it.
private struct ScannedPieces<Scanner: PieceScanner>: Sequence, IteratorProtocol {
    let reader: TextReader
    let scanner: Scanner
    var start: Int

    @inline(__always)
    mutating func next() -> PipelineText.Piece? {
        if start >= reader.limit { return nil }
        let piece = start..<scanner.end(reader, from: start)
        start = piece.upperBound
        return PipelineText.Piece(piece)
    }
}

/// The pattern of GPT-2.
///
///     's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
struct GPT2Scanner: PieceScanner {
    func end(_ reader: TextReader, from start: Int) -> Int {
        var index = start
        let first = reader.text[start]
        if first == 0x20, start + 1 < reader.limit {
            index += 1
        } else if first == UInt8(ascii: "'") {
            let end = reader.endOfContraction(from: start, ignoringCase: false)
            if end > start { return end }
        }
        let (bit, length) = reader.code(at: index)
        let next = index + length
        if bit & ClassMask.letter != 0 { return reader.end(of: ClassMask.letter, from: next) }
        if bit & ClassMask.number != 0 { return reader.end(of: ClassMask.number, from: next) }
        if bit & ClassMask.space != 0 { return reader.endOfBlank(from: start) }
        return reader.end(of: ~ClassMask.wordy, from: next)
    }
}

/// The pattern of cl100k, with as many digits in a piece as the variant has.
///
///     (?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}|
///      ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+
struct CL100KScanner: PieceScanner {
    /// The most digits of a piece.
    let maximumDigits: Int

    func end(_ reader: TextReader, from start: Int) -> Int {
        if reader.text[start] == UInt8(ascii: "'") {
            let end = reader.endOfContraction(from: start, ignoringCase: true)
            if end > start { return end }
        }
        let (bit, length) = reader.code(at: start)
        let next = start + length
        if bit & ClassMask.letter != 0 { return reader.end(of: ClassMask.letter, from: next) }
        if bit & ClassMask.number != 0 {
            return reader.end(ofDigitsAtMost: maximumDigits, from: start)
        }
        if !reader.isLineEnd(at: start), reader.length(of: ClassMask.letter, at: next) > 0 {
            return reader.end(of: ClassMask.letter, from: next)
        }
        if bit & ClassMask.space == 0 { return signs(reader, from: next) }
        if reader.text[start] == 0x20, next < reader.limit,
            reader.code(at: next).bit & ClassMask.wordy == 0
        {
            return signs(reader, from: next)
        }
        return reader.endOfLines(from: start) ?? reader.endOfBlank(from: start)
    }

    private func signs(_ reader: TextReader, from start: Int) -> Int {
        var end = reader.end(of: ~ClassMask.wordy, from: start)
        while reader.isLineEnd(at: end) { end += 1 }
        return end
    }
}

extension TextReader {
    /// The end of the run of at most `count` numbers that starts at `start`.
    func end(ofDigitsAtMost count: Int, from start: Int) -> Int {
        var index = start
        for _ in 0..<count {
            let length = length(of: ClassMask.number, at: index)
            if length == 0 { break }
            index += length
        }
        return index
    }

    /// The end of the last line end in the white space at `start`, or nil when there is none.
    func endOfLines(from start: Int) -> Int? {
        var end = end(of: ClassMask.space, from: start)
        while end > start {
            if isLineEnd(at: end - 1) { return end }
            end -= 1
        }
        return nil
    }
}
