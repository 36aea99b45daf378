internal import Tensors

/// Which sequences make up the batches of each epoch: a function of the seed and the epoch only.
///
/// Sequences are shuffled, sorted by length within pools of fifty batches, cut into batches of
/// like length, and the batches are shuffled: little is gained by looking further for equal
/// lengths, and the batches of an epoch still differ from those of the next.
package struct BatchPlan: Sendable {
    private static let batchesPerPool = 50

    private let lengths: [Int]
    private let batchSize: Int
    private let seed: UInt64

    /// The number of batches an epoch; the last ones of a pool may be smaller.
    package let batchesPerEpoch: Int

    package init(lengths: [Int], batchSize: Int, seed: UInt64) {
        self.lengths = lengths
        self.batchSize = batchSize
        self.seed = seed
        batchesPerEpoch = (lengths.count + batchSize - 1) / batchSize
    }

    /// The batches of an epoch, longest sequence first within each.
    package func batches(ofEpoch epoch: Int) -> [[Int]] {
        var generator = SeededGenerator(
            seed: seed,
            stream: RandomStream.shuffle.stream(at: UInt64(epoch))
        )
        let order = Array(lengths.indices).shuffled(using: &generator)
        let poolSize = batchSize * Self.batchesPerPool
        var batches: [[Int]] = []
        for first in stride(from: 0, to: order.count, by: poolSize) {
            let pool = order[first..<min(order.count, first + poolSize)]
            let sorted = pool.enumerated().sorted {
                (lengths[$1.element], $0.offset) < (lengths[$0.element], $1.offset)
            }.map(\.element)
            for start in stride(from: 0, to: sorted.count, by: batchSize) {
                batches.append(Array(sorted[start..<min(sorted.count, start + batchSize)]))
            }
        }
        return batches.shuffled(using: &generator)
    }
}

/// What random numbers are drawn for; each purpose and step has a stream of its own, so that a
/// training that goes on after an interruption draws what it would have drawn.
package enum RandomStream: UInt64 {
    case initialization = 1
    case shuffle, noise, wordDropout, inputDropout, outputDropout, validation, subwords

    package func stream(at step: UInt64) -> UInt64 { rawValue << 48 | step }
}
