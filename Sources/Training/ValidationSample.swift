internal import Tensors
package import Tokenization

/// The held-out sequences that are measured during a training, when there are too many for all.
///
/// Each sequence draws a number from its own tokens, and those of the least numbers are taken: a
/// spread over the whole that depends on neither the order of the sequences nor the seed, and of which
/// most stay when some are added. Sequences that are alike draw each a number of their own.
package enum ValidationSample {
    /// The places of the sequences, in order; all when there are no more than `count`.
    package static func places(in sequences: TokenBatch, count: Int) -> [Int] {
        guard sequences.count > count else { return Array(0..<sequences.count) }
        var likes: [UInt64: UInt64] = [:]
        let draws = (0..<sequences.count).map { place in
            let hash = SequenceHash(sequences[place]).value
            let number = likes[hash, default: 0]
            likes[hash] = number + 1
            var generator = SeededGenerator(seed: hash, stream: number)
            return generator.next()
        }
        return draws.indices.sorted { (draws[$0], $0) < (draws[$1], $1) }.prefix(count).sorted()
    }
}
