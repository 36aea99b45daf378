#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Chunks that a thread of their own produces ahead of their use.
final class BackgroundChunks {
    private let queue: ChunkQueue

    /// Starts the thread, which stays at most four chunks ahead.
    ///
    /// - Parameter source: Returns the next chunk, nil at the end; called on the thread only.
    init(source: @escaping () throws -> [UInt8]?) {
        queue = ChunkQueue(source: source)
        #if canImport(Glibc)
        var thread = pthread_t()
        #else
        var thread: pthread_t?
        #endif
        let context = Unmanaged.passRetained(queue).toOpaque()
        let code = pthread_create(&thread, nil, produceChunks, context)
        guard code == 0 else {
            Unmanaged<ChunkQueue>.fromOpaque(context).release()
            queue.hasThread = false
            return
        }
        Self.detach(thread)
    }

    deinit { queue.cancel() }

    private static func detach(_ thread: pthread_t?) {
        if let thread { pthread_detach(thread) }
    }

    /// The next chunk, or nil at the end.
    ///
    /// - Throws: What the source threw, after the chunks before it.
    func next() throws -> [UInt8]? {
        try queue.hasThread ? queue.take() : queue.source()
    }
}

private func produceChunks(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    Unmanaged<ChunkQueue>.fromOpaque(context).takeRetainedValue().produce()
    return nil
}

/// A bounded queue between two threads.
///
/// The source is used by the producer alone, everything else under the lock.
private final class ChunkQueue: @unchecked Sendable {
    let source: () throws -> [UInt8]?
    var hasThread = true
    private var chunks: [[UInt8]] = []
    private var result: Result<Void, any Error>?
    private var isCancelled = false
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    init(source: @escaping () throws -> [UInt8]?) {
        self.source = source
        pthread_mutex_init(lock, nil)
        pthread_cond_init(changed, nil)
    }

    deinit {
        pthread_mutex_destroy(lock)
        pthread_cond_destroy(changed)
        lock.deallocate()
        changed.deallocate()
    }

    func produce() {
        do {
            while let chunk = try source() {
                if !put(chunk) { return }
            }
            end(.success(()))
        } catch {
            end(.failure(error))
        }
    }

    func take() throws -> [UInt8]? {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        while chunks.isEmpty && result == nil { pthread_cond_wait(changed, lock) }
        if chunks.isEmpty {
            try result?.get()
            return nil
        }
        pthread_cond_broadcast(changed)
        return chunks.removeFirst()
    }

    func cancel() {
        pthread_mutex_lock(lock)
        isCancelled = true
        pthread_cond_broadcast(changed)
        pthread_mutex_unlock(lock)
    }

    /// Adds a chunk when there is room; false when nobody wants it any more.
    private func put(_ chunk: [UInt8]) -> Bool {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        while chunks.count >= 4 && !isCancelled { pthread_cond_wait(changed, lock) }
        chunks.append(chunk)
        pthread_cond_broadcast(changed)
        return !isCancelled
    }

    private func end(_ result: Result<Void, any Error>) {
        pthread_mutex_lock(lock)
        self.result = result
        pthread_cond_broadcast(changed)
        pthread_mutex_unlock(lock)
    }
}
