public import Autodiff
public import Tensors

/// Draws the first values of parameters.
public struct Initializer {
    /// The source of the draws.
    public var generator: SeededGenerator
    /// Where the parameters live.
    public let backend: any Backend

    /// Creates an initializer.
    public init(generator: SeededGenerator, on backend: any Backend) {
        self.generator = generator
        self.backend = backend
    }

    /// Uniform on (-bound, bound).
    public mutating func uniform(_ shape: [Int], bound: Float) -> Parameter {
        let draws = generator.uniform(shape, on: backend)
        return Parameter(backend.scaled(draws, by: 2 * bound, offset: -bound))
    }

    /// Normal with mean zero.
    public mutating func normal(_ shape: [Int], standardDeviation: Float) -> Parameter {
        let draws = generator.normal(shape, on: backend)
        return Parameter(backend.scaled(draws, by: standardDeviation, offset: 0))
    }

    /// The same value everywhere.
    public func constant(_ value: Float, _ shape: [Int]) -> Parameter {
        Parameter(Tensor(repeating: value, shape: shape, on: backend))
    }
}
