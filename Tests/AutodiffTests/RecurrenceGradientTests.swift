import Autodiff
import EngineLaws
import Tensors
import Testing

/// Derivatives of a recurrent layer against differences, by every input and from every output.
struct RecurrenceGradientTests {
    static let tolerance = 2e-4

    struct Shape: Sendable, CustomTestStringConvertible {
        let cell: RecurrentCell
        let isReversed: Bool
        let hidden: Int
        let lengths: [Int]
        let threads: Int

        var testDescription: String {
            "\(cell), \(isReversed ? "reversed" : "forward"), \(hidden) units, lengths \(lengths)"
        }

        static let all: [Shape] = RecurrentCell.allCases.flatMap { cell in
            [false, true].flatMap { isReversed in
                [(3, [4, 1, 3], 1), (17, [1], 1), (5, [2, 2, 5, 1, 3, 4, 1, 1, 6], 2)].map {
                    Shape(
                        cell: cell,
                        isReversed: isReversed,
                        hidden: $0.0,
                        lengths: $0.1,
                        threads: $0.2
                    )
                }
            }
        }
    }

    @Test(arguments: Shape.all)
    func everyInputAndOutput(_ shape: Shape) {
        let inputs = Inputs(shape)
        let deviation = gradientDeviation(by: inputs.parameters) { tape in
            let output = inputs.output(on: tape, wantsOutputs: true)
            return [output.outputs, output.finalState, output.finalCell].compactMap(\.self)
        }
        #expect(deviation < Self.tolerance, "off by \(deviation)")
    }

    @Test(arguments: Shape.all)
    func finalStateAlone(_ shape: Shape) {
        let inputs = Inputs(shape)
        let deviation = gradientDeviation(by: inputs.parameters) { tape in
            [inputs.output(on: tape, wantsOutputs: false).finalState]
        }
        #expect(deviation < Self.tolerance, "off by \(deviation)")
    }

    @Test(arguments: Shape.all)
    func outputsAlone(_ shape: Shape) {
        let inputs = Inputs(shape)
        let deviation = gradientDeviation(by: inputs.parameters) { tape in
            [inputs.output(on: tape, wantsOutputs: true).outputs].compactMap(\.self)
        }
        #expect(deviation < Self.tolerance, "off by \(deviation)")
    }
}

private struct Inputs {
    let shape: RecurrenceGradientTests.Shape
    let layout: SequenceLayout
    let parameters: [Parameter]

    init(_ shape: RecurrenceGradientTests.Shape) {
        self.shape = shape
        layout = SequenceLayout(lengths: shape.lengths)
        let backend = CPUBackend(threadCount: shape.threads)
        let width = shape.cell.gateCount * shape.hidden
        let bound = 1 / Float(shape.hidden).squareRoot()
        var values = RandomValues()
        let start = [layout.batchSize, shape.hidden]
        let shapes = [
            [layout.rowCount, width], [width, shape.hidden], [width], start,
        ]
        let all = shape.cell == .lstm ? shapes + [start] : shapes
        parameters = all.map { values.parameter($0, bound: 2 * bound, on: backend) }
    }

    func output(on tape: Tape, wantsOutputs: Bool) -> RecurrentOutput {
        let inputs = parameters.map { tape($0) }
        return recurrence(
            shape.cell,
            input: inputs[0],
            weight: inputs[1],
            bias: inputs[2],
            initialState: inputs[3],
            initialCell: shape.cell == .lstm ? inputs[4] : nil,
            layout: layout,
            isReversed: shape.isReversed,
            wantsOutputs: wantsOutputs
        )
    }
}
