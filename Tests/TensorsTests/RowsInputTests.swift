import EngineLaws
import Tensors
import Testing

/// An input of rows is projected in blocks of rows with a packed weight; the twin projects all of
/// them by one product.
struct RowsInputTests {
    /// Fewer rows than a block, and blocks of both lengths with and without rows left over.
    @Test(arguments: RecurrentCell.allCases, [5, 63, 70, 129, 600])
    func blocksChangeNothing(_ cell: RecurrentCell, _ rows: Int) {
        for threads in 1...3 {
            expectTwin(Layer(cell, rows: rows, on: CPUBackend(threadCount: threads)))
        }
    }

    private func expectTwin(_ layer: Layer) {
        let (blocked, twin) = (layer.run(layer.input), layer.run(layer.projected))
        #expect(deviation(blocked.outputs, from: twin.outputs) < 2e-6)
        let byInput = layer.backend.product(
            twin.gradients.input,
            layer.inputWeight,
            transposingLeft: false,
            transposingRight: false
        )
        #expect(deviation(blocked.gradients.input, from: byInput) < 2e-6)
        let byWeight = layer.backend.product(
            twin.gradients.input,
            layer.x,
            transposingLeft: true,
            transposingRight: false
        )
        #expect(deviation(blocked.gradients.inputWeight ?? layer.x, from: byWeight) < 2e-5)
    }

    @Test(
        .enabled(if: CPUBackend.hasNativeBFloat16),
        arguments: RecurrentCell.allCases,
        [5, 70, 600]
    )
    func blocksInBFloat16AreNear(_ cell: RecurrentCell, _ rows: Int) {
        let narrow = Layer(cell, rows: rows, on: CPUBackend(threadCount: 2, precision: .bfloat16))
        let wide = Layer(cell, rows: rows, on: CPUBackend(threadCount: 2))
        let (found, exact) = (narrow.run(narrow.input), wide.run(wide.input))
        #expect(deviation(found.outputs, from: exact.outputs) < 2e-2)
        #expect(deviation(found.gradients.input, from: exact.gradients.input) < 3e-2)
    }

    /// A layer of 80 units over 72 numbers, and sequences of at most 7 tokens.
    private struct Layer {
        let cell: RecurrentCell
        let backend: CPUBackend
        let layout: SequenceLayout
        let (x, inputWeight, inputBias): (Tensor, Tensor, Tensor)
        let (weight, bias, cotangent): (Tensor, Tensor, Tensor)

        init(_ cell: RecurrentCell, rows: Int, on backend: CPUBackend) {
            let lengths = [Int](repeating: 7, count: rows / 7) + (rows % 7 == 0 ? [] : [rows % 7])
            let (hidden, width, inner) = (80, cell.gateCount * 80, 72)
            var values = RandomValues()
            func tensor(_ shape: [Int], bound: Float) -> Tensor {
                let count = shape.reduce(1, *)
                return Tensor(values.numbers(count, bound: bound), shape: shape, on: backend)
            }
            self.cell = cell
            self.backend = backend
            layout = SequenceLayout(lengths: lengths)
            x = tensor([rows, inner], bound: 1)
            inputWeight = tensor([width, inner], bound: 0.1)
            inputBias = tensor([width], bound: 0.1)
            weight = tensor([width, hidden], bound: 0.1)
            bias = tensor([width], bound: 0.1)
            cotangent = tensor([rows, hidden], bound: 1)
        }

        var input: RecurrenceInput { .rows(x, weight: inputWeight, bias: inputBias) }

        var projected: RecurrenceInput {
            .projected(backend.affine(x, weight: inputWeight, bias: inputBias))
        }

        func run(_ input: RecurrenceInput) -> (outputs: Tensor, gradients: RecurrenceGradients) {
            let call = RecurrenceCall(
                input: input,
                weight: backend.prepare(recurrentWeight: weight),
                bias: bias,
                layout: layout,
                isReversed: false
            )
            let result = backend.recurrence(cell, call)
            let cotangents = RecurrenceCotangents(outputs: cotangent, finalState: nil)
            let gradients = backend.recurrenceBackward(cell, call, result, cotangents)
            return (result.outputs ?? x, gradients)
        }
    }
}
