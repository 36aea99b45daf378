package import Autodiff
package import Tensors

/// Draws inputs of tests, the same each time.
package struct RandomValues {
    private var generator: SeededGenerator

    /// Starts a sequence of draws.
    package init(seed: UInt64 = 1) {
        generator = SeededGenerator(seed: seed, stream: 99)
    }

    /// Numbers between `-bound` and `bound`.
    package mutating func numbers(_ count: Int, bound: Float = 1) -> [Float] {
        (0..<count).map { _ in Float.random(in: -bound...bound, using: &generator) }
    }

    /// A tensor of numbers between `-bound` and `bound`.
    package mutating func tensor(
        _ shape: [Int],
        bound: Float = 1,
        on backend: any Backend
    ) -> Tensor {
        Tensor(numbers(shape.reduce(1, *), bound: bound), shape: shape, on: backend)
    }

    /// A parameter of numbers between `-bound` and `bound`.
    package mutating func parameter(
        _ shape: [Int],
        bound: Float = 1,
        on backend: any Backend
    ) -> Parameter {
        Parameter(tensor(shape, bound: bound, on: backend))
    }

    /// Ids below `limit`.
    package mutating func ids(_ count: Int, below limit: Int32) -> [Int32] {
        (0..<count).map { _ in Int32.random(in: 0..<limit, using: &generator) }
    }

    /// Whole numbers in a range.
    package mutating func integers(_ count: Int, in range: ClosedRange<Int>) -> [Int] {
        (0..<count).map { _ in Int.random(in: range, using: &generator) }
    }
}
