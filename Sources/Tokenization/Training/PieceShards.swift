internal import Synchronization

/// Tables of counts that threads share; which one has a piece depends on the piece.
///
/// So no piece is in two of them, and the counts of all threads need not be added up. There are
/// more tables than threads, so that these seldom wait for each other.
final class PieceShards: Sendable {
    private final class Shard: Sendable {
        let counts = Mutex(PieceCounts())
    }

    private let shards: [Shard]
    private let runs: PieceRuns?

    /// How much memory a table takes before it is set aside.
    private let limit: Int

    /// Tables for some threads, in bounded memory.
    init(threadCount: Int, memory: TrainingMemory?) {
        let count = threadCount < 2 ? 1 : threadCount * 4
        shards = (0..<count).map { _ in Shard() }
        runs = memory.map { PieceRuns(shardCount: count, $0.overflow) }
        limit = (memory?.countingLimit ?? .max) / count
    }

    /// How many there are.
    var count: Int { shards.count }

    /// The shard of a piece with a hash of 24 bits, of which the higher ones tell.
    @inline(__always)
    func number(ofHash hash: Int) -> Int { (hash &* shards.count) >> 24 }

    /// The shard of a piece that is too long for a ``PieceKey``.
    func number(of piece: UnsafeBufferPointer<UInt8>) -> Int {
        if shards.count == 1 { return 0 }
        var hash = UInt64(truncatingIfNeeded: piece.count)
        ByteWords.forEach(of: piece) { word in
            hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 32
        }
        hash = (hash &* 0xD6E8_FEB8_6659_FD93) >> 40
        return number(ofHash: Int(truncatingIfNeeded: hash))
    }

    /// Counts pieces of a shard.
    ///
    /// - Parameters:
    ///   - pieces: The pieces.
    ///   - shard: The shard.
    ///   - waits: Whether to wait while another thread has it, rather than to do nothing.
    /// - Returns: Whether they were counted.
    /// - Throws: What writing outside of memory throws.
    func add(_ pieces: PieceOutbox, to shard: Int, waits: Bool) throws -> Bool {
        if waits {
            try shards[shard].counts.withLock { try add(pieces, to: &$0, of: shard) }
            return true
        }
        let done: Void? = try shards[shard].counts.withLockIfAvailable {
            try add(pieces, to: &$0, of: shard)
        }
        return done != nil
    }

    private func add(
        _ pieces: PieceOutbox,
        to counts: inout PieceCounts,
        of shard: Int
    ) throws {
        pieces.forEach { counts.add($0, count: $1) }
        if counts.memory > limit { try setAside(&counts, of: shard) }
    }

    /// Writes counts outside of memory, if there is room, and forgets them.
    private func setAside(_ counts: inout PieceCounts, of shard: Int) throws {
        guard let runs, counts.count > 0 else { return }
        try runs.append(counts, of: shard)
        counts.removeAll()
    }

    /// The counts, as far as what is to be learnt of them fits into a limit; the shards are empty then.
    ///
    /// - Throws: What writing and reading outside of memory throws.
    func counts(_ learning: FrequentPieces.Cost, limit: Int) throws -> CountedPieces {
        var pieces = FrequentPieces(cost: learning, limit: limit)
        if let runs, !runs.isEmpty {
            for (number, shard) in shards.enumerated() {
                try shard.counts.withLock { counts in
                    try setAside(&counts, of: number)
                    counts = PieceCounts()
                }
            }
            try runs.forEach { pieces.add($0, count: $1) }
            return CountedPieces(pieces)
        }
        let parts = shards.map { $0.counts.withLock { $0.take() } }
        let counts = parts.count == 1 ? parts[0] : PieceCounts(joining: parts)
        if learning(counts) <= limit { return CountedPieces(all: counts) }
        counts.forEach { pieces.add($0, count: $1) }
        return CountedPieces(pieces)
    }
}

extension PieceCounts {
    /// Returns the counts and forgets them.
    fileprivate mutating func take() -> PieceCounts {
        defer { self = PieceCounts() }
        return self
    }
}
