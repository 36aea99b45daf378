/// Reads the pieces of a run, one by one.
final class PieceRunReader {
    /// The bytes of the current piece.
    private(set) var piece: [UInt8] = []

    /// How often it occurs.
    private(set) var count = 0

    /// Whether there is no current piece.
    private(set) var isAtEnd = false

    private var prefix: UInt64 = 0
    private let storage: any OverflowStorage

    /// What is not in the buffer yet.
    private var rest: Range<Int>
    private var buffer: [UInt8] = []
    private var position = 0

    private static let bufferSize = 1 << 16
    private static let longestNumber = 10

    init(_ run: Range<Int>, of storage: any OverflowStorage) throws {
        rest = run
        self.storage = storage
        try advance()
    }

    /// Whether the current piece comes before that of another run.
    @inline(__always)
    func precedes(_ other: PieceRunReader) -> Bool {
        if prefix != other.prefix { return prefix < other.prefix }
        return piece.lexicographicallyPrecedes(other.piece)
    }

    /// Whether the current piece has these bytes.
    @inline(__always)
    func isAt(_ other: [UInt8]) -> Bool { !isAtEnd && piece == other }

    /// Goes to the next piece.
    func advance() throws {
        try fill(Self.longestNumber)
        isAtEnd = position == buffer.count
        if isAtEnd { return }
        let length = number()
        try fill(length + Self.longestNumber)
        piece.removeAll(keepingCapacity: true)
        piece.append(contentsOf: buffer[position..<position + length])
        position += length
        prefix = TokenTable.prefix(of: piece)
        count = number()
    }

    private func number() -> Int {
        var result: UInt = 0
        var shift: UInt = 0
        while true {
            let byte = buffer[position]
            position += 1
            result |= UInt(byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 { return Int(bitPattern: result) }
        }
    }

    /// Makes sure that the buffer holds so many bytes after the position, or the end of the run.
    private func fill(_ size: Int) throws {
        if buffer.count - position >= size || rest.isEmpty { return }
        buffer.removeFirst(position)
        position = 0
        let more = min(rest.count, max(size, Self.bufferSize) - buffer.count)
        var chunk = [UInt8](repeating: 0, count: more)
        try chunk.withUnsafeMutableBytes { try storage.read(into: $0, at: rest.lowerBound) }
        buffer += chunk
        rest = rest.lowerBound + more..<rest.upperBound
    }
}
