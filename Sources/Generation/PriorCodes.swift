package import Tensors

/// Codes drawn from the prior N(0, I), one for each index: number i depends on i and the seed.
public struct PriorCodes: Sequence, IteratorProtocol {
    private let dimension: Int
    private let seed: UInt64
    private let backend: any Backend
    private var indices: Range<Int>

    package init(_ indices: Range<Int>, dimension: Int, seed: UInt64, on backend: any Backend) {
        self.indices = indices
        self.dimension = dimension
        self.seed = seed
        self.backend = backend
    }

    /// The next code.
    public mutating func next() -> [Float]? {
        guard let index = indices.popFirst() else { return nil }
        var generator = RandomStream.priorCode.generator(seed: seed, index: index)
        return generator.normal([dimension], on: backend).scalars
    }
}
