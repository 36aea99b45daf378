internal import Dispatch
internal import Synchronization

/// Threads that count, each in a table of its own.
final class CountingPool: Sendable {
    private struct State: @unchecked Sendable {
        /// Those that are not at work.
        var workers: [CountingWorker]
        var failure: (any Error)?
    }

    let threadCount: Int
    private let runs: PieceRuns?
    private let state: Mutex<State>
    private let group = DispatchGroup()
    private let room: DispatchSemaphore

    init(_ source: any PieceSource, threadCount: Int, memory: TrainingMemory?) {
        let runs = memory.map { PieceRuns($0.overflow) }
        let limit = (memory?.countingLimit ?? .max) / threadCount
        let workers = (0..<threadCount).map { _ in CountingWorker(source, runs, limit: limit) }
        self.threadCount = threadCount
        self.runs = runs
        state = Mutex(State(workers: workers))
        room = DispatchSemaphore(value: threadCount)
    }

    /// Counts a text on this thread.
    func count(_ text: UnsafeBufferPointer<UInt8>) throws {
        try withWorker { try $0.count(text) }
    }

    /// Counts texts on another thread, when one is free.
    func count(_ chunk: TextChunk) throws {
        try throwFailure()
        room.wait()
        DispatchQueue.global().async(group: group) { [self] in
            defer { room.signal() }
            do {
                try withWorker { worker in try chunk.forEach { try worker.count($0) } }
            } catch {
                state.withLock { $0.failure = error }
            }
        }
    }

    private func withWorker(_ body: (CountingWorker) throws -> Void) throws {
        guard let worker = state.withLock({ $0.workers.popLast() }) else { return }
        defer { state.withLock { $0.workers.append(worker) } }
        try body(worker)
    }

    private func throwFailure() throws {
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }

    /// The counts of all threads, as far as what is to be learnt of them fits into a limit.
    func finish(_ learning: FrequentPieces.Cost, limit: Int) throws -> CountedPieces {
        group.wait()
        try throwFailure()
        let workers = state.withLock { state in
            defer { state.workers = [] }
            return state.workers
        }
        var pieces = FrequentPieces(cost: learning, limit: limit)
        if let runs, !runs.isEmpty {
            for worker in workers { try worker.setAside() }
            try runs.forEach { pieces.add($0, count: $1) }
            return CountedPieces(pieces)
        }
        var counts = PieceCounts()
        for worker in workers { worker.give(to: &counts) }
        if learning(counts) <= limit { return CountedPieces(all: counts) }
        counts.forEach { pieces.add($0, count: $1) }
        return CountedPieces(pieces)
    }
}

/// Texts that a thread takes at once.
struct TextChunk: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    /// Whether it is time to hand it on.
    var isFull: Bool { bytes.count >= 1 << 18 }

    mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: text)
        ends.append(bytes.count)
    }

    func forEach(_ body: (UnsafeBufferPointer<UInt8>) throws -> Void) rethrows {
        try bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            for end in ends {
                try body(UnsafeBufferPointer(rebasing: bytes[start..<end]))
                start = end
            }
        }
    }
}

/// A table of counts, which goes outside of memory when it is too large.
private final class CountingWorker {
    private var source: any PieceSource
    private var counts = PieceCounts()
    private let runs: PieceRuns?
    private let limit: Int

    init(_ source: any PieceSource, _ runs: PieceRuns?, limit: Int) {
        self.source = source
        self.runs = runs
        self.limit = limit
    }

    func count(_ text: UnsafeBufferPointer<UInt8>) throws {
        source.count(text, times: 1, in: &counts)
        if counts.memory > limit { try setAside() }
    }

    /// Writes the counts outside of memory, if there is room, and forgets them.
    func setAside() throws {
        guard let runs, counts.count > 0 else { return }
        try runs.append(counts)
        counts.removeAll()
    }

    /// Adds the counts to others, and forgets them.
    func give(to others: inout PieceCounts) {
        let given = counts
        counts = PieceCounts()
        if others.count == 0 { others = given } else { others.merge(given) }
    }
}
