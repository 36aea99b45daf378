/// A deterministic stream of 64-bit words: Steele, Lea and Flood's SplitMix, one addition and
/// one mixing function a word, the same on every machine.
struct SplitMix64 {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// Returns an integer in `0..<bound`; the bias is below `bound / 2^64`.
    mutating func integer(below bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// Returns true `percent` times in a hundred.
    mutating func chance(_ percent: Int) -> Bool {
        integer(below: 100) < percent
    }

    /// Returns one element, each equally likely.
    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[integer(below: elements.count)]
    }

    /// Returns one element with probability proportional to its weight.
    mutating func pick<Element>(weighted pairs: [(Element, Int)]) -> Element {
        var remaining = integer(below: pairs.reduce(0) { $0 + $1.1 })
        for (element, weight) in pairs {
            if remaining < weight { return element }
            remaining -= weight
        }
        return pairs[pairs.count - 1].0
    }

    /// Puts the elements in a random order (Fisher and Yates).
    mutating func shuffle<Element>(_ elements: inout [Element]) {
        for index in stride(from: elements.count - 1, to: 0, by: -1) {
            elements.swapAt(index, integer(below: index + 1))
        }
    }
}
