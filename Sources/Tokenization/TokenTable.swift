/// An append-only set of byte strings numbered in order of arrival, found again by hashing.
///
/// The bytes of all tokens lie in one array, so that a look-up compares bytes and makes no
/// `String`: `String`'s equality is canonical equivalence, which would merge tokens that differ
/// in normalisation form.
struct TokenTable: Sendable {
    /// A place of the table: the number of a token, -1 for none, and a part of its hash.
    private struct Slot {
        var number: Int32 = -1
        var tag: UInt32 = 0
    }

    /// The bytes of all tokens, one after the other.
    private(set) var bytes: [UInt8] = []

    /// Where each token starts in `bytes`, and the end of the last one.
    private(set) var offsets: [Int] = [0]

    /// An open-addressing table.
    private var slots = Array(repeating: Slot(), count: 16)

    /// The number of each token that is a single ASCII byte, -1 where there is none.
    private var singles: [Int32] = Array(repeating: -1, count: 128)

    /// The seed of the hash.
    private let seed = Self.processSeed

    /// The number of tokens.
    var count: Int { offsets.count - 1 }

    /// The bytes of a token.
    subscript(number: Int) -> ArraySlice<UInt8> {
        bytes[offsets[number]..<offsets[number + 1]]
    }

    /// Appends the bytes of a token.
    func append(_ number: Int, to text: inout [UInt8]) {
        let start = offsets[number]
        let end = offsets[number + 1]
        if end == start + 1 { return text.append(bytes[start]) }
        bytes.withUnsafeBufferPointer { text.append(contentsOf: $0[start..<end]) }
    }

    /// The number of the token with these bytes, or -1.
    func number(of key: UnsafeBufferPointer<UInt8>) -> Int32 {
        if key.count == 1, key[0] < 0x80 { return singles[Int(key[0])] }
        return slots[slot(of: key, hash(key))].number
    }

    /// The number of the token with these bytes, and whether it had to be added.
    @discardableResult
    mutating func insert(_ key: UnsafeBufferPointer<UInt8>) -> (number: Int, isNew: Bool) {
        let hash = hash(key)
        let slot = slot(of: key, hash)
        if slots[slot].number >= 0 { return (Int(slots[slot].number), false) }
        let number = count
        slots[slot] = Slot(number: Int32(number), tag: Self.tag(hash))
        if key.count == 1, key[0] < 0x80 { singles[Int(key[0])] = Int32(number) }
        bytes.append(contentsOf: key)
        offsets.append(bytes.count)
        if count * 2 > slots.count { grow() }
        return (number, true)
    }

    /// Forgets the tokens, and keeps the memory.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        offsets.removeSubrange(1...)
        for index in slots.indices { slots[index] = Slot() }
        for index in singles.indices { singles[index] = -1 }
    }

    private static func tag(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) }

    /// The slot that holds the key, or the empty slot where it belongs.
    @inline(__always)
    private func slot(of key: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int {
        let mask = slots.count - 1
        let tag = Self.tag(hash)
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot].number >= 0 {
            if slots[slot].tag == tag, matches(Int(slots[slot].number), key) { break }
            slot = (slot + 1) & mask
        }
        return slot
    }

    private func matches(_ number: Int, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = offsets[number]
        guard offsets[number + 1] - start == key.count else { return false }
        guard let key = UnsafeRawBufferPointer(key).baseAddress else { return true }
        return bytes.withUnsafeBytes { bytes in
            guard let bytes = bytes.baseAddress else { return false }
            return ByteWords.areEqual(bytes + start, key, count: offsets[number + 1] - start)
        }
    }

    /// Doubles the table, so that at most half of it is in use.
    private mutating func grow() {
        slots = Array(repeating: Slot(), count: slots.count * 2)
        let mask = slots.count - 1
        for number in 0..<count {
            let hash = self[number].withUnsafeBufferPointer { self.hash($0) }
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot].number >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Slot(number: Int32(number), tag: Self.tag(hash))
        }
    }

    /// A multiplicative hash over words of eight bytes.
    ///
    /// It is seeded anew in every process, so that no
    /// file can be prepared to make look-ups slow. Nothing that is kept or shown depends on it.
    @inline(__always)
    private func hash(_ key: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var state = seed ^ UInt64(truncatingIfNeeded: key.count)
        ByteWords.forEach(of: key) { mix(&state, $0) }
        return state ^ (state >> 32)
    }

    @inline(__always)
    private func mix(_ state: inout UInt64, _ word: UInt64) {
        let product = (state ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        state = product.high ^ product.low ^ seed
    }

    private static let processSeed = UInt64(truncatingIfNeeded: Hasher().finalize()) | 1
}

extension TokenTable: Hashable {
    static func == (left: TokenTable, right: TokenTable) -> Bool {
        left.offsets == right.offsets && left.bytes == right.bytes
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(offsets)
        hasher.combine(bytes)
    }
}
