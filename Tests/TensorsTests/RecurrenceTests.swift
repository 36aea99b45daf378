import EngineLaws
import Tensors
import Testing

/// The recurrent layers against a slow one that takes one sequence at a time.
struct RecurrenceTests {
    static let batches: [[Int]] =
        [[1], [6], [1, 3], [4, 4, 2], [1, 5, 2, 5, 3, 1, 2]]
        + [(0..<64).map { 1 + ($0 * 7) % 11 }]

    @Test(arguments: RecurrentCell.allCases, batches)
    func layerIsItsCellStepByStep(_ cell: RecurrentCell, _ lengths: [Int]) {
        for threads in [1, 2] {
            for hidden in [1, 17, 40] {
                for isReversed in [false, true] {
                    let run = RecurrenceRun(cell, lengths, hidden, isReversed, threads: threads)
                    let deviation = run.deviationFromOracle
                    #expect(deviation < 1e-6, "\(threads), \(hidden), \(isReversed): \(deviation)")
                }
            }
        }
    }

    /// The rows of each step are rounded up to multiples of eight for oneDNN, so a sequence in
    /// other company may be multiplied in another shape; its sums keep their order all the same.
    @Test(arguments: RecurrentCell.allCases)
    func otherSequencesChangeNothingInOne(_ cell: RecurrentCell) {
        let alone = RecurrenceRun(cell, [5], 48, false, threads: 1)
        let company = RecurrenceRun(
            cell,
            [5] + [9, 1, 7, 5, 3, 3, 8, 2, 6, 4, 12, 1],
            48,
            false,
            threads: 1
        )
        #expect(deviation(company.states(of: 0), from: alone.states(of: 0).map(Double.init)) < 5e-7)
    }

    @Test(arguments: RecurrentCell.allCases)
    func numberOfThreadsChangesNothing(_ cell: RecurrentCell) {
        let lengths = (0..<32).map { 1 + ($0 * 5) % 9 }
        let one = RecurrenceRun(cell, lengths, 33, true, threads: 1)
        let three = RecurrenceRun(cell, lengths, 33, true, threads: 3)
        #expect(deviation(three.result.outputs, from: one.result.outputs) < 5e-7)
        #expect(deviation(three.result.finalState, from: one.result.finalState) < 5e-7)
    }

    @Test(.enabled(if: CPUBackend.hasNativeBFloat16), arguments: RecurrentCell.allCases)
    func bfloat16AgreesWithinItsRounding(_ cell: RecurrentCell) {
        let lengths = [7, 3, 5, 7, 1]
        let wide = RecurrenceRun(cell, lengths, 40, false, threads: 1)
        let narrow = RecurrenceRun(
            cell,
            lengths,
            40,
            false,
            threads: 1,
            precision: .bfloat16
        )
        let difference = deviation(narrow.result.outputs, from: wide.result.outputs)
        #expect(difference > 0 && difference < 0.02)
    }
}

/// One run of a layer, and the same by the oracle.
private struct RecurrenceRun {
    let cell: RecurrentCell
    let lengths: [Int]
    let hidden: Int
    let isReversed: Bool
    let layout: SequenceLayout
    let result: RecurrenceResult
    private let inputs: [[Float]]
    private let weight: [Float]
    private let bias: [Float]
    private let initial: [[Float]]

    init(
        _ cell: RecurrentCell,
        _ lengths: [Int],
        _ hidden: Int,
        _ isReversed: Bool,
        threads: Int,
        precision: Precision = .float32
    ) {
        self.cell = cell
        self.lengths = lengths
        self.hidden = hidden
        self.isReversed = isReversed
        let backend = CPUBackend(threadCount: threads, precision: precision)
        let layout = SequenceLayout(lengths: lengths)
        let width = cell.gateCount * hidden
        var shared = RandomValues(seed: 7)
        weight = shared.numbers(width * hidden, bound: 1 / Float(hidden).squareRoot())
        bias = shared.numbers(width)
        // The inputs of a sequence depend on its place in the batch and on nothing else.
        inputs = lengths.indices.map { sequence in
            var own = RandomValues(seed: 100 + UInt64(sequence))
            return own.numbers(lengths[sequence] * width, bound: 2)
        }
        initial = lengths.indices.map { sequence in
            var own = RandomValues(seed: 1000 + UInt64(sequence))
            return own.numbers(2 * hidden)
        }
        let rows = layout.rows { [inputs] in inputs[$0][$1 * width..<($1 + 1) * width] }
        let start = layout.order.map { [initial] in initial[$0] }
        func state(_ range: Range<Int>) -> Tensor {
            Tensor(start.flatMap { $0[range] }, shape: [lengths.count, hidden], on: backend)
        }
        result = backend.recurrence(
            cell,
            RecurrenceCall(
                input: .projected(
                    Tensor(rows.flatMap(\.self), shape: [layout.rowCount, width], on: backend)
                ),
                weight: backend.prepare(
                    recurrentWeight: Tensor(weight, shape: [width, hidden], on: backend)
                ),
                bias: Tensor(bias, shape: [width], on: backend),
                initialState: state(0..<hidden),
                initialCell: cell == .lstm ? state(hidden..<2 * hidden) : nil,
                layout: layout,
                isReversed: isReversed
            )
        )
        self.layout = layout
    }

    /// The states of all steps of one sequence.
    func states(of sequence: Int) -> [Float] {
        let outputs = result.outputs?.scalars ?? []
        return (0..<lengths[sequence]).flatMap { step in
            let row = layout.row(step: step, sequence: layout.places[sequence])
            return outputs[row * hidden..<(row + 1) * hidden]
        }
    }

    /// The largest deviation of outputs and last states of all sequences.
    var deviationFromOracle: Double {
        let finals = result.finalState.scalars
        let cells = result.finalCell?.scalars
        return lengths.indices.reduce(0) { worst, sequence in
            let (states, state, memory) = oracle(sequence)
            let place = layout.places[sequence] * hidden
            let last = Array(finals[place..<place + hidden])
            let deviations = [
                deviation(self.states(of: sequence), from: states), deviation(last, from: state),
                cells.map { deviation(Array($0[place..<place + hidden]), from: memory) } ?? 0,
            ]
            return max(worst, deviations.max() ?? .infinity)
        }
    }

    private func oracle(_ sequence: Int) -> (states: [Double], last: [Double], memory: [Double]) {
        var state = initial[sequence][..<hidden].map(Double.init)
        var memory = initial[sequence][hidden...].map(Double.init)
        var states = [[Double]](repeating: [], count: lengths[sequence])
        let steps = states.indices
        for step in isReversed ? steps.reversed() : Array(steps) {
            (state, memory) = advanced(state, memory, sequence, step)
            states[step] = state
        }
        return (states.flatMap(\.self), state, memory)
    }

    private func advanced(
        _ state: [Double],
        _ memory: [Double],
        _ sequence: Int,
        _ step: Int
    ) -> ([Double], [Double]) {
        var (next, nextMemory) = (state, memory)
        for unit in 0..<hidden {
            let gates = (0..<cell.gateCount).map { $0 * hidden + unit }
            let x = gates.map { Double(inputs[sequence][step * cell.gateCount * hidden + $0]) }
            let h = gates.map { gate in
                (0..<hidden).reduce(0.0) { $0 + Double(weight[gate * hidden + $1]) * state[$1] }
            }
            let b = gates.map { Double(bias[$0]) }
            switch cell {
            case .gru: next[unit] = Oracle.GRUUnit(x: x, h: h, b: b, state: state[unit]).next
            case .lstm:
                let result = Oracle.LSTMUnit(x: x, h: h, b: b, cell: memory[unit])
                (next[unit], nextMemory[unit]) = (result.next, result.nextCell)
            }
        }
        return (next, nextMemory)
    }
}
