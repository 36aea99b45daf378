internal import Tensors

/// A random part of a corpus held out for validation: a function of the seed.
package struct HeldOut: Sendable {
    /// The places of the records to train on, in order.
    package let training: [Int]
    /// The places of the records held out, in order.
    package let validation: [Int]

    /// Draws the part; at least one record stays on each side when there are two and the fraction
    /// is not zero.
    package init(count: Int, fraction: Double, seed: Int) {
        var generator = SeededGenerator(
            seed: UInt64(seed),
            stream: RandomStream.validation.stream(at: 1)
        )
        let order = Array(0..<count).shuffled(using: &generator)
        let wanted = Int((Double(count) * fraction).rounded())
        let held = fraction > 0 && count > 1 ? min(max(1, wanted), count - 1) : 0
        validation = order.prefix(held).sorted()
        training = order.dropFirst(held).sorted()
    }
}
