/// A division of a corpus into parts, such as for training, validation and test.
///
/// The part of a record depends on its text and the seed alone: not on the order of the records, nor on
/// what else is in the corpus. So equal records never stand on both sides, and a corpus that
/// grows keeps its division.
public struct CorpusSplit: Hashable, Sendable {
    private let bounds: [Double]
    private let seed: UInt64

    /// The number of parts.
    public var partCount: Int { bounds.count }

    /// Creates a division, or nil when the fractions are not as they should be.
    ///
    /// - Parameters:
    ///   - fractions: The expected share of each part. They are positive, and their sum is 1.
    ///   - seed: Another seed makes another division.
    public init?(fractions: [Double], seed: UInt64 = 0) {
        let sum = fractions.reduce(0, +)
        guard !fractions.isEmpty, fractions.allSatisfy({ $0 > 0 }), abs(sum - 1) < 1e-6 else {
            return nil
        }
        var bound = 0.0
        bounds = fractions.map { fraction in
            bound += fraction
            return bound
        }
        self.seed = seed
    }

    /// The part of a record of this text, from 0.
    public func part(of text: String) -> Int {
        let hash = StableHash.value(of: text, seed: seed)
        let place = Double(hash >> 11) * 0x1p-53
        return bounds.firstIndex { place < $0 } ?? bounds.count - 1
    }
}
