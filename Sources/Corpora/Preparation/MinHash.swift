import UnicodeText

/// Signatures of texts that tell how alike two texts are.
///
/// The shingles `S(A)` of a text are its runs of five characters, after case is folded and each run of
/// white space made one space; a shorter text is its own shingle. The similarity of two texts is
/// Jaccard's,
///
///     J(A, B) = |S(A) ∩ S(B)| / |S(A) ∪ S(B)|
///
/// For a random order of all shingles, the first one of `S(A)` and the first one of `S(B)` are the same
/// with the probability `J(A, B)`. A signature holds the first ones for `k = 128` orders, as 16 bits
/// of a hash, and
///
///     Ĵ(A, B) = (number of equal places) / k,     standard error sqrt(J (1 - J) / k)  <=  0.044
///
/// - SeeAlso: Broder, "On the resemblance and containment of documents", SEQUENCES 1997; Li and
///   König, "b-Bit Minwise Hashing", WWW 2010.
package struct MinHash: Sendable {
    /// The number of places of a signature, `k`.
    package static let size = 128

    /// The length of a shingle in characters.
    package static let shingleLength = 5

    private let multipliers: [UInt32]
    private let summands: [UInt32]

    /// Draws the orders by a seed.
    package init(seed: UInt64) {
        var state = seed
        func next() -> UInt64 {
            state &+= 1
            return StableHash.mix(state ^ 0x4D69_6E48_6173_6821)
        }
        multipliers = (0..<Self.size).map { _ in UInt32(truncatingIfNeeded: next()) | 1 }
        summands = (0..<Self.size).map { _ in UInt32(truncatingIfNeeded: next()) }
    }

    /// The signature of a text.
    package func signature(of text: String) -> [UInt16] {
        var least = [UInt32](repeating: .max, count: Self.size)
        least.withUnsafeMutableBufferPointer { least in
            multipliers.withUnsafeBufferPointer { multipliers in
                summands.withUnsafeBufferPointer { summands in
                    Self.forEachShingle(of: text) { shingle in
                        let value = UInt32(truncatingIfNeeded: shingle)
                        for place in 0..<Self.size {
                            let order = multipliers[place] &* value &+ summands[place]
                            least[place] = min(least[place], order)
                        }
                    }
                }
            }
        }
        return least.map { UInt16(truncatingIfNeeded: $0) }
    }

    /// The estimate `Ĵ` of the similarity of two texts.
    package static func similarity(_ first: [UInt16], _ second: [UInt16]) -> Double {
        first.withUnsafeBufferPointer { first in
            second.withUnsafeBufferPointer { second in similarity(first, second[...]) }
        }
    }

    /// The estimate `Ĵ`, of signatures that lie in memory.
    static func similarity(
        _ first: UnsafeBufferPointer<UInt16>,
        _ second: Slice<UnsafeBufferPointer<UInt16>>
    ) -> Double {
        let second = UnsafeBufferPointer(rebasing: second)
        var equal: UInt16 = 0
        for place in 0..<size { equal &+= first[place] == second[place] ? 1 : 0 }
        return Double(equal) / Double(size)
    }

    /// Calls `body` with the hash of each shingle, as often as it occurs.
    package static func forEachShingle(of text: String, _ body: (UInt64) -> Void) {
        let characters = tidied(text)
        if characters.isEmpty { return }
        var hash: UInt64 = 0
        for (index, character) in characters.enumerated() {
            hash = hash &* base &+ UInt64(character)
            if index >= shingleLength {
                hash &-= UInt64(characters[index - shingleLength]) &* leaving
            }
            if index >= shingleLength - 1 { body(StableHash.mix(hash)) }
        }
        if characters.count < shingleLength { body(StableHash.mix(hash)) }
    }

    /// The base of the rolling hash, and its power for the character that leaves the window.
    private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15
    private static let leaving = (0..<shingleLength).reduce(1 as UInt64) { power, _ in
        power &* base
    }

    private static func tidied(_ text: String) -> [UInt32] {
        var result: [UInt32] = []
        var isInSpace = true
        for scalar in TextTransform.caseFolded(text).unicodeScalars {
            if Scalars.isWhiteSpace(scalar.value) {
                if !isInSpace { result.append(0x20) }
                isInSpace = true
            } else {
                result.append(scalar.value)
                isInSpace = false
            }
        }
        if result.last == 0x20 { result.removeLast() }
        return result
    }
}
