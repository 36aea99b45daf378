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

    /// The two inputs that are projected inside: a table by token, and rows by their weights; each
    /// with a part for the whole sequence.
    @Test(arguments: Shape.all, [false, true])
    func inputsThatAreProjected(_ shape: Shape, _ isTable: Bool) {
        let inputs = Inputs(shape)
        let projected = ProjectedInputs(shape, isTable: isTable, layout: inputs.layout)
        let parameters = Array(inputs.parameters[1...]) + projected.parameters
        let deviation = gradientDeviation(by: parameters) { tape in
            let output = inputs.output(on: tape, wantsOutputs: true, projected: projected)
            return [output.outputs, output.finalState, output.finalCell].compactMap(\.self)
        }
        #expect(deviation < Self.tolerance, "off by \(deviation)")
    }

    /// A table of all rows, and rows times the identity, are the rows themselves.
    @Test(arguments: Shape.all)
    func allInputsSayTheSame(_ shape: Shape) {
        let inputs = Inputs(shape)
        let tape = Tape(on: inputs.backend, isRecording: false)
        let expected = inputs.output(on: tape, wantsOutputs: true).finalState.value
        let rows = tape(inputs.parameters[0])
        let width = rows.shape[1]
        let backend = inputs.backend
        let identity = Tensor(
            (0..<width * width).map { $0 % (width + 1) == 0 ? 1 : 0 },
            shape: [width, width],
            on: backend
        )
        let tokens = (0..<Int32(rows.shape[0])).map(\.self)
        let sources: [RecurrentSource] = [
            .table(rows, tokens: tokens),
            .rows(
                rows,
                weight: tape.constant(identity),
                bias: tape.constant(Tensor(zeros: [width], on: backend))
            ),
        ]
        for source in sources {
            let output = inputs.output(on: tape, wantsOutputs: true, source: source)
            #expect(deviation(output.finalState.value, from: expected) < 1e-6)
        }
    }
}

/// The parameters of an input that is projected inside the layer.
private struct ProjectedInputs {
    let parameters: [Parameter]
    let tokens: [Int32]?

    init(_ shape: RecurrenceGradientTests.Shape, isTable: Bool, layout: SequenceLayout) {
        let backend = CPUBackend(threadCount: shape.threads)
        let width = shape.cell.gateCount * shape.hidden
        var values = RandomValues(seed: 11)
        let own =
            isTable ? [[3, width]] : [[layout.rowCount, 4], [width, 4], [width]]
        parameters = (own + [[layout.batchSize, width]]).map {
            values.parameter($0, bound: 0.5, on: backend)
        }
        tokens = isTable ? (0..<layout.rowCount).map { Int32($0 * 2 % 3) } : nil
    }

    func source(on tape: Tape) -> RecurrentSource {
        if let tokens { return .table(tape(parameters[0]), tokens: tokens) }
        return .rows(
            tape(parameters[0]),
            weight: tape(parameters[1]),
            bias: tape(parameters[2])
        )
    }

    func sequenceInput(on tape: Tape) -> Variable { tape(parameters[parameters.count - 1]) }
}

private struct Inputs {
    let shape: RecurrenceGradientTests.Shape
    let layout: SequenceLayout
    let backend: CPUBackend
    let parameters: [Parameter]

    init(_ shape: RecurrenceGradientTests.Shape) {
        self.shape = shape
        layout = SequenceLayout(lengths: shape.lengths)
        backend = CPUBackend(threadCount: shape.threads)
        let width = shape.cell.gateCount * shape.hidden
        let bound = 1 / Float(shape.hidden).squareRoot()
        var values = RandomValues()
        let start = [layout.batchSize, shape.hidden]
        let shapes = [
            [layout.rowCount, width], [width, shape.hidden], [width], start,
        ]
        let all = shape.cell == .lstm ? shapes + [start] : shapes
        parameters = all.map { [backend] in values.parameter($0, bound: 2 * bound, on: backend) }
    }

    func output(
        on tape: Tape,
        wantsOutputs: Bool,
        projected: ProjectedInputs? = nil,
        source: RecurrentSource? = nil
    ) -> RecurrentOutput {
        let inputs = parameters.map { tape($0) }
        return recurrence(
            shape.cell,
            input: projected?.source(on: tape) ?? source ?? .projected(inputs[0]),
            sequenceInput: projected?.sequenceInput(on: tape),
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
