/// Pieces of text, each once, and how often they occur.
public struct PieceCounts: Sendable {
    /// The pieces, numbered in order of arrival.
    private(set) var table = TokenTable()

    /// How often each occurs.
    private(set) var counts: [Int] = []

    /// No pieces.
    public init() {}

    /// Pieces of which none is in two of the parts.
    init(joining parts: [PieceCounts]) {
        table = TokenTable(joining: parts.map(\.table))
        counts = Array(parts.map(\.counts).joined())
    }

    /// The number of different pieces.
    public var count: Int { table.count }

    /// The number of pieces.
    public var total: Int { counts.reduce(0, +) }

    /// About the most memory that the pieces take while more are added, in bytes.
    var memory: Int { table.bytes.count * 2 + count * 80 }

    /// Counts a piece.
    public mutating func add(_ piece: String, count: Int = 1) {
        var piece = piece
        piece.withUTF8 { add($0, count: count) }
    }

    /// Counts a piece given by its bytes.
    @inline(__always)
    package mutating func add(_ piece: UnsafeBufferPointer<UInt8>, count: Int) {
        let (number, isNew) = table.insert(piece)
        if isNew { counts.append(0) }
        counts[number] += count
    }

    /// Adds other counts; threads look for the pieces that are here already.
    package mutating func merge(_ other: PieceCounts, threadCount: Int = 1) {
        if count == 0 { return self = other }
        if threadCount < 2 { return other.forEach { add($0, count: $1) } }
        table.prepareLookUps(threadCount: threadCount)
        let numbers = numbers(of: other, threadCount: threadCount)
        for (index, number) in numbers.enumerated() where number >= 0 {
            counts[Int(number)] += other.counts[index]
        }
        other.forEach(numbers.indices.lazy.filter { numbers[$0] < 0 }) { add($0, count: $1) }
    }

    /// The number that each of other pieces has here, -1 for those that are not here.
    private func numbers(of other: PieceCounts, threadCount: Int) -> [Int32] {
        Array(count: other.count, threadCount: threadCount) { index in
            other.withPiece(index) { table.number(of: $0) }
        }
    }

    /// The sum of what `body` counts for each share of some work, each on a thread.
    static func sum(
        threadCount: Int,
        _ body: @Sendable (_ share: Int) -> PieceCounts
    ) -> PieceCounts {
        var sum = PieceCounts()
        for counts in concurrentMap(threadCount, threadCount: threadCount, body) {
            sum.merge(counts, threadCount: threadCount)
        }
        return sum
    }

    /// Forgets the pieces, and keeps the memory.
    mutating func removeAll() {
        table.removeAll()
        counts.removeAll(keepingCapacity: true)
    }

    /// Calls `body` with each piece, in order of arrival.
    package func forEach(_ body: (UnsafeBufferPointer<UInt8>, Int) -> Void) {
        forEach(0..<count, body)
    }

    /// Calls `body` with each piece, in the order of their bytes.
    func forEachInOrder(_ body: (UnsafeBufferPointer<UInt8>, Int) -> Void) {
        forEach(table.sortedNumbers, body)
    }

    /// The numbers of the pieces, the most frequent first, equally frequent ones in the order of
    /// their bytes.
    var ranking: [Int32] {
        var ranks = table.sortKeys.map { (count: counts[Int($0.number)], key: $0) }
        table.bytes.withUnsafeBufferPointer { bytes in
            ranks.sort { left, right in
                left.count != right.count
                    ? left.count > right.count : table.precedes(left.key, right.key, bytes)
            }
        }
        return ranks.map(\.key.number)
    }

    /// Calls `body` with a share of the pieces, some here and some there.
    func forEach(
        inShare share: Int,
        of shareCount: Int,
        _ body: (UnsafeBufferPointer<UInt8>, Int) -> Void
    ) {
        let blockSize = 256
        for start in stride(from: share * blockSize, to: count, by: shareCount * blockSize) {
            forEach(start..<min(count, start + blockSize), body)
        }
    }

    private func withPiece<Result>(
        _ number: Int,
        _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        table[number].withUnsafeBufferPointer(body)
    }

    /// Calls `body` with some of the pieces.
    func forEach(
        _ numbers: some Sequence<Int>,
        _ body: (UnsafeBufferPointer<UInt8>, Int) -> Void
    ) {
        table.bytes.withUnsafeBufferPointer { bytes in
            for number in numbers {
                let range = table.offsets[number]..<table.offsets[number + 1]
                body(UnsafeBufferPointer(rebasing: bytes[range]), counts[number])
            }
        }
    }
}

extension TokenTable {
    /// A token, and its first eight bytes as a number in the same order.
    fileprivate typealias SortKey = (prefix: UInt64, number: Int32)

    fileprivate var sortKeys: some Sequence<SortKey> {
        (0..<count).lazy.map { (prefix: Self.prefix(of: self[$0]), number: Int32($0)) }
    }

    /// Whether the bytes of one token come before those of another; `bytes` is ``bytes``.
    ///
    /// The first eight are compared as one number, and the others only where these agree.
    fileprivate func precedes(
        _ left: SortKey,
        _ right: SortKey,
        _ bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        if left.prefix != right.prefix { return left.prefix < right.prefix }
        return bytes[range(left.number)].lexicographicallyPrecedes(bytes[range(right.number)])
    }

    /// The numbers of the tokens in the order of their bytes.
    fileprivate var sortedNumbers: some Sequence<Int> {
        bytes.withUnsafeBufferPointer { bytes in
            sortKeys.sorted { precedes($0, $1, bytes) }.lazy.map { Int($0.number) }
        }
    }

    private func range(_ number: Int32) -> Range<Int> {
        offsets[Int(number)]..<offsets[Int(number) + 1]
    }
}

extension TokenTable {
    /// The first eight bytes of a token, zeros after its end, as a number in the same order.
    static func prefix(of bytes: some Collection<UInt8>) -> UInt64 {
        var result: UInt64 = 0
        for byte in bytes.prefix(8) { result = result << 8 | UInt64(byte) }
        return result << UInt64(8 * (8 - min(8, bytes.count)))
    }
}
