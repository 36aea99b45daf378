/// How often each pair of tokens occurs, in a table that grows.
struct PairCounts {
    private var slots: [Int32] = Array(repeating: -1, count: 1 << 12)
    private var pairs: [UInt64] = []
    private var counts: [Int] = []

    /// The pair with a number.
    func pair(_ number: Int) -> UInt64 { pairs[number] }

    /// The count of the pair with a number.
    func count(_ number: Int) -> Int { counts[number] }

    /// The count of a pair, 0 when it never came up.
    subscript(pair: UInt64) -> Int {
        let number = slots[slot(of: pair)]
        return number < 0 ? 0 : counts[Int(number)]
    }

    /// Adds to the count of a pair, and returns the pair's number.
    @inline(__always)
    @discardableResult
    mutating func add(_ count: Int, to pair: UInt64) -> Int {
        let slot = slot(of: pair)
        if slots[slot] >= 0 {
            counts[Int(slots[slot])] += count
            return Int(slots[slot])
        }
        slots[slot] = Int32(pairs.count)
        pairs.append(pair)
        counts.append(count)
        if pairs.count * 2 > slots.count { grow() }
        return pairs.count - 1
    }

    @inline(__always)
    private func slot(of pair: UInt64) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: pair &* 0x9E37_79B9_7F4A_7C15 >> 32) & mask
        while slots[slot] >= 0, pairs[Int(slots[slot])] != pair { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        for (number, pair) in pairs.enumerated() { slots[slot(of: pair)] = Int32(number) }
    }
}
