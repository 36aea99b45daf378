/// A line without its end, and where it was.
struct Line {
    var bytes: ArraySlice<UInt8>
    var number: Int

    /// The line's place in the stream of bytes.
    var offset: Int

    /// Whether the line was longer than the limit; `bytes` is then only its beginning.
    var isTruncated = false
}

/// The lines of a stream; ends are LF or CR LF, and the last line may lack one.
struct LineReader {
    private let stream: ByteStream
    private let maximum: Int
    private var chunk: ArraySlice<UInt8> = []
    private var offset = 0
    private var number = 0

    init(_ stream: ByteStream, maximum: Int) throws {
        self.stream = stream
        self.maximum = maximum
        chunk = try stream.next()?[...] ?? []
    }

    /// The next line, or nil at the end.
    mutating func next() throws -> Line? {
        if chunk.isEmpty { chunk = try stream.next()?[...] ?? [] }
        if chunk.isEmpty { return nil }
        number += 1
        var line = Line(bytes: [], number: number, offset: offset)
        if let end = chunk.firstIndex(ofByte: 0x0A) {
            line.bytes = chunk[..<end]
            advance(by: end + 1 - chunk.startIndex)
        } else {
            line.bytes = try gather()
        }
        if line.bytes.last == 0x0D { line.bytes.removeLast() }
        line.isTruncated = line.bytes.count > maximum
        try refuseBinary(line)
        return line
    }

    /// A line that continues in the next chunks, kept only as far as the limit can tell.
    private mutating func gather() throws -> ArraySlice<UInt8> {
        var bytes: [UInt8] = []
        while !chunk.isEmpty {
            let end = chunk.firstIndex(ofByte: 0x0A)
            let part = chunk[..<(end ?? chunk.endIndex)]
            let kept = part.prefix(max(0, maximum + 2 - bytes.count))
            bytes += kept
            // The rest of what is no text need not be read.
            if kept.firstIndex(ofByte: 0) != nil { break }
            advance(by: part.count + (end == nil ? 0 : 1))
            if end != nil { break }
            chunk = try stream.next()?[...] ?? []
        }
        return bytes[...]
    }

    private mutating func advance(by count: Int) {
        chunk = chunk.dropFirst(count)
        offset += count
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
