internal import Synchronization

/// The tokens of pieces that were seen before, remembered by all threads together.
///
/// Words repeat, so most pieces are found here. A line of the table is as long as a line of the
/// processor's cache: 22 bytes of key, 8 ids, 8 ends. Longer pieces are not kept.
///
/// A line is written once. Its last word of key says that it is empty, that a thread writes it, or
/// whose tokens it holds; a thread that reads this word after it was released sees all of the line.
/// So nobody waits, and what is found never differs from what the model says. A table that is full
/// keeps nothing more, and gives way to an empty one.
final class PieceCache: Sendable {
    /// A piece and its tokens, 64 bytes.
    private struct Line: ~Copyable {
        /// The end of the piece, the number of its tokens and its length; or no piece.
        let state = Atomic<UInt64>(0)

        /// The first 16 bytes of the piece, and zeros.
        var low: UInt64 = 0
        var middle: UInt64 = 0
        var ends = SIMD8<UInt8>()
        var ids = SIMD8<TokenID>()

        static let empty: UInt64 = 0
        static let isWritten = UInt64.max
    }

    /// The longest piece that is kept, in bytes, and the most tokens.
    static let maximumLength = 22
    private static let maximumCount = 8

    /// The lines in which a piece may be, side by side.
    private static let probeCount = 8

    /// The part of the state that tells the number of tokens.
    private static let countBits: UInt64 = 0xFF << 48

    private nonisolated(unsafe) let lines: UnsafeMutablePointer<Line>
    private let mask: Int
    private let limit: Int
    private let count = Atomic<Int>(0)

    /// A cache of `2^bits` pieces.
    init(bits: Int) {
        mask = (1 << bits) - 1
        limit = (1 << bits) / 8 * 7
        let lineCount = 1 << bits + Self.probeCount
        lines = .allocate(capacity: lineCount)
        for index in 0..<lineCount { (lines + index).initialize(to: Line()) }
    }

    deinit { lines.deallocate() }

    /// Whether it is time for an empty cache.
    var isFull: Bool { count.load(ordering: .relaxed) >= limit }

    /// Appends the tokens of a piece: those that are remembered, or else those that `cut` gives, to be
    /// remembered from then on.
    ///
    /// - Parameters:
    ///   - piece: The piece.
    ///   - limit: How many bytes may be read from its start.
    ///   - tokens: Gets the tokens.
    ///   - scratch: Memory for what `cut` gives.
    ///   - cut: Adds the tokens of the piece.
    @inline(__always)
    func append(
        _ piece: UnsafeBufferPointer<UInt8>,
        limit: Int,
        to tokens: inout TokenBuffer,
        _ scratch: inout PieceTokens,
        cut: (inout PieceTokens) -> Void
    ) {
        guard let start = piece.baseAddress else { return }
        let isKept = piece.count <= Self.maximumLength
        let key = isKept ? PieceKey(start, count: piece.count, limit: limit) : nil
        if let key, append(key, to: &tokens) { return }
        scratch.removeAll()
        cut(&scratch)
        tokens.append(scratch)
        if let key { insert(key, scratch) }
    }

    /// Appends the tokens of a piece if it is known.
    ///
    /// - Returns: Whether it is.
    @inline(__always)
    func append(_ key: PieceKey, to tokens: inout TokenBuffer) -> Bool {
        let start = key.hash & mask
        for place in start..<start + Self.probeCount {
            let state = lines[place].state.load(ordering: .acquiring)
            if state & ~Self.countBits == key.high, matches(place, key) {
                let count = Int(state >> 48 & 0xFF)
                tokens.append(lines[place].ids, lines[place].ends, count: count)
                return true
            }
            if state == Line.empty { return false }
        }
        return false
    }

    @inline(__always)
    private func matches(_ place: Int, _ key: PieceKey) -> Bool {
        (lines[place].low ^ key.low) | (lines[place].middle ^ key.middle) == 0
    }

    /// Keeps the tokens of a piece, if there is room for it.
    func insert(_ key: PieceKey, _ tokens: borrowing PieceTokens) {
        if tokens.count > Self.maximumCount || isFull { return }
        let start = key.hash & mask
        for place in start..<start + Self.probeCount where claim(place) {
            return write(key, tokens, to: place)
        }
    }

    /// Takes a line that is empty, which no other thread writes to then.
    private func claim(_ place: Int) -> Bool {
        lines[place].state.load(ordering: .relaxed) == Line.empty
            && lines[place].state.compareExchange(
                expected: Line.empty,
                desired: Line.isWritten,
                ordering: .relaxed
            ).exchanged
    }

    private func write(_ key: PieceKey, _ tokens: borrowing PieceTokens, to place: Int) {
        for index in 0..<tokens.count {
            lines[place].ids[index] = tokens.ids[index]
            lines[place].ends[index] = UInt8(truncatingIfNeeded: tokens.ends[index])
        }
        lines[place].low = key.low
        lines[place].middle = key.middle
        count.wrappingAdd(1, ordering: .relaxed)
        lines[place].state.store(key.high | UInt64(tokens.count) << 48, ordering: .releasing)
    }
}
