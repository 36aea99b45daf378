internal import Dispatch
internal import Synchronization

/// Threads that count, each in a small table of its own, and in large ones that they share.
final class CountingPool: Sendable {
    private struct State {
        /// Those that no thread has taken.
        var chunks: [any TextChunk] = []
        var failure: (any Error)?
        var isStarted = false
    }

    let threadCount: Int
    private let shards: PieceShards
    private let workers: ThreadShares<CountingWorker>
    private let state = Mutex(State())
    private let threads = DispatchGroup()

    /// Counts chunks that wait, and one more for each thread when there will be none.
    private let news = DispatchSemaphore(value: 0)

    /// Counts chunks that may still be added.
    private let room: DispatchSemaphore

    init(_ source: any PieceSource, threadCount: Int, memory: TrainingMemory?) {
        let shards = PieceShards(threadCount: threadCount, memory: memory)
        self.threadCount = threadCount
        self.shards = shards
        workers = ThreadShares((0..<threadCount).map { _ in CountingWorker(source, shards) })
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
        catchingFailures {
            try workers.update(worker) { worker in
                try chunk.forEachText { try worker.count($0) }
            }
        }
    }

    /// Keeps what is thrown for ``throwFailure()``.
    private func catchingFailures(_ body: () throws -> Void) {
        do {
            try body()
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
        DispatchQueue.concurrentPerform(iterations: threadCount) { worker in
            catchingFailures { try workers.update(worker) { try $0.end() } }
        }
        try throwFailure()
        return try shards.counts(learning, limit: limit)
    }
}

/// A thread's part of the counting.
private struct CountingWorker {
    private var source: any PieceSource
    private var tally: PieceTally

    init(_ source: any PieceSource, _ shards: PieceShards) {
        self.source = source
        tally = PieceTally(shards)
    }

    mutating func count(_ text: UnsafeBufferPointer<UInt8>) throws {
        source.count(text, in: &tally)
        if let failure = tally.failure { throw failure }
    }

    /// Hands on all that was counted.
    mutating func end() throws {
        tally.end()
        if let failure = tally.failure { throw failure }
    }
}
