import Synchronization

/// Keeps buffers for reuse, so that a training step in its steady state allocates nothing.
///
/// Capacities grow by quarters of a power of two, so that batches of varying length share few
/// sizes: a new buffer is at most a quarter larger than asked for, one that is used again at most
/// two and a half times as large.
public final class StoragePool: Sendable {
    private struct State {
        var free: [Int: [UInt]] = [:]
        var allocationCount = 0
        var allocatedByteCount = 0
    }

    private let state = Mutex(State())

    /// How many buffers the system was ever asked for: constant in the steady state.
    package var allocationCount: Int { state.withLock { $0.allocationCount } }

    /// The bytes held, in use or free.
    package var allocatedByteCount: Int { state.withLock { $0.allocatedByteCount } }

    package init() {}

    deinit {
        state.withLock { state in
            for address in state.free.values.joined() {
                UnsafeMutableRawPointer(bitPattern: address)?.deallocate()
            }
        }
    }

    package func storage(capacity: Int) -> Storage {
        let rounded = Self.capacityClass(capacity)
        let (address, capacity) = state.withLock { state in
            Self.reuse(rounded, &state) ?? (Self.allocate(rounded, &state), rounded)
        }
        guard let raw = UnsafeMutableRawPointer(bitPattern: address) else {
            preconditionFailure("StoragePool handed out a null buffer")
        }
        let pointer = raw.assumingMemoryBound(to: Float.self)
        return Storage(pointer: pointer, capacity: capacity, pool: self)
    }

    func recycle(_ pointer: UnsafeMutablePointer<Float>, capacity: Int) {
        let address = UInt(bitPattern: pointer)
        state.withLock { $0.free[capacity, default: []].append(address) }
    }

    /// The smallest free buffer of at least `capacity` and at most twice that.
    private static func reuse(_ capacity: Int, _ state: inout State) -> (UInt, Int)? {
        var candidate = capacity
        while candidate <= 2 * capacity {
            if let address = state.free[candidate]?.popLast() { return (address, candidate) }
            candidate = capacityClass(candidate + 1)
        }
        return nil
    }

    private static func allocate(_ capacity: Int, _ state: inout State) -> UInt {
        state.allocationCount += 1
        state.allocatedByteCount += capacity * MemoryLayout<Float>.stride
        let raw = UnsafeMutableRawPointer.allocate(
            byteCount: capacity * MemoryLayout<Float>.stride,
            alignment: 64
        )
        raw.initializeMemory(as: Float.self, repeating: 0, count: capacity)
        return UInt(bitPattern: raw)
    }

    /// The smallest of the sizes 64, 80, 96, 112, 128, 160 and so on that holds `count` elements.
    static func capacityClass(_ count: Int) -> Int {
        var power = 64
        while power * 2 <= count { power *= 2 }
        let quarter = power / 4
        return count <= power ? power : power + (count - power + quarter - 1) / quarter * quarter
    }
}
