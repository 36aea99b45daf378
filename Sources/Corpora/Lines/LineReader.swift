internal import UnicodeText

/// A line without its end, and where it was.
struct Line {
    var bytes: ArraySlice<UInt8>
    var number: Int

    /// The line's place in the stream of bytes.
    var offset: Int

    /// Whether the line was longer than the limit; `bytes` is then only its beginning.
    var isTruncated = false
}

/// A line without its end, or a part of one, in memory that is used again for those that follow.
struct LineBytes {
    var bytes: UnsafeBufferPointer<UInt8>
    var number: Int

    /// The place of the bytes in the stream.
    var offset: Int

    /// Whether the bytes are known to be UTF-8.
    var isUTF8: Bool

    /// The line without white space at both ends.
    func trimmingSpaces() -> Self {
        let range = bytes.rangeWithoutSpaces
        var line = self
        line.bytes = UnsafeBufferPointer(rebasing: bytes[range])
        line.offset += range.lowerBound
        return line
    }
}

/// The lines of a stream; ends are LF or CR LF, and the last line may lack one.
struct LineReader {
    private let stream: ByteStream
    private let maximum: Int

    /// What was read, its place in the stream, and how much of it was taken.
    private var chunk: [UInt8] = []
    private var chunkOffset = 0
    private var position = 0
    private var number = 0

    init(_ stream: ByteStream, maximum: Int) throws {
        self.stream = stream
        self.maximum = maximum
        try refill()
    }

    /// The next line, or nil at the end.
    mutating func next() throws -> Line? {
        guard try hasBytes() else { return nil }
        number += 1
        var line = Line(bytes: [], number: number, offset: chunkOffset + position)
        if let end = endOfLine {
            line.bytes = chunk[position..<end]
            position = end + 1
        } else {
            line.bytes = try gather()
        }
        if line.bytes.last == 0x0D { line.bytes.removeLast() }
        line.isTruncated = line.bytes.count > maximum
        try refuseBinary(line)
        return line
    }

    /// Hands on the lines that were read whole, up to one that has a zero byte.
    ///
    /// - Returns: Whether there was such a line; where there was none, ``next()`` may have one.
    mutating func handOnWholeLines(_ body: (LineBytes) throws -> Void) throws -> Bool {
        guard try hasBytes() else { return false }
        let start = position
        var (place, count) = (position, 0)
        defer {
            position = place
            number += count
        }
        try chunk.withUnsafeBufferPointer { chunk in
            let end = chunk.endOfTextLines(from: start)
            let isUTF8 = ByteScan.isUTF8(UnsafeBufferPointer(rebasing: chunk[start..<end]))
            while place < end, let lineEnd = chunk.firstOffset(ofByte: 0x0A, from: place) {
                let line = LineBytes(
                    bytes: chunk.line(from: place, to: lineEnd),
                    number: number + count + 1,
                    offset: chunkOffset + place,
                    isUTF8: isUTF8
                )
                place = lineEnd + 1
                count += 1
                try body(line)
            }
        }
        return count > 0
    }

    /// The place of the next line end in what was read.
    private var endOfLine: Int? {
        chunk.withUnsafeBufferPointer { $0.firstOffset(ofByte: 0x0A, from: position) }
    }

    /// Whether there is something that was not taken; reads on unless there is.
    private mutating func hasBytes() throws -> Bool {
        if position == chunk.count { try refill() }
        return !chunk.isEmpty
    }

    private mutating func refill() throws {
        chunkOffset += chunk.count
        position = 0
        chunk = try stream.next() ?? []
    }

    /// A line that continues in the next chunks, kept only as far as the limit can tell.
    private mutating func gather() throws -> ArraySlice<UInt8> {
        var bytes: [UInt8] = []
        while !chunk.isEmpty {
            let end = endOfLine
            let part = chunk[position..<(end ?? chunk.count)]
            let kept = part.prefix(max(0, maximum + 2 - bytes.count))
            bytes += kept
            // The rest of what is no text need not be read.
            if kept.firstIndex(ofByte: 0) != nil { break }
            if let end {
                position = end + 1
                break
            }
            try refill()
        }
        return bytes[...]
    }

    private func refuseBinary(_ line: Line) throws {
        guard let zero = line.bytes.firstIndex(ofByte: 0) else { return }
        throw CorpusError(
            kind: .binary,
            source: stream.name,
            line: line.number,
            column: zero - line.bytes.startIndex + 1,
            message: "this is a binary file, not text (a zero byte at byte offset "
                + "\(line.offset + zero - line.bytes.startIndex)); export it as text first"
        )
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The end of the last of the lines from a place on that are whole and have no zero byte.
    fileprivate func endOfTextLines(from start: Int) -> Int {
        let end = firstOffset(ofByte: 0, from: start) ?? count
        return self[start..<end].lastIndex(of: 0x0A).map { $0 + 1 } ?? start
    }

    /// The line between two places, without the first half of a CR LF.
    fileprivate func line(from start: Int, to end: Int) -> Self {
        let hasCR = end > start && self[end - 1] == 0x0D
        return Self(rebasing: self[start..<(hasCR ? end - 1 : end)])
    }
}
