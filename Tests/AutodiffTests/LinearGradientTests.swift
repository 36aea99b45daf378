import Autodiff
import EngineLaws
import Tensors
import Testing

/// Derivatives of products, rows and sequences against differences of the function.
struct LinearGradientTests {
    static let tolerance = 2e-4
    let backend = CPUBackend(threadCount: 2)
    let layout = SequenceLayout(lengths: [2, 5, 1, 3])

    @Test(arguments: [true, false])
    func affineMap(_ hasBias: Bool) {
        var values = RandomValues()
        let x = values.parameter([11, 5], on: backend)
        let weight = values.parameter([7, 5], on: backend)
        let bias = values.parameter([7], on: backend)
        let deviation = gradientDeviation(by: hasBias ? [x, weight, bias] : [x, weight]) { tape in
            [affine(tape(x), weight: tape(weight), bias: hasBias ? tape(bias) : nil)]
        }
        #expect(deviation < Self.tolerance)
    }

    @Test func columnsSideBySide() {
        var values = RandomValues()
        let parts = [1, 4, 3].map { values.parameter([6, $0], on: backend) }
        let deviation = gradientDeviation(by: parts) { tape in
            [concatenatedColumns(parts.map { tanh(tape($0)) })]
        }
        #expect(deviation < Self.tolerance)
    }

    @Test func rowsOfATableThatAreUsedOftenOrNever() {
        var values = RandomValues()
        let table = values.parameter([9, 6], on: backend)
        let ids: [Int32] = [3, 3, 0, 8, 3, 1, 1]
        let deviation = gradientDeviation(by: [table]) { [exp(gatherRows($0(table), ids))] }
        #expect(deviation < Self.tolerance)
    }

    /// By some rows only, and together with a derivative by all of them, in either order.
    @Test(arguments: [[true], [true, true], [true, false], [false, true, true]])
    func rowsOfALargeTableTakenAgain(_ isTaken: [Bool]) {
        var values = RandomValues()
        let table = values.parameter([9, 6], on: backend)
        let ids = isTaken.map { _ in values.ids(5, below: 9) }
        let function = { (tape: Tape) in
            zip(isTaken, ids).map { exp($0 ? gatherRows(tape(table), $1) : tape(table)) }
        }
        #expect(gradientDeviation(by: [table], of: function) < Self.tolerance)
    }

    @Test func derivativeByALargeTableIsOfTheRowsTaken() {
        var values = RandomValues()
        let table = values.parameter([9, 6], on: backend)
        let tape = Tape(on: backend)
        let rows =
            exp(gatherRows(tape(table), [7, 2, 2])) * exp(gatherRows(tape(table), [3, 2, 7]))
        let gradients = tape.gradients(of: rows.mean())
        guard case .rows(let gradient) = gradients.gradient(of: table) else {
            Issue.record("a derivative by all rows")
            return
        }
        #expect(gradient.ids == [2, 3, 7])
    }

    @Test(arguments: [1, 3])
    func sumsOverASequence(_ width: Int) {
        var values = RandomValues()
        let x = values.parameter([layout.rowCount, width], on: backend)
        let deviation = gradientDeviation(by: [x]) { [tanh(sequenceSums($0(x), layout))] }
        #expect(deviation < Self.tolerance)
    }

    /// Whatever cotangent is expected: the one that comes is another for each row.
    @Test(arguments: [3, 40], [nil, 1, -0.25] as [Float?])
    func logLikelihoodUnderASoftmax(_ vocabulary: Int, _ expected: Float?) {
        var values = RandomValues()
        let h = values.parameter([9, 5], on: backend)
        let weight = values.parameter([vocabulary, 5], on: backend)
        let bias = values.parameter([vocabulary], on: backend)
        let targets = values.ids(9, below: Int32(vocabulary))
        let deviation = gradientDeviation(by: [h, weight, bias]) { tape in
            [
                softmaxLogLikelihood(
                    tape(h),
                    weight: tape(weight),
                    bias: tape(bias),
                    targets: targets,
                    expecting: expected
                )
            ]
        }
        #expect(deviation < Self.tolerance)
    }

    /// A cotangent that was expected gives the same bits as one that was not.
    @Test func expectedCotangentOfASoftmax() {
        var values = RandomValues()
        let h = values.parameter([8, 5], on: backend)
        let weight = values.parameter([40, 5], on: backend)
        let bias = values.parameter([40], on: backend)
        let targets = values.ids(8, below: 40)
        let found = [nil, -0.125].map { (expected: Float?) in
            let tape = Tape(on: backend)
            let likelihood = softmaxLogLikelihood(
                tape(h),
                weight: tape(weight),
                bias: tape(bias),
                targets: targets,
                expecting: expected
            )
            let gradients = tape.gradients(of: likelihood.scaled(by: -1).mean())
            return [h, weight, bias].map { gradients[$0]?.scalars }
        }
        #expect(found[0] == found[1])
    }
}
