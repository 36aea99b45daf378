import Autodiff
import EngineLaws
import JSONText
import NeuralNetworks
import Tensors
import Testing

/// GRU and LSTM against PyTorch's, outputs and every derivative; the batch is given in two orders.
struct RecurrenceGoldenTests {
    static let tolerance = 2e-6

    @Test(arguments: [RecurrentCell.gru, .lstm], [[0, 1, 2], [2, 0, 1]])
    func recurrentStackAgreesWithPyTorch(_ cell: RecurrentCell, _ batch: [Int]) throws {
        let file = try GoldenFile(cell.rawValue)
        #expect(file.cases.count == 4)
        for golden in file.cases {
            RecurrenceCheck(golden, cell, batch).run()
        }
    }
}

/// One case, with sequence `batch[i]` of the file at place i of the batch.
private struct RecurrenceCheck {
    let golden: GoldenCase
    let cell: RecurrentCell
    let batch: [Int]
    let layout: SequenceLayout
    let stack: RecurrentStack
    let backend = CPUBackend(threadCount: 1)
    let tape: Tape

    init(_ golden: GoldenCase, _ cell: RecurrentCell, _ batch: [Int]) {
        self.golden = golden
        self.cell = cell
        self.batch = batch
        let lengths = golden.integers("lengths")
        layout = SequenceLayout(lengths: batch.map { lengths[$0] })
        var initializer = Initializer(generator: SeededGenerator(seed: 1), on: backend)
        stack = RecurrentStack(
            cell: cell,
            inputSize: golden.integer("inputSize"),
            hiddenSize: golden.integer("hiddenSize"),
            layerCount: golden.integer("layerCount"),
            isBidirectional: golden.setting("bidirectional").bool ?? false,
            initializer: &initializer
        )
        tape = Tape(on: backend)
    }

    func run() {
        for named in stack.parameters {
            named.parameter.value = golden.tensor(named.name, on: backend)
        }
        let input = tape.variable(rows(golden.input("input"), width: 3))
        let states = initialStates("initial.hidden")
        let memories = cell == .lstm ? initialStates("initial.cell") : nil
        let output = stack(
            RecurrentInput(rows: input),
            states: states,
            memories: memories,
            layout: layout
        )
        let loss = self.loss(of: output)
        expect(output.outputs?.value, rows(golden.result("output")), "output")
        expect(joined(output.finalStates), golden.result("final.hidden"), "final.hidden")
        expect(loss.value.scalars, golden.result("loss"), "loss")
        if cell == .lstm {
            expect(joined(output.finalMemories), golden.result("final.cell"), "final.cell")
        }
        let gradients = tape.gradients(of: loss)
        for named in stack.parameters {
            let name = "gradient.\(named.name)"
            expect(gradients[named.parameter], golden.result(name), name)
        }
        expect(gradients[input], rows(golden.result("gradient.input")), "gradient.input")
        expect(
            states.flatMap { gradients[$0]?.scalars ?? [] },
            golden.result("gradient.initial.hidden"),
            "gradient.initial.hidden"
        )
        expect(
            (memories ?? []).flatMap { gradients[$0]?.scalars ?? [] },
            cell == .lstm ? golden.result("gradient.initial.cell") : nil,
            "gradient.initial.cell"
        )
    }

    private func loss(of output: RecurrentStack.Output) -> Variable {
        var loss = weighted(output.outputs, by: rows(golden.input("cotangent.output")))
        for (final, cotangents) in [
            (output.finalStates, "cotangent.hidden"), (output.finalMemories, "cotangent.cell"),
        ] {
            for (state, cotangent) in zip(final, blocks(cotangents)) {
                loss = loss + weighted(state, by: cotangent)
            }
        }
        return loss
    }

    private func weighted(_ x: Variable?, by weights: [Float]) -> Variable {
        guard let x else { return tape.constant(Tensor([.nan], shape: [], on: backend)) }
        return (x * tape.constant(Tensor(weights, shape: x.shape, on: backend))).total
    }

    /// A file's `[T, B, W]` as the rows of the layout; padded steps fall away.
    private func rows<Value>(_ padded: [Value]) -> [Value] {
        let width = padded.count / (layout.stepCount * batch.count)
        return layout.rows { sequence, step in
            let at = (step * batch.count + batch[sequence]) * width
            return padded[at..<at + width]
        }.flatMap(\.self)
    }

    private func rows(_ padded: [Float], width: Int) -> Tensor {
        Tensor(rows(padded), shape: [layout.rowCount, width], on: backend)
    }

    /// A file's `[L D, B, H]`, a layer and direction at a time.
    ///
    /// Its batch is sorted by length, so
    /// it is in the layout's order whatever the order of ours.
    private func blocks(_ name: String) -> [[Float]] {
        let values = golden.input(name)
        let size = batch.count * stack.hiddenSize
        return stride(from: 0, to: values.count, by: size).map { Array(values[$0..<$0 + size]) }
    }

    private func initialStates(_ name: String) -> [Variable] {
        blocks(name).map {
            tape.variable(Tensor($0, shape: [batch.count, stack.hiddenSize], on: backend))
        }
    }

    private func joined(_ states: [Variable]) -> [Float] { states.flatMap(\.value.scalars) }

    private func expect(_ actual: Tensor?, _ expected: [Double], _ what: String) {
        expect(actual?.scalars ?? [], expected, what)
    }

    private func expect(_ actual: [Float], _ expected: [Double]?, _ what: String) {
        guard let expected else { return }
        let error = deviation(actual, from: expected)
        #expect(
            error < RecurrenceGoldenTests.tolerance,
            "\(golden.name): \(what) is off by \(error)"
        )
    }
}
