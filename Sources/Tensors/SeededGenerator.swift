internal import CKernels

/// A counter-based generator of random numbers: Philox4x32-10.
///
/// A draw depends only on the seed, the stream and the position, so a saved position resumes a
/// stream exactly, streams never overlap, and no number of threads changes a result.
///
/// - SeeAlso: Salmon et al., "Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011.
public struct SeededGenerator: RandomNumberGenerator, Hashable, Codable, Sendable {
    /// What the draws are for, or any other number: another stream is another sequence.
    public let stream: UInt64

    /// The key of the generator.
    public let seed: UInt64

    /// How many 32-bit words were drawn.
    public private(set) var position: UInt64

    /// Creates the generator of a stream at a position.
    public init(seed: UInt64, stream: UInt64 = 0, position: UInt64 = 0) {
        self.seed = seed
        self.stream = stream
        self.position = position
    }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        position += position % 2
        var block: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
        withUnsafeMutableBytes(of: &block) { bytes in
            let words = bytes.bindMemory(to: UInt32.self)
            guard let base = words.baseAddress else { return }
            kernel_philox_block(seed, stream, position / 4, base)
        }
        let first = position % 4 == 0
        position += 2
        return first
            ? UInt64(block.0) | UInt64(block.1) << 32 : UInt64(block.2) | UInt64(block.3) << 32
    }

    /// A tensor of draws from the standard normal distribution.
    public mutating func normal(_ shape: [Int], on backend: any Backend) -> Tensor {
        let draws = Tensor(uninitialized: shape, on: backend)
        kernel_philox_normal(draws.count, seed, stream, aligned(), draws.mutablePointer)
        position += UInt64(draws.count)
        return draws
    }

    /// A tensor of draws from the uniform distribution on (0, 1).
    public mutating func uniform(_ shape: [Int], on backend: any Backend) -> Tensor {
        let draws = Tensor(uninitialized: shape, on: backend)
        kernel_philox_uniform(draws.count, seed, stream, aligned(), draws.mutablePointer)
        position += UInt64(draws.count)
        return draws
    }

    /// Starts at a whole block of four words, so that draws of two kinds never share one.
    private mutating func aligned() -> UInt64 {
        position = (position + 3) / 4 * 4
        return position
    }
}
