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
    /// The lines in which a piece may be, side by side.
    private static let probeCount = 8

    /// The part of the state that tells the number of tokens.
    private static let countBits: UInt64 = 0xFF << 48

    private let pages: ZeroedPages
    private let mask: Int
    private let limit: Int

    /// How many pieces tell that there will be many: then all memory is asked for at once.
    private let populationLimit: Int

    /// How many pieces there are; it is behind the lines, since each change of it takes the memory beside
    /// it from the other threads.
    private var count: UnsafeMutablePointer<Atomic<Int>> {
        (pages.start + (mask + 1 + Self.probeCount) * PieceLine.byteCount)
            .assumingMemoryBound(to: Atomic<Int>.self)
    }

    /// A cache of `2^bits` pieces, which takes memory as pieces come.
    init(bits: Int) {
        mask = (1 << bits) - 1
        limit = (1 << bits) / 8 * 7
        populationLimit = (1 << bits) / 512
        pages = ZeroedPages(byteCount: (1 << bits + Self.probeCount + 1) * PieceLine.byteCount)
    }

    /// Whether it is time for an empty cache.
    var isFull: Bool { count.pointee.load(ordering: .relaxed) >= limit }

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
        let isKept = piece.count <= PieceKey.maximumLength
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
            let line = line(place)
            let state = line.state.pointee.load(ordering: .acquiring)
            if state & ~Self.countBits == key.high, matches(line, key) {
                tokens.append(line.ids, line.ends, count: Int(state >> 48 & 0xFF))
                return true
            }
            if state == PieceLine.empty { return false }
        }
        return false
    }

    @inline(__always)
    private func line(_ place: Int) -> PieceLine {
        PieceLine(at: pages.start + place * PieceLine.byteCount)
    }

    @inline(__always)
    private func matches(_ line: PieceLine, _ key: PieceKey) -> Bool {
        (line.low ^ key.low) | (line.middle ^ key.middle) == 0
    }

    /// Keeps the tokens of a piece, if there is room for it.
    func insert(_ key: PieceKey, _ tokens: borrowing PieceTokens) {
        if tokens.count > PieceLine.maximumCount || isFull { return }
        let start = key.hash & mask
        for place in start..<start + Self.probeCount where line(place).claim() {
            line(place).write(key, tokens)
            let newCount = count.pointee.wrappingAdd(1, ordering: .relaxed).newValue
            if newCount == populationLimit { pages.populate() }
            return
        }
    }
}
