internal import Dispatch
internal import Synchronization

/// Threads that count, each in a table of its own.
final class CountingPool: Sendable {
    private struct State {
        /// Those that no thread has taken.
        var chunks: [any TextChunk] = []
        var failure: (any Error)?
        var isStarted = false
    }

    let threadCount: Int
    private let runs: PieceRuns?
    private let workers: ThreadShares<CountingWorker>
    private let state = Mutex(State())
    private let threads = DispatchGroup()

    /// Counts chunks that wait, and one more for each thread when there will be none.
    private let news = DispatchSemaphore(value: 0)

    /// Counts chunks that may still be added.
    private let room: DispatchSemaphore

    init(_ source: any PieceSource, threadCount: Int, memory: TrainingMemory?) {
        let runs = memory.map { PieceRuns($0.overflow) }
        let limit = (memory?.countingLimit ?? .max) / threadCount
        self.threadCount = threadCount
        self.runs = runs
        workers = ThreadShares(
            (0..<threadCount).map { _ in CountingWorker(source, runs, limit: limit) }
        )
        room = DispatchSemaphore(value: threadCount * 2)
    }

    /// Counts a text on this thread.
    func count(_ text: UnsafeBufferPointer<UInt8>) throws {
        try workers.update(0) { try $0.count(text) }
    }

    /// Counts texts on another thread, when one is free.
    func count(_ chunk: some TextChunk) throws {
        try throwFailure()
        room.wait()
        let isFirst = state.withLock { state in
            defer { state.isStarted = true }
            state.chunks.append(chunk)
            return !state.isStarted
        }
        news.signal()
        if isFirst { start() }
    }

    private func start() {
        for worker in 0..<threadCount {
            DispatchQueue.global().async(group: threads) { self.count(with: worker) }
        }
    }

    /// Counts chunks until there is news and none waits.
    private func count(with worker: Int) {
        while true {
            news.wait()
            guard let chunk = state.withLock({ $0.chunks.popLast() }) else { return }
            count(chunk, with: worker)
            room.signal()
        }
    }

    private func count(_ chunk: some TextChunk, with worker: Int) {
        do {
            try workers.update(worker) { worker in
                try chunk.forEachText { try worker.count($0) }
            }
        } catch {
            state.withLock { $0.failure = error }
        }
    }

    /// Counts texts on all threads, each of which takes the next chunk when it is done with one.
    func count(_ chunks: [some TextChunk]) throws {
        end()
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: threadCount) { worker in
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                if index >= chunks.count { return }
                count(chunks[index], with: worker)
            }
        }
        try throwFailure()
    }

    /// Waits for the threads, which end when no chunk is left.
    func end() {
        let isStarted = state.withLock { state in
            defer { state.isStarted = false }
            return state.isStarted
        }
        guard isStarted else { return }
        for _ in 0..<threadCount { news.signal() }
        threads.wait()
    }

    private func throwFailure() throws {
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }

    /// The counts of all threads, as far as what is to be learnt of them fits into a limit.
    func finish(_ learning: FrequentPieces.Cost, limit: Int) throws -> CountedPieces {
        end()
        try throwFailure()
        var pieces = FrequentPieces(cost: learning, limit: limit)
        if let runs, !runs.isEmpty {
            for worker in 0..<threadCount { try workers.update(worker) { try $0.end() } }
            try runs.forEach { pieces.add($0, count: $1) }
            return CountedPieces(pieces)
        }
        var counts = PieceCounts()
        for worker in 0..<threadCount {
            workers.update(worker) { $0.give(to: &counts, threadCount) }
        }
        if learning(counts) <= limit { return CountedPieces(all: counts) }
        counts.forEach { pieces.add($0, count: $1) }
        return CountedPieces(pieces)
    }
}

/// A table of counts, which goes outside of memory when it is too large.
private struct CountingWorker {
    private var source: any PieceSource
    private var counts = PieceCounts()
    private let runs: PieceRuns?
    private let limit: Int

    init(_ source: any PieceSource, _ runs: PieceRuns?, limit: Int) {
        self.source = source
        self.runs = runs
        self.limit = limit
    }

    mutating func count(_ text: UnsafeBufferPointer<UInt8>) throws {
        source.count(text, times: 1, in: &counts)
        if counts.memory > limit { try setAside() }
    }

    /// Writes the counts outside of memory, if there is room, and forgets them.
    mutating func setAside() throws {
        guard let runs, counts.count > 0 else { return }
        try runs.append(counts)
        counts.removeAll()
    }

    /// Writes the counts outside of memory, and gives back the memory.
    mutating func end() throws {
        try setAside()
        counts = PieceCounts()
    }

    /// Adds the counts to others, and forgets them.
    mutating func give(to others: inout PieceCounts, _ threadCount: Int) {
        let given = counts
        counts = PieceCounts()
        others.merge(given, threadCount: threadCount)
    }
}
