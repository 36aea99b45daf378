internal import CKernels
internal import COneDNN

/// Computes on the processor's cores: products by oneDNN, the rest by vector kernels.
public final class CPUBackend: Backend {
    /// Where buffers come from.
    public let storagePool = StoragePool()

    /// What the operands of the recurrent products are rounded to.
    public let precision: Precision
    let workers: WorkerPool
    let products = PackedProducts()

    /// How many threads work together, the caller included.
    public var threadCount: Int { workers.count }

    /// Creates a backend with its threads.
    public init(threadCount: Int, precision: Precision = .float32) {
        workers = WorkerPool(count: threadCount)
        self.precision = precision
    }

    /// Whether this processor multiplies bfloat16 natively.
    public static var hasNativeBFloat16: Bool { onednn_has_bfloat16() != 0 }

    /// The version of oneDNN in use.
    public static var libraryVersion: String {
        var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
        onednn_version(&major, &minor, &patch)
        return "\(major).\(minor).\(patch)"
    }

    func make(_ shape: [Int], slackRows: Int = 0) -> Tensor {
        Tensor(uninitialized: shape, slackRows: slackRows, on: self)
    }
}
