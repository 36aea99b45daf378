internal import Synchronization

/// Counted pieces outside of memory, in runs that are sorted by the bytes of the pieces.
///
/// A run is a record for each piece, in order: the length of the piece, its bytes and its count,
/// the numbers in groups of seven bits, the lowest first.
final class PieceRuns: Sendable {
    private struct State {
        var storage: (any OverflowStorage)?

        /// Where the runs of each shard are.
        var runs: [[Range<Int>]]

        /// Where the next run begins.
        var end = 0
    }

    private let state: Mutex<State>
    private let overflow: @Sendable () throws -> any OverflowStorage

    /// No runs of some shards, none of which has a piece of another; `overflow` makes the room for
    /// them.
    init(shardCount: Int, _ overflow: @escaping @Sendable () throws -> any OverflowStorage) {
        state = Mutex(State(runs: Array(repeating: [], count: shardCount)))
        self.overflow = overflow
    }

    /// Whether there are none.
    var isEmpty: Bool { state.withLock { $0.end == 0 } }

    /// Writes pieces as a run of a shard.
    func append(_ counts: PieceCounts, of shard: Int) throws {
        let run = Self.run(of: counts)
        let (storage, start) = try state.withLock { state in
            let storage = try state.storage ?? overflow()
            let start = state.end
            state.storage = storage
            state.end += run.count
            state.runs[shard].append(start..<state.end)
            return (storage, start)
        }
        try run.withUnsafeBytes { try storage.write($0, at: start) }
    }

    private static func run(of counts: PieceCounts) -> [UInt8] {
        var run: [UInt8] = []
        run.reserveCapacity(counts.table.bytes.count + counts.count * 3)
        counts.forEachInOrder { piece, count in
            append(piece.count, to: &run)
            run.append(contentsOf: piece)
            append(count, to: &run)
        }
        return run
    }

    private static func append(_ number: Int, to run: inout [UInt8]) {
        var rest = UInt(bitPattern: number)
        while rest >= 0x80 {
            run.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        run.append(UInt8(rest))
    }

    /// Calls `body` with each piece of all runs once, shard by shard in the order of their bytes.
    func forEach(_ body: (UnsafeBufferPointer<UInt8>, Int) -> Void) throws {
        let (storage, shards) = state.withLock { ($0.storage, $0.runs) }
        guard let storage else { return }
        for runs in shards {
            var merge = PieceRunMerge(try runs.map { try PieceRunReader($0, of: storage) })
            while try merge.advance() {
                merge.piece.withUnsafeBufferPointer { body($0, merge.count) }
            }
        }
    }
}
