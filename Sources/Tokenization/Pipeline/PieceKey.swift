/// A piece of at most 22 bytes as a ``PieceCache`` looks for it: three words.
struct PieceKey: Equatable, BitwiseCopyable, Sendable {
    /// The longest piece, in bytes.
    static let maximumLength = 22

    private(set) var low: UInt64
    private(set) var middle: UInt64

    /// Six bytes, zero, and the length of the piece.
    private(set) var high: UInt64

    /// No piece: as that without bytes, which no text is cut into.
    init() { (low, middle, high) = (0, 0, 0) }

    /// Reads a piece of at most 22 bytes, after whose start `limit` bytes may be read.
    @inline(__always)
    init(_ start: UnsafePointer<UInt8>, count: Int, limit: Int) {
        if limit >= 24 {
            let raw = UnsafeRawPointer(start)
            low = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
            middle = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            high = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
            low &= Self.mask(count)
            middle &= Self.mask(count - 8)
            high &= Self.mask(count - 16)
        } else {
            (low, middle, high) = (0, 0, 0)
            for index in 0..<count {
                let byte = UInt64(start[index]) << UInt64(index % 8 * 8)
                if index < 8 {
                    low |= byte
                } else if index < 16 {
                    middle |= byte
                } else {
                    high |= byte
                }
            }
        }
        high |= UInt64(count) << 56
    }

    /// The bits of the first `count` bytes of a word.
    @inline(__always)
    private static func mask(_ count: Int) -> UInt64 {
        count <= 0 ? 0 : UInt64.max >> UInt64(max(0, 64 - count * 8))
    }

    @inline(__always)
    static func == (left: PieceKey, right: PieceKey) -> Bool {
        (left.low ^ right.low) | (left.middle ^ right.middle) | (left.high ^ right.high) == 0
    }

    /// Calls `body` with the bytes of the piece.
    @inline(__always)
    func withBytes(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        let words = (low.littleEndian, middle.littleEndian, high.littleEndian)
        withUnsafeBytes(of: words) { bytes in
            let piece = UnsafeRawBufferPointer(rebasing: bytes[..<Int(high >> 56)])
            body(piece.assumingMemoryBound(to: UInt8.self))
        }
    }

    /// A hash of 24 bits.
    @inline(__always)
    var hash: Int {
        var state = low &* 0x9E37_79B9_7F4A_7C15 ^ middle &* 0xC2B2_AE3D_27D4_EB4F
        state = (state ^ high) &* 0xD6E8_FEB8_6659_FD93
        return Int(truncatingIfNeeded: state >> 40)
    }
}
