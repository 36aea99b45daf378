/// How often each pair of tokens occurs, in a table that grows.
struct PairCounts {
    /// A pair and its count, side by side in memory.
    private struct Record {
        var pair: UInt64
        var count: Int
    }

    private var slots: [Int32] = Array(repeating: -1, count: 1 << 12)
    private var records: [Record] = []

    /// What ``lookAhead(at:)`` read.
    private var lastSeen = 0

    /// The pair with a number.
    func pair(_ number: Int) -> UInt64 { records[number].pair }

    /// The count of the pair with a number.
    func count(_ number: Int) -> Int { records[number].count }

    /// Adds to the count of a pair, and returns the pair's number.
    @inline(__always)
    @discardableResult
    mutating func add(_ count: Int, to pair: UInt64) -> Int {
        let slot = slot(of: pair)
        if slots[slot] >= 0 {
            records[Int(slots[slot])].count += count
            return Int(slots[slot])
        }
        slots[slot] = Int32(records.count)
        records.append(Record(pair: pair, count: count))
        if records.count * 2 > slots.count { grow() }
        return records.count - 1
    }

    /// Reads where pairs are.
    mutating func lookAhead(at news: ArraySlice<PairNews>) {
        if records.isEmpty { return }
        var seen = 0
        slots.withUnsafeBufferPointer { slots in
            records.withUnsafeBufferPointer { records in
                for new in news {
                    let number = slots[TokenPair.hash(new.pair) & (slots.count - 1)]
                    seen ^= records[Int(max(0, number))].count
                }
            }
        }
        lastSeen = seen
    }

    @inline(__always)
    private func slot(of pair: UInt64) -> Int {
        let mask = slots.count - 1
        var slot = TokenPair.hash(pair) & mask
        while slots[slot] >= 0, records[Int(slots[slot])].pair != pair { slot = (slot + 1) & mask }
        return slot
    }

    /// Makes room; no two records have the same pair, so that they need not be compared.
    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        let mask = slots.count - 1
        for (number, record) in records.enumerated() {
            var slot = TokenPair.hash(record.pair) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(number)
        }
    }
}
