/// The tokens of a text, in memory that grows and is used again.
struct TokenBuffer: ~Copyable {
    private(set) var count = 0
    private var capacity: Int

    /// Which tokens.
    private(set) var ids: UnsafeMutablePointer<TokenID>

    /// Where each ends, in bytes from the start of its piece.
    private(set) var ends: UnsafeMutablePointer<Int32>

    /// Room for some tokens.
    init() {
        capacity = 256
        ids = .allocate(capacity: capacity)
        ends = .allocate(capacity: capacity)
    }

    deinit {
        ids.deallocate()
        ends.deallocate()
    }

    /// Forgets the tokens and keeps the memory.
    mutating func removeAll() { count = 0 }

    /// Appends a token.
    @inline(__always)
    mutating func append(_ id: TokenID, end: Int32) {
        reserve(1)
        ids[count] = id
        ends[count] = end
        count += 1
    }

    /// Appends the first of up to eight tokens.
    @inline(__always)
    mutating func append(_ newIDs: SIMD8<TokenID>, _ newEnds: SIMD8<UInt8>, count newCount: Int) {
        reserve(8)
        UnsafeMutableRawPointer(ids + count).storeBytes(of: newIDs, as: SIMD8<TokenID>.self)
        let wide = SIMD8<Int32>(truncatingIfNeeded: newEnds)
        UnsafeMutableRawPointer(ends + count).storeBytes(of: wide, as: SIMD8<Int32>.self)
        count += newCount
    }

    /// Appends the tokens of a piece.
    mutating func append(_ tokens: borrowing PieceTokens) {
        for index in 0..<tokens.count { append(tokens.ids[index], end: tokens.ends[index]) }
    }

    /// Makes room for some more tokens.
    @inline(__always)
    private mutating func reserve(_ more: Int) {
        if count + more > capacity { grow(more) }
    }

    private mutating func grow(_ more: Int) {
        let newCapacity = max(capacity * 2, count + more)
        let (newIDs, newEnds) = (
            UnsafeMutablePointer<TokenID>.allocate(capacity: newCapacity),
            UnsafeMutablePointer<Int32>.allocate(capacity: newCapacity)
        )
        newIDs.moveInitialize(from: ids, count: count)
        newEnds.moveInitialize(from: ends, count: count)
        ids.deallocate()
        ends.deallocate()
        (ids, ends, capacity) = (newIDs, newEnds, newCapacity)
    }
}
