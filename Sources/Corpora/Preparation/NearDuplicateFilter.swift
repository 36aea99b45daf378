/// Tells texts that are unlike all before them from those that nearly repeat one.
///
///     var filter = NearDuplicateFilter(threshold: 0.8)
///     let kept = texts.filter { filter.isNew($0) }
///
/// A text is a near duplicate when the similarity `Ĵ` (``MinHash``) to a text that was kept is at least the
/// threshold. Candidates are found by bands: the signature is cut into `b` bands of `r` places, and
/// two texts are compared when a band is equal, which happens with the probability
///
///     P(J) = 1 - (1 - J^r)^b,     r b <= 128
///
/// `r` is the largest number for which `P(threshold) >= 0.99`. The result depends on the texts, their
/// order and the seed alone.
///
/// Memory is bounded: the signatures of the last ``capacity`` kept texts are remembered, with 256 bytes
/// and 8 bytes a band each. In each band at most 64 texts are compared, the latest first, so
/// that time grows linearly whatever the texts are.
public struct NearDuplicateFilter: Sendable {
    /// The similarity, over 0 and up to 1, from which a text is a near duplicate.
    public let threshold: Double

    /// The number of texts that are remembered.
    public let capacity: Int

    /// The number of places of a band, `r`.
    public let rowCount: Int

    /// The number of bands, `b`.
    public let bandCount: Int

    /// The number of near duplicates so far.
    public private(set) var duplicateCount = 0

    /// The number of kept texts so far.
    public private(set) var keptCount = 0

    /// The number of pairs of texts whose signatures were compared so far.
    package private(set) var comparisonCount = 0

    private let hashing: MinHash
    private var signatures: [UInt16] = []
    /// For each remembered text and band, the number of the text before it in its bucket, plus one.
    private var former: [UInt32] = []
    /// For each band and bucket the number of the last text in it, plus one.
    private var buckets: [UInt32]
    private var bucketCount = 1 << 10
    private static let comparisons = 64

    /// Creates a filter that has seen nothing.
    ///
    /// - Parameters:
    ///   - threshold: The similarity from which a text is a near duplicate.
    ///   - seed: Another seed makes other estimates.
    ///   - capacity: How many kept texts are remembered.
    /// - Precondition: The threshold is over 0 and up to 1, the capacity from 1 to 2^31.
    public init(threshold: Double, seed: UInt64 = 0, capacity: Int = 1 << 20) {
        precondition(threshold > 0 && threshold <= 1, "threshold \(threshold): over 0 and up to 1")
        precondition((1...1 << 31).contains(capacity), "capacity \(capacity): from 1 to 2^31")
        self.threshold = threshold
        self.capacity = capacity
        rowCount = Self.rows(threshold)
        bandCount = MinHash.size / rowCount
        hashing = MinHash(seed: seed)
        buckets = [UInt32](repeating: 0, count: bandCount * bucketCount)
    }

    private static func rows(_ threshold: Double) -> Int {
        let rows = (1...MinHash.size).last { rows in
            recall(at: threshold, rowCount: rows) >= 0.99
        }
        return rows ?? 1
    }

    /// The probability that two texts of a similarity are compared, `P(J)`.
    package static func recall(at similarity: Double, rowCount: Int) -> Double {
        var miss = 1.0
        let band = (0..<rowCount).reduce(1.0) { power, _ in power * similarity }
        for _ in 0..<(MinHash.size / rowCount) { miss *= 1 - band }
        return 1 - miss
    }

    /// Whether a text is unlike those that were kept; if so it is kept.
    public mutating func isNew(_ text: String) -> Bool {
        let signature = hashing.signature(of: text)
        let bands = bands(of: signature)
        if hasLike(signature, bands) {
            duplicateCount += 1
            return false
        }
        remember(signature, bands)
        return true
    }

    /// The hash of each band.
    private func bands(of signature: [UInt16]) -> [UInt64] {
        (0..<bandCount).map { band in
            signature[band * rowCount..<(band + 1) * rowCount]
                .reduce(UInt64(band)) { StableHash.mix($0 ^ UInt64($1)) }
        }
    }

    private mutating func hasLike(_ signature: [UInt16], _ bands: [UInt64]) -> Bool {
        let (found, count) = signature.withUnsafeBufferPointer { signature in
            signatures.withUnsafeBufferPointer { searched($0, for: signature, bands) }
        }
        comparisonCount += count
        return found
    }

    /// Whether one of the remembered signatures is like another, and how many were compared with it.
    private func searched(
        _ signatures: UnsafeBufferPointer<UInt16>,
        for signature: UnsafeBufferPointer<UInt16>,
        _ bands: [UInt64]
    ) -> (found: Bool, count: Int) {
        let oldest = max(0, keptCount - capacity)
        var total = 0
        for (band, hash) in bands.enumerated() {
            var number = Int(buckets[bucket(band, hash)]) - 1
            let limit = total + Self.comparisons
            while number >= oldest, total < limit {
                let start = number % capacity * MinHash.size
                let other = signatures[start..<start + MinHash.size]
                total += 1
                if MinHash.similarity(signature, other) >= threshold { return (true, total) }
                number = Int(former[number % capacity * bandCount + band]) - 1
            }
        }
        return (false, total)
    }

    private mutating func remember(_ signature: [UInt16], _ bands: [UInt64]) {
        precondition(keptCount < UInt32.max, "NearDuplicateFilter: more than 2^32 texts")
        if keptCount >= bucketCount, bucketCount < capacity { growBuckets() }
        let place = keptCount % capacity
        if keptCount < capacity {
            signatures += signature
            former += [UInt32](repeating: 0, count: bandCount)
        } else {
            signatures.replaceSubrange(
                place * MinHash.size..<(place + 1) * MinHash.size,
                with: signature
            )
        }
        link(keptCount, bands)
        keptCount += 1
    }

    /// Puts a text at the head of its bucket in each band.
    private mutating func link(_ number: Int, _ bands: [UInt64]) {
        for (band, hash) in bands.enumerated() {
            let bucket = bucket(band, hash)
            former[number % capacity * bandCount + band] = buckets[bucket]
            buckets[bucket] = UInt32(number + 1)
        }
    }

    private func bucket(_ band: Int, _ hash: UInt64) -> Int {
        band * bucketCount + Int(hash & UInt64(bucketCount - 1))
    }

    /// Doubles the buckets; nothing was forgotten yet, so every text is linked anew.
    private mutating func growBuckets() {
        bucketCount *= 2
        buckets = [UInt32](repeating: 0, count: bandCount * bucketCount)
        for number in 0..<keptCount {
            let range = number * MinHash.size..<(number + 1) * MinHash.size
            link(number, bands(of: Array(signatures[range])))
        }
    }
}
