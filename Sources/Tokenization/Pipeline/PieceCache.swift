/// The tokens of pieces that were seen before: a table of bounded size, two places to a set.
///
/// Words repeat, so most pieces are found here. A line of the table is as long as a line of the
/// processor's cache: 22 bytes of key, 8 ids, 8 ends. Longer pieces are not kept. A new piece
/// takes the second place of its set, and a piece that is found there changes to the first, so
/// what is frequent stays. What is found never differs from what the model says.
struct PieceCache: ~Copyable {
    /// A piece and its tokens, 64 bytes.
    private struct Line {
        /// The bytes of the piece, and zeros; its length in the last byte.
        var key = SIMD3Words()
        var ids = SIMD8<TokenID>()
        var ends = SIMD8<UInt8>()
    }

    /// Three words: 22 bytes of a piece, the number of tokens, and the length of the piece.
    private struct SIMD3Words {
        var low: UInt64 = 0
        var middle: UInt64 = 0
        var high: UInt64 = 0
    }

    /// The longest piece that is kept, in bytes, and the most tokens.
    static let maximumLength = 22
    private static let maximumCount = 8

    private let lines: UnsafeMutablePointer<Line>
    private let mask: Int

    /// A cache of `2^bits` pieces; 16 bits are 4 MiB.
    init(bits: Int = 16) {
        mask = (1 << bits) - 1
        lines = .allocate(capacity: 1 << bits)
        lines.initialize(repeating: Line(), count: 1 << bits)
    }

    deinit { lines.deallocate() }

    /// A piece as the cache looks for it.
    struct Key {
        fileprivate var low: UInt64
        fileprivate var middle: UInt64
        fileprivate var high: UInt64

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

        /// A hash of all bits.
        @inline(__always)
        fileprivate var hash: Int {
            var state = low &* 0x9E37_79B9_7F4A_7C15 ^ middle &* 0xC2B2_AE3D_27D4_EB4F
            state = (state ^ high) &* 0xD6E8_FEB8_6659_FD93
            return Int(truncatingIfNeeded: state >> 40)
        }
    }

    /// The part of the last word that tells the number of tokens.
    private static let countBits: UInt64 = 0xFF << 48

    /// Appends the tokens of a piece if it is known.
    ///
    /// - Returns: Whether it is.
    @inline(__always)
    func append(_ key: Key, to tokens: inout TokenBuffer) -> Bool {
        let set = key.hash & mask & ~1
        for place in set...set + 1 where matches(lines[place].key, key) {
            let count = Int(lines[place].key.high >> 48 & 0xFF)
            tokens.append(lines[place].ids, lines[place].ends, count: count)
            if place > set { swap(&lines[set], &lines[set + 1]) }
            return true
        }
        return false
    }

    @inline(__always)
    private func matches(_ line: SIMD3Words, _ key: Key) -> Bool {
        (line.low ^ key.low) | (line.middle ^ key.middle)
            | ((line.high & ~Self.countBits) ^ key.high) == 0
    }

    /// Keeps the tokens of a piece.
    func insert(_ key: Key, _ tokens: borrowing PieceTokens) {
        let count = tokens.count
        if count > Self.maximumCount { return }
        var line = Line()
        line.key = SIMD3Words(
            low: key.low,
            middle: key.middle,
            high: key.high | UInt64(count) << 48
        )
        for index in 0..<count {
            line.ids[index] = tokens.ids[index]
            line.ends[index] = UInt8(truncatingIfNeeded: tokens.ends[index])
        }
        lines[(key.hash & mask) | 1] = line
    }
}
