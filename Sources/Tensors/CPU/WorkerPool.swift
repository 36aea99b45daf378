internal import CKernels
internal import COneDNN

/// The threads of the backend: the caller and `count - 1` others, which run one closure together.
///
/// oneDNN is told to stay on the thread that calls it; the split of the work is always ours and
/// depends on the number of threads only, so that results repeat bit for bit.
final class WorkerPool: Sendable {
    private nonisolated(unsafe) let pool: OpaquePointer?

    /// The number of threads, the caller included.
    let count: Int

    init(count: Int) {
        onednn_use_calling_thread_only()
        let pool = kernel_pool_create(
            max(1, count),
            { _, _ in onednn_use_calling_thread_only() },
            nil
        )
        self.pool = pool
        self.count = pool.map { kernel_pool_workers($0) } ?? 1
    }

    deinit {
        if let pool { kernel_pool_destroy(pool) }
    }

    /// Runs `body` once on every worker, with its number, and returns when all have finished.
    func run(_ body: (Int) -> Void) {
        guard let pool, count > 1 else { return body(0) }
        withoutActuallyEscaping(body) { escapable in
            var closure = escapable
            withUnsafeMutablePointer(to: &closure) { pointer in
                kernel_pool_run(
                    pool,
                    { context, worker in
                        context?.assumingMemoryBound(to: ((Int) -> Void).self).pointee(worker)
                    },
                    pointer
                )
            }
        }
    }

    /// Splits `0..<total` into one range a worker, in multiples of `grain`, and runs `body` on
    /// each; small totals stay on the caller.
    func split(_ total: Int, grain: Int, minimum: Int = 0, _ body: (Range<Int>) -> Void) {
        guard total > minimum, count > 1 else {
            if total > 0 { body(0..<total) }
            return
        }
        let blocks = (total + grain - 1) / grain
        run { worker in
            let first = min(total, blocks * worker / self.count * grain)
            let last = min(total, blocks * (worker + 1) / self.count * grain)
            if first < last { body(first..<last) }
        }
    }
}
