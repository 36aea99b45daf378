/// The most frequent of the pieces that are added, as many as fit.
///
/// A piece that does not fit by itself is left out. When they do not fit together, the rarest are left out: all that occur less than so many times, and of
/// those that occur just so many times a share, which is drawn by a hash of their bytes. So it
/// depends on the pieces and their counts alone which ones are kept, and not on their order.
struct FrequentPieces {
    /// What keeping pieces costs, in bytes of memory.
    struct Cost {
        /// What each piece costs.
        var piece: Int

        /// What each byte of a piece costs.
        var byte: Int

        /// What each byte costs besides, and how much that is at most.
        var tree = (byte: 0, limit: 0)

        /// How many bytes there are at most, whatever they cost.
        static let byteLimit = 1 << 30

        func callAsFunction(_ counts: PieceCounts) -> Int {
            let bytes = counts.table.bytes.count
            if bytes > Self.byteLimit { return .max }
            return memory(count: counts.count, bytes: bytes)
        }

        /// What a single piece costs.
        func callAsFunction(pieceOf bytes: Int) -> Int { memory(count: 1, bytes: bytes) }

        /// What a byte costs at most.
        var perByte: Int { byte + tree.byte }

        private func memory(count: Int, bytes: Int) -> Int {
            count * piece + bytes * byte + min(bytes * tree.byte, tree.limit)
        }
    }

    /// The pieces that are kept.
    private(set) var counts = PieceCounts()

    /// How many different pieces were left out.
    private(set) var leftOutCount = 0

    /// How often they occur.
    private(set) var leftOutTotal = 0

    private let cost: Cost
    private let limit: Int
    private var floor = Floor()

    /// Keeps pieces up to a limit of memory.
    init(cost: Cost, limit: Int) {
        self.cost = cost
        self.limit = limit
    }

    /// Adds a piece, which must not be added twice.
    mutating func add(_ piece: UnsafeBufferPointer<UInt8>, count: Int) {
        if cost(pieceOf: piece.count) > limit { return leaveOut(count) }
        keep(piece, count: count)
        while cost(counts) > limit, counts.count > 1 { raiseFloor() }
    }

    private mutating func keep(_ piece: UnsafeBufferPointer<UInt8>, count: Int) {
        if floor.keeps(piece, count: count) {
            counts.add(piece, count: count)
        } else {
            leaveOut(count)
        }
    }

    private mutating func leaveOut(_ count: Int) {
        leftOutCount += 1
        leftOutTotal += count
    }

    private mutating func raiseFloor() {
        floor.raise(to: counts.counts.min() ?? 0)
        let all = counts
        counts = PieceCounts()
        all.forEach { keep($0, count: $1) }
    }
}

/// What pieces must have to be kept.
private struct Floor {
    /// How often a piece must occur.
    private var count = 0

    /// How often the share of those that occur just so often was lessened.
    private var step = 0

    /// The highest hash of those that occur just so often.
    private var highestHash = UInt64.max

    private static let lastStep = 32

    /// Keeps three quarters of the pieces that occur just often enough, or none of them.
    mutating func raise(to lowestCount: Int) {
        if lowestCount > count { (count, step, highestHash) = (lowestCount, 0, .max) }
        step += 1
        highestHash = highestHash / 4 * 3
        if step > Self.lastStep { (count, step, highestHash) = (count + 1, 0, .max) }
    }

    func keeps(_ piece: UnsafeBufferPointer<UInt8>, count: Int) -> Bool {
        count > self.count || count == self.count && Self.hash(piece) <= highestHash
    }

    /// The hash of Fowler, Noll and Vo (FNV-1a), with its bits mixed.
    private static func hash(_ piece: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in piece { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash = (hash ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93
        return hash ^ hash >> 32
    }
}
