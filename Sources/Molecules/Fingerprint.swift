/// A set of hashed substructures as a vector of bits.
public struct Fingerprint: Sendable, Hashable {
    /// The length in bits.
    public let bitCount: Int

    /// The bits, 64 to a word: bit `i` is bit `i % 64` of word `i / 64`.
    public let words: [UInt64]

    /// The number of bits that are set.
    public let setBitCount: Int

    init(bitCount: Int, words: [UInt64]) {
        self.bitCount = bitCount
        self.words = words
        self.setBitCount = words.reduce(0) { $0 + $1.nonzeroBitCount }
    }

    /// The Tanimoto similarity, from 0 (nothing in common) to 1 (equal).
    ///
    ///     T(a, b) = |a and b| / |a or b|
    ///
    /// Two fingerprints without any bit have the similarity 1, as in RDKit.
    ///
    /// - Parameter other: A fingerprint of the same length.
    /// - Returns: The similarity.
    public func tanimotoSimilarity(to other: Fingerprint) -> Double {
        precondition(
            bitCount == other.bitCount,
            "tanimotoSimilarity: fingerprints of \(bitCount) and \(other.bitCount) bits"
        )
        var common = 0
        for index in words.indices {
            common += (words[index] & other.words[index]).nonzeroBitCount
        }
        let union = setBitCount + other.setBitCount - common
        return union == 0 ? 1 : Double(common) / Double(union)
    }
}
