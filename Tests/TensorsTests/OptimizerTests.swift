import EngineLaws
import Tensors
import Testing

/// A step on many parameters against a step on each element alone.
struct OptimizerTests {
    static let shapes: [[[Int]]] = [
        [[1]], [[3], [1], [17, 5]], [[100_003]], [[7], [513, 129], [1, 1], [40_000], [5], [31]],
    ]

    static let settings = AdamSettings(
        learningRate: 0.01,
        beta1: 0.9,
        beta2: 0.99,
        epsilon: 1e-3,
        weightDecay: 0.1,
        step: 3,
        gradientScale: 0.5
    )

    @Test(arguments: shapes, [1, 2, 3])
    func manyParametersInOnePass(_ shapes: [[Int]], _ threads: Int) {
        let backend = CPUBackend(threadCount: threads)
        var values = RandomValues()
        var updates = shapes.map { shape in
            AdamUpdate(
                gradient: .dense(values.tensor(shape, on: backend)),
                parameter: values.tensor(shape, on: backend),
                first: values.tensor(shape, on: backend),
                second: Tensor(repeating: 0.3, shape: shape, on: backend)
            )
        }
        let before = updates
        backend.adamStep(Self.settings, &updates)
        for (old, new) in zip(before, updates) {
            let expected = twin(old)
            #expect(deviation(new.parameter, from: expected.map { $0[0] }) < 3e-7)
            #expect(deviation(new.first, from: expected.map { $0[1] }) < 3e-7)
            #expect(deviation(new.second, from: expected.map { $0[2] }) < 3e-7)
        }
    }

    private func twin(_ update: AdamUpdate) -> [[Double]] {
        let (g, w) = (update.gradient.dense.scalars, update.parameter.scalars)
        let (m, v) = (update.first.scalars, update.second.scalars)
        return g.indices.map { index in
            let gradient = Double(g[index]) * 0.5
            let first = 0.9 * Double(m[index]) + 0.1 * gradient
            let second = 0.99 * Double(v[index]) + 0.01 * gradient * gradient
            let mean = first / (1 - 0.729)
            let square = second / (1 - 0.970299)
            let step = 0.01 * mean / (square.squareRoot() + 1e-3)
            return [Double(w[index]) * (1 - 0.001) - step, first, second]
        }
    }

    @Test(arguments: shapes, [1, 2, 3])
    func sumOfSquaresOfMany(_ shapes: [[Int]], _ threads: Int) {
        let backend = CPUBackend(threadCount: threads)
        var values = RandomValues()
        let tensors = shapes.map { values.tensor($0, on: backend) }
        let expected = tensors.flatMap(\.scalars).reduce(0.0) { $0 + Double($1) * Double($1) }
        let sum = backend.sumOfSquares(tensors)
        #expect(abs(sum / expected - 1) < 1e-12)
        #expect(sum == backend.sumOfSquares(tensors), "the sum does not repeat")
    }
}
