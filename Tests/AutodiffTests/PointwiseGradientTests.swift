import Autodiff
import EngineLaws
import Tensors
import Testing

/// Each derivative against differences of the function.
struct PointwiseGradientTests {
    static let tolerance = 2e-4
    let backend = CPUBackend(threadCount: 1)

    @Test func functionsOfTwoVariables() {
        var values = RandomValues()
        let (a, b) = (
            values.parameter([5, 7], on: backend), values.parameter([5, 7], on: backend)
        )
        let operations: [(name: String, apply: (Variable, Variable) -> Variable)] = [
            ("+", { $0 + $1 }), ("-", { $0 - $1 }), ("*", { $0 * $1 }),
            ("x + x", { x, _ in x + x }), ("x * x", { x, _ in x * x }),
            ("x * y + x", { x, y in x * y + x }),
        ]
        for operation in operations {
            let deviation = gradientDeviation(by: [a, b]) { tape in
                [operation.apply(tape(a), tape(b)) + 0.5 * tape(b) + 0.25 * tape(a)]
            }
            #expect(deviation < Self.tolerance, "\(operation.name) is off by \(deviation)")
        }
    }

    @Test func functionsOfOneVariable() {
        var values = RandomValues()
        let x = values.parameter([5, 19], bound: 2, on: backend)
        let operations: [(name: String, apply: (Variable) -> Variable)] = [
            ("exp", { exp($0) }), ("tanh", { tanh($0) }), ("sigmoid", { sigmoid($0) }),
            ("scaled", { $0.scaled(by: -1.5, offset: 3) }), ("mean", { $0.mean() }),
            ("rowSums", { $0.rowSums() }), ("columns", { $0.columns(2..<5) }),
        ]
        for operation in operations {
            let deviation = gradientDeviation(by: [x]) { [operation.apply($0(x))] }
            #expect(deviation < Self.tolerance, "\(operation.name) is off by \(deviation)")
        }
    }

    @Test func variableThatIsNotUsedHasNoGradient() {
        let tape = Tape(on: backend)
        let (x, y) = (
            tape.variable(Tensor([2], shape: [1], on: backend)),
            tape.variable(
                Tensor([3], shape: [1], on: backend)
            )
        )
        let gradients = tape.gradients(of: (x * x).total)
        #expect(gradients[x]?.scalars == [4])
        #expect(gradients[y] == nil)
    }

    @Test func tapeThatDoesNotRecordKeepsNothing() {
        let tape = Tape(on: backend, isRecording: false)
        let x = Parameter(Tensor([2], shape: [1], on: backend))
        let gradients = tape.gradients(of: (tape(x) * tape(x)).total)
        #expect(gradients[x] == nil)
    }
}
