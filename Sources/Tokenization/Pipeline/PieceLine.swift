internal import Synchronization

/// A line of a ``PieceCache``: a piece and its tokens, in 64 bytes that begin as zeros.
///
/// A view of raw memory, not a structure: threads look at the state while another one writes the
/// rest, and to Swift, access to a field of a structure behind a pointer is access to all of it.
struct PieceLine {
    /// The length of a line of the processor's cache.
    static let byteCount = 64

    /// The most tokens.
    static let maximumCount = 8

    /// The state of a line without a piece, and of one that a thread writes.
    static let empty: UInt64 = 0
    static let isWritten = UInt64.max

    private let start: UnsafeMutableRawPointer

    /// The line that begins at a multiple of its length.
    @inline(__always)
    init(at start: UnsafeMutableRawPointer) { self.start = start }

    /// The end of the piece, the number of its tokens and its length; or no piece.
    @inline(__always)
    var state: UnsafeMutablePointer<Atomic<UInt64>> {
        start.assumingMemoryBound(to: Atomic<UInt64>.self)
    }

    /// The first eight bytes of the piece, and zeros.
    @inline(__always)
    var low: UInt64 { start.load(fromByteOffset: 8, as: UInt64.self) }

    /// The next eight bytes of the piece, and zeros.
    @inline(__always)
    var middle: UInt64 { start.load(fromByteOffset: 16, as: UInt64.self) }

    /// Where each token ends.
    @inline(__always)
    var ends: SIMD8<UInt8> { start.load(fromByteOffset: 24, as: SIMD8<UInt8>.self) }

    /// Which tokens.
    @inline(__always)
    var ids: SIMD8<TokenID> { start.load(fromByteOffset: 32, as: SIMD8<TokenID>.self) }

    /// Takes the line if it is empty; then no other thread writes to it.
    func claim() -> Bool {
        state.pointee.load(ordering: .relaxed) == Self.empty
            && state.pointee.compareExchange(
                expected: Self.empty,
                desired: Self.isWritten,
                ordering: .relaxed
            ).exchanged
    }

    /// Writes a piece to a line that was claimed, and shows it to all threads.
    func write(_ key: PieceKey, _ tokens: borrowing PieceTokens) {
        var (ids, ends) = (SIMD8<TokenID>(), SIMD8<UInt8>())
        for index in 0..<tokens.count {
            ids[index] = tokens.ids[index]
            ends[index] = UInt8(truncatingIfNeeded: tokens.ends[index])
        }
        start.storeBytes(of: key.low, toByteOffset: 8, as: UInt64.self)
        start.storeBytes(of: key.middle, toByteOffset: 16, as: UInt64.self)
        start.storeBytes(of: ends, toByteOffset: 24, as: SIMD8<UInt8>.self)
        start.storeBytes(of: ids, toByteOffset: 32, as: SIMD8<TokenID>.self)
        state.pointee.store(key.high | UInt64(tokens.count) << 48, ordering: .releasing)
    }
}
