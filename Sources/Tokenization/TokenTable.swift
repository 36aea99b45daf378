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

    /// An open-addressing table; none for joined tables in which nothing was looked for yet.
    private var slots = Array(repeating: Slot(), count: 16)

    /// The number of each token that is a single ASCII byte, -1 where there is none.
    private var singles: [Int32] = Array(repeating: -1, count: 128)

    /// The seed of the hash.
    private let seed = Self.processSeed

    /// No tokens.
    init() {}

    /// The tokens of tables of which no two have one in common.
    ///
    /// They are not found by their bytes before ``prepareLookUps(threadCount:)``, as many tables are
    /// only read in order.
    init(joining parts: [TokenTable]) {
        bytes.reserveCapacity(parts.reduce(0) { $0 + $1.bytes.count })
        offsets.reserveCapacity(parts.reduce(1) { $0 + $1.count })
        for part in parts {
            let start = bytes.count
            bytes += part.bytes
            offsets += part.offsets.dropFirst().lazy.map { start + $0 }
        }
        slots = []
    }

    /// Makes sure that tokens can be looked for.
    mutating func prepareLookUps(threadCount: Int = 1) {
        guard slots.isEmpty else { return }
        for number in 0..<count { setSingle(number) }
        var slotCount = 16
        while count * 2 > slotCount { slotCount *= 2 }
        index(slotCount, threadCount: threadCount)
    }

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
        prepareLookUps()
        let (hash, slot) = place(of: key)
        if slots[slot].number >= 0 { return (Int(slots[slot].number), false) }
        bytes.append(contentsOf: key)
        return (endToken(at: slot, hash), true)
    }

    /// Adds the token of the bytes of two tokens, the second one without its first `dropCount`.
    mutating func insert(
        joining left: Int,
        _ right: Int,
        dropping dropCount: Int
    ) -> (number: Int, isNew: Bool) {
        prepareLookUps()
        let start = bytes.count
        for place in offsets[left]..<offsets[left + 1] { bytes.append(bytes[place]) }
        for place in offsets[right] + dropCount..<offsets[right + 1] { bytes.append(bytes[place]) }
        let (hash, slot) = bytes.withUnsafeBufferPointer { bytes in
            place(of: UnsafeBufferPointer(rebasing: bytes[start...]))
        }
        guard slots[slot].number < 0 else {
            bytes.removeLast(bytes.count - start)
            return (Int(slots[slot].number), false)
        }
        return (endToken(at: slot, hash), true)
    }

    /// Makes a token of the bytes after the last one, and returns its number.
    private mutating func endToken(at slot: Int, _ hash: UInt64) -> Int {
        let number = count
        slots[slot] = Slot(number: Int32(number), tag: Self.tag(hash))
        offsets.append(bytes.count)
        setSingle(number)
        if count * 2 > slots.count { index(slots.count * 2) }
        return number
    }

    /// Notes a token if it is a single ASCII byte.
    private mutating func setSingle(_ number: Int) {
        let start = offsets[number]
        if offsets[number + 1] == start + 1, bytes[start] < 0x80 {
            singles[Int(bytes[start])] = Int32(number)
        }
    }

    /// Forgets the tokens, and keeps the memory.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        offsets.removeSubrange(1...)
        for index in slots.indices { slots[index] = Slot() }
        for index in singles.indices { singles[index] = -1 }
    }

    private func hashes(threadCount: Int) -> [UInt64] {
        [UInt64](count: count, threadCount: threadCount) { number in
            self[number].withUnsafeBufferPointer { hash($0) }
        }
    }

    private static func tag(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) }

    /// The hash of a key, and its slot.
    @inline(__always)
    private func place(of key: UnsafeBufferPointer<UInt8>) -> (hash: UInt64, slot: Int) {
        let hash = hash(key)
        return (hash, slot(of: key, hash))
    }

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

    /// Makes the table anew, so that at most half of it is in use.
    private mutating func index(_ slotCount: Int, threadCount: Int = 1) {
        let hashes = hashes(threadCount: threadCount)
        slots = Array(repeating: Slot(), count: slotCount)
        let mask = slots.count - 1
        for (number, hash) in hashes.enumerated() {
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
