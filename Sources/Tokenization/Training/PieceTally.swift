/// Counts pieces on one thread: the frequent ones in a small table, the others in ``PieceShards``.
///
/// Words repeat, so most of them are found in a table that the processor's second cache holds. A
/// row of it has two pieces and is as long as a line of the cache. The first is the more frequent
/// one; the second makes room for the next other piece, and goes to the shards with its count.
struct PieceTally {
    private struct Row {
        var first = CountedKey()
        var second = CountedKey()
    }

    /// The rows, which are written to without asking whether anyone else holds them.
    private final class Rows {
        static let count = 1 << 13

        let start: UnsafeMutablePointer<Row>

        init() {
            let size = MemoryLayout<Row>.stride
            start = UnsafeMutableRawPointer.allocate(byteCount: Self.count * size, alignment: size)
                .initializeMemory(as: Row.self, repeating: Row(), count: Self.count)
        }

        deinit { start.deallocate() }
    }

    private let rows = Rows()
    private let shards: PieceShards

    /// What is to go to each shard.
    private var outboxes: [PieceOutbox]

    /// The first fault of setting pieces aside.
    private(set) var failure: (any Error)?

    /// Counts for some shards.
    init(_ shards: PieceShards) {
        self.shards = shards
        outboxes = Array(repeating: PieceOutbox(), count: shards.count)
    }

    /// Counts a piece that lies in a text.
    @inline(__always)
    mutating func add(_ text: UnsafeBufferPointer<UInt8>, _ piece: Range<Int>) {
        guard let start = text.baseAddress, piece.count <= PieceKey.maximumLength else {
            return handOn(UnsafeBufferPointer(rebasing: text[piece]))
        }
        let limit = text.count - piece.lowerBound
        let key = PieceKey(start + piece.lowerBound, count: piece.count, limit: limit)
        let hash = key.hash
        let row = rows.start + hash & (Rows.count - 1)
        if row.pointee.first.key == key {
            row.pointee.first.count += 1
        } else if row.pointee.second.key == key {
            row.pointee.second.count += 1
            if row.pointee.second.count > row.pointee.first.count {
                swap(&row.pointee.first, &row.pointee.second)
            }
        } else {
            let leaving = row.pointee.second
            row.pointee.second = CountedKey(key: key, count: 1)
            if leaving.count > 0 { handOn(leaving) }
        }
    }

    private mutating func handOn(_ piece: CountedKey) {
        let shard = shards.number(ofHash: piece.key.hash)
        outboxes[shard].add(piece)
        emptyIfFull(shard)
    }

    private mutating func handOn(_ piece: UnsafeBufferPointer<UInt8>) {
        let shard = shards.number(of: piece)
        outboxes[shard].add(piece)
        emptyIfFull(shard)
    }

    /// Hands on what is to go to a shard; where another thread has it, and there is room, later.
    private mutating func emptyIfFull(_ shard: Int) {
        if outboxes[shard].isFull { empty(shard, waits: outboxes[shard].isOverfull) }
    }

    private mutating func empty(_ shard: Int, waits: Bool) {
        do {
            guard try shards.add(outboxes[shard], to: shard, waits: waits) else { return }
        } catch {
            failure = failure ?? error
        }
        outboxes[shard].removeAll()
    }

    /// Hands on all that was counted.
    mutating func end() {
        for index in 0..<Rows.count {
            let row = rows.start[index]
            rows.start[index] = Row()
            for piece in [row.first, row.second] where piece.count > 0 { handOn(piece) }
        }
        for shard in outboxes.indices { empty(shard, waits: true) }
    }
}

/// A piece as three words, and how often it occurred.
struct CountedKey: BitwiseCopyable, Sendable {
    var key = PieceKey()
    var count = 0
}

/// Pieces on their way to a table.
struct PieceOutbox: Sendable {
    /// The short ones.
    private var keys: [CountedKey] = []

    /// The bytes of the long ones, each of which occurred once, and where they end.
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    /// So many that the lock of a table is not taken often, and that they stay in the cache.
    private static let keyLimit = 256
    private static let byteLimit = 8192

    /// Whether it is time to hand them on.
    var isFull: Bool { keys.count >= Self.keyLimit || bytes.count >= Self.byteLimit }

    /// Whether this cannot be put off.
    var isOverfull: Bool { keys.count >= Self.keyLimit * 8 || bytes.count >= Self.byteLimit * 8 }

    mutating func add(_ piece: CountedKey) { keys.append(piece) }

    mutating func add(_ piece: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: piece)
        ends.append(bytes.count)
    }

    mutating func removeAll() {
        keys.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    /// Calls `body` with each piece and how often it occurred.
    @inline(__always)
    func forEach(_ body: (UnsafeBufferPointer<UInt8>, Int) -> Void) {
        for piece in keys { piece.key.withBytes { body($0, piece.count) } }
        bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            for end in ends {
                body(UnsafeBufferPointer(rebasing: bytes[start..<end]), 1)
                start = end
            }
        }
    }
}
