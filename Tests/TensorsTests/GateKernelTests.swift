import CKernels
import EngineLaws
import Testing

/// The fused gates against their slow twins, at every remainder of the vector's length.
struct GateKernelTests {
    static let tolerance = 5e-7
    let rows = 2

    private func numbers(_ hidden: Int, _ gates: Int, _ seed: UInt64) -> [Float] {
        var values = RandomValues(seed: seed)
        return values.numbers(rows * gates * hidden, bound: 3)
    }

    /// The gates of unit `unit` of row `row`.
    private func unit(_ x: [Float], _ row: Int, _ unit: Int, _ hidden: Int, of gates: Int)
        -> [Double]
    {
        (0..<gates).map { Double(x[(row * gates + $0) * hidden + unit]) }
    }

    /// Arranges values a row and unit, `[gates]` each, as the kernels store them.
    private func arranged(_ hidden: Int, _ gates: Int, _ value: (Int, Int) -> [Double]) -> [Double]
    {
        var all = [Double](repeating: 0, count: rows * gates * hidden)
        for row in 0..<rows {
            for unit in 0..<hidden {
                for (gate, value) in value(row, unit).enumerated() {
                    all[(row * gates + gate) * hidden + unit] = value
                }
            }
        }
        return all
    }

    private func gruUnits(_ hidden: Int) -> (_ row: Int, _ unit: Int) -> Oracle.GRUUnit {
        let (x, h) = (numbers(hidden, 3, 1), numbers(hidden, 3, 2))
        let (b, state) = (numbers(hidden, 3, 3), numbers(hidden, 1, 4))
        return { row, unit in
            Oracle.GRUUnit(
                x: self.unit(x, row, unit, hidden, of: 3),
                h: self.unit(h, row, unit, hidden, of: 3),
                b: self.unit(b, 0, unit, hidden, of: 3),
                state: Double(state[row * hidden + unit])
            )
        }
    }

    /// A forward call of which every part is given: half of the input comes from a table, half from
    /// the sequences.
    private func forward(_ cell: Cell, _ hidden: Int) -> ForwardBuffers {
        let half = numbers(hidden, cell.gates, 1).map { $0 / 2 }
        let width = cell.gates * hidden
        return ForwardBuffers(
            cell,
            rows: rows,
            hidden: hidden,
            table: Array(half[width...] + half[..<width]),
            ids: [1, 0],
            sequence: half,
            recurrent: numbers(hidden, cell.gates, 2),
            bias: Array(numbers(hidden, cell.gates, 3)[..<width])
                + [Float](repeating: 0, count: (4 - cell.gates) * hidden),
            before: numbers(hidden, 1, 4)
        )
    }

    private func savedGRU(_ hidden: Int) -> [Double] {
        let unit = gruUnits(hidden)
        return arranged(hidden, 4) { row, index in
            let u = unit(row, index)
            return [u.reset, u.update, u.candidate, u.inner]
        }
    }

    @Test(arguments: awkwardSizes) func gruForward(_ hidden: Int) {
        let unit = gruUnits(hidden)
        let buffers = forward(.gru, hidden)
        buffers.run()
        #expect(deviation(buffers.kept, from: savedGRU(hidden)) < Self.tolerance)
        let next = arranged(hidden, 1) { [unit($0, $1).next] }
        #expect(deviation(buffers.output.values, from: next) < Self.tolerance)
        #expect(buffers.output.values == buffers.next.values)
        #expect(buffers.narrow.values == rounded(buffers.output.values))
    }

    /// The fourth part of a GRU's bias is on the input side of the candidate.
    @Test(arguments: [1, 16, 21]) func gruInputBias(_ hidden: Int) {
        let plain = forward(.gru, hidden)
        let shifted = forward(.gru, hidden)
        for index in 0..<hidden {
            shifted.bias[3 * hidden + index] = 0.25
            for row in 0..<rows { plain.sequence[(row * 3 + 2) * hidden + index] += 0.25 }
        }
        plain.run()
        shifted.run()
        #expect(
            deviation(shifted.output.values, from: plain.output.values.map(Double.init))
                < Self.tolerance
        )
    }

    private func run(
        _ cell: Cell,
        _ hidden: Int,
        _ saved: [Double],
        _ cotangents: [[Float]],
        _ change: (inout KernelRecurrenceBackward) -> Void = { _ in }
    ) -> BackwardBuffers {
        let buffers = BackwardBuffers(
            cell,
            rows: rows,
            hidden: hidden,
            kept: saved.map(Float.init),
            before: numbers(hidden, 1, 4),
            cotangents: cotangents
        )
        buffers.run(change)
        return buffers
    }

    @Test(arguments: awkwardSizes) func gruBackward(_ hidden: Int) {
        let unit = gruUnits(hidden)
        let cotangents = (5..<8).map { numbers(hidden, 1, $0) }
        let buffers = run(.gru, hidden, savedGRU(hidden), cotangents)
        let backward = { (row: Int, index: Int) in
            let d = cotangents.reduce(0.0) { $0 + Double($1[row * hidden + index]) }
            return unit(row, index).backward(d)
        }
        let input = arranged(hidden, 3) { backward($0, $1).input }
        let recurrent = arranged(hidden, 3) { backward($0, $1).recurrent }
        let byBias = (0..<4 * hidden).map { place in
            let (gate, index) = (place / hidden, place % hidden)
            return (0..<rows).reduce(0.0) { sum, row in
                let unit = backward(row, index)
                return sum + (gate < 3 ? unit.recurrent[gate] : unit.input[2])
            }
        }
        let withoutTable = run(.gru, hidden, savedGRU(hidden), cotangents) { $0.table = nil }
        #expect(deviation(withoutTable.bias.values, from: byBias) < Self.tolerance)
        let inPlace = buffers.saved.values
        buffers.expectSums(of: input)
        let candidate = buffers.bias.values[2 * hidden..<3 * hidden]
        #expect(
            deviation(Array(candidate), from: Array(byBias[2 * hidden..<3 * hidden]))
                < Self.tolerance
        )
        #expect(deviation(inPlace, from: input) < Self.tolerance)
        #expect(deviation(buffers.recurrent.values, from: recurrent) < Self.tolerance)
        #expect(buffers.narrowRecurrent.values == rounded(buffers.recurrent.values))
        #expect(buffers.narrowInput.values == rounded(inPlace))
        let direct = arranged(hidden, 1) { [backward($0, $1).direct] }
        #expect(deviation(buffers.direct.values, from: direct) < Self.tolerance)
    }

    private func lstmUnits(_ hidden: Int) -> (_ row: Int, _ unit: Int) -> Oracle.LSTMUnit {
        let (x, h) = (numbers(hidden, 4, 1), numbers(hidden, 4, 2))
        let (b, cell) = (numbers(hidden, 4, 3), numbers(hidden, 1, 4))
        return { row, unit in
            Oracle.LSTMUnit(
                x: self.unit(x, row, unit, hidden, of: 4),
                h: self.unit(h, row, unit, hidden, of: 4),
                b: self.unit(b, 0, unit, hidden, of: 4),
                cell: Double(cell[row * hidden + unit])
            )
        }
    }

    private func savedLSTM(_ hidden: Int) -> [Double] {
        let unit = lstmUnits(hidden)
        return arranged(hidden, 5) { row, index in
            let u = unit(row, index)
            return [u.input, u.forget, u.candidate, u.output, u.next / u.output]
        }
    }

    @Test(arguments: awkwardSizes) func lstmForward(_ hidden: Int) {
        let unit = lstmUnits(hidden)
        let buffers = forward(.lstm, hidden)
        buffers.run()
        #expect(deviation(buffers.kept, from: savedLSTM(hidden)) < Self.tolerance)
        let next = arranged(hidden, 1) { [unit($0, $1).next] }
        #expect(deviation(buffers.output.values, from: next) < Self.tolerance)
        let cell = arranged(hidden, 1) { [unit($0, $1).nextCell] }
        #expect(deviation(buffers.nextCell.values, from: cell) < Self.tolerance)
        #expect(buffers.output.values == buffers.next.values)
        #expect(buffers.narrow.values == rounded(buffers.output.values))
    }

    @Test(arguments: awkwardSizes) func lstmBackward(_ hidden: Int) {
        let unit = lstmUnits(hidden)
        let cotangents = (5..<8).map { numbers(hidden, 1, $0) }
        let buffers = run(.lstm, hidden, savedLSTM(hidden), cotangents)
        let backward = { (row: Int, index: Int) in
            let d = cotangents.map { Double($0[row * hidden + index]) }
            return unit(row, index).backward(d[1] + d[2], cell: d[0])
        }
        let gates = arranged(hidden, 4) { backward($0, $1).gates }
        let byBias = (0..<4 * hidden).map { place in
            (0..<rows).reduce(0.0) { $0 + gates[$1 * 4 * hidden + place] }
        }
        buffers.expectSums(of: gates)
        let withoutTable = run(.lstm, hidden, savedLSTM(hidden), cotangents) { $0.table = nil }
        #expect(deviation(withoutTable.bias.values, from: byBias) < Self.tolerance)
        #expect(deviation(buffers.recurrent.values, from: gates) < Self.tolerance)
        #expect(buffers.narrowRecurrent.values == rounded(buffers.recurrent.values))
        let direct = arranged(hidden, 1) { [backward($0, $1).direct] }
        #expect(deviation(buffers.direct.values, from: direct) < Self.tolerance)
    }

    /// Gates kept in sixteen bits differ by half a step of 1/65535, or 2/65535 where they may be
    /// negative; a GRU's hidden side of the candidate by a rounding to bfloat16.
    @Test(arguments: [Cell.gru, .lstm], [1, 15, 16, 33])
    func gatesInSixteenBits(_ cell: Cell, _ hidden: Int) {
        let buffers = forward(cell, hidden)
        buffers.run()
        for (index, (narrow, wide)) in zip(buffers.narrowSaved.values, buffers.kept)
            .enumerated()
        {
            let gate = index / hidden % cell.saved
            if cell == .gru && gate == 3 {
                let value = Float(bitPattern: UInt32(narrow) << 16)
                #expect(abs(value - wide) <= abs(wide) / 256)
            } else {
                let low: Float = gate == 2 || gate == 4 ? -1 : 0
                let value = Float(narrow) * (1 - low) / 65535 + low
                #expect(abs(value - wide) <= (1 - low) / 65535 * 0.51)
            }
        }
    }

    @Test(arguments: [Cell.gru, .lstm], [1, 16, 33])
    func backwardFromSixteenBits(_ cell: Cell, _ hidden: Int) {
        let kept = forward(cell, hidden)
        kept.run()
        let saved = kept.kept.map(Double.init)
        let cotangents = (5..<8).map { numbers(hidden, 1, $0) }
        let wide = run(cell, hidden, saved, cotangents)
        let narrow = run(cell, hidden, saved, cotangents) { call in
            (call.saved, call.inner, call.wants_input) = (nil, nil, 0)
            call.narrow_saved = UnsafePointer(kept.narrowSaved.pointer)
        }
        for (actual, expected) in [
            (narrow.recurrent, wide.recurrent), (narrow.direct, wide.direct),
            (narrow.table, wide.table), (narrow.sequence, wide.sequence),
        ] {
            #expect(deviation(actual.values, from: expected.values.map(Double.init)) < 2e-3)
        }
    }

    /// What is not asked for is not written, and what is not given counts as zero.
    @Test(arguments: [Cell.gru, .lstm]) func missingBuffersAreAllowed(_ cell: Cell) {
        let hidden = 19
        let (full, sparse) = (forward(cell, hidden), forward(cell, hidden))
        full.run()
        sparse.run { call in
            (call.saved, call.inner, call.narrow_saved) = (nil, nil, nil)
            (call.output, call.narrow_output) = (nil, nil)
        }
        #expect(sparse.next.values == full.next.values)
        #expect(sparse.output.values.allSatisfy { $0.isNaN })
        let backward = BackwardBuffers(
            cell,
            rows: rows,
            hidden: hidden,
            kept: [Float](repeating: 0.5, count: rows * cell.saved * hidden),
            before: full.next.values,
            cotangents: [[Float]](repeating: [], count: 3)
        )
        backward.run { call in
            (call.carry, call.product, call.cotangent) = (nil, nil, nil)
            (call.table, call.sequence, call.ids) = (nil, nil, nil)
            (call.narrow_input, call.narrow_recurrent, call.wants_input) = (nil, nil, 0)
        }
        #expect((backward.recurrent.values + backward.direct.values).allSatisfy { $0 == 0 })
        #expect(backward.table.values.allSatisfy { $0 == 1 })
        #expect(backward.saved.values.allSatisfy { $0 == 0.5 })
    }
}

/// Which kernels, and how much they keep.
enum Cell: Sendable {
    case gru, lstm

    var gates: Int { self == .gru ? 3 : 4 }
    var saved: Int { gates + 1 }
}

/// Elements that keep their address.
final class Elements<Element> {
    let pointer: UnsafeMutablePointer<Element>
    private let count: Int

    init(_ values: [Element]) {
        count = values.count
        pointer = .allocate(capacity: max(1, count))
        pointer.initialize(from: values, count: count)
    }

    deinit { pointer.deallocate() }

    var values: [Element] { Array(UnsafeBufferPointer(start: pointer, count: count)) }

    subscript(index: Int) -> Element {
        get { pointer[index] }
        set { pointer[index] = newValue }
    }
}

/// Rounded to bfloat16, ties to even.
private func rounded(_ values: [Float]) -> [UInt16] {
    values.map { value in
        let bits = value.bitPattern
        return UInt16(truncatingIfNeeded: (bits + 0x7fff + (bits >> 16 & 1)) >> 16)
    }
}

/// Everything that a forward kernel reads and writes.
private struct ForwardBuffers {
    let cell: Cell
    let (rows, hidden): (Int, Int)
    let table, sequence, recurrent, bias, before: Elements<Float>
    let saved, inner, output, next, nextCell: Elements<Float>
    let narrow, narrowSaved: Elements<UInt16>
    let ids: Elements<Int32>

    init(
        _ cell: Cell,
        rows: Int,
        hidden: Int,
        table: [Float],
        ids: [Int32],
        sequence: [Float],
        recurrent: [Float],
        bias: [Float],
        before: [Float]
    ) {
        self.cell = cell
        (self.rows, self.hidden) = (rows, hidden)
        (self.table, self.ids) = (Elements(table), Elements(ids))
        (self.sequence, self.recurrent) = (Elements(sequence), Elements(recurrent))
        (self.bias, self.before) = (Elements(bias), Elements(before))
        let unset = [Float](repeating: .nan, count: rows * hidden)
        saved = Elements([Float](repeating: .nan, count: rows * cell.gates * hidden))
        inner = Elements(unset)
        (output, next, nextCell) = (Elements(unset), Elements(unset), Elements(unset))
        narrow = Elements([UInt16](repeating: 0, count: rows * hidden))
        narrowSaved = Elements([UInt16](repeating: 0, count: rows * cell.saved * hidden))
    }

    /// What is kept in floats, a row after the other.
    var kept: [Float] {
        let (gates, others, width) = (saved.values, inner.values, cell.gates * hidden)
        var kept: [Float] = []
        for row in 0..<rows {
            kept += gates[row * width..<(row + 1) * width]
            kept += others[row * hidden..<(row + 1) * hidden]
        }
        return kept
    }

    func run(_ change: (inout KernelRecurrenceForward) -> Void = { _ in }) {
        var call = KernelRecurrenceForward()
        (call.rows, call.hidden) = (rows, hidden)
        call.input = UnsafePointer(table.pointer)
        call.ids = UnsafePointer(ids.pointer)
        call.sequence = UnsafePointer(sequence.pointer)
        call.recurrent = UnsafePointer(recurrent.pointer)
        call.bias = UnsafePointer(bias.pointer)
        call.state = UnsafePointer(before.pointer)
        call.cell = UnsafePointer(before.pointer)
        (call.saved, call.inner) = (saved.pointer, inner.pointer)
        (call.output, call.next) = (output.pointer, next.pointer)
        (call.next_cell, call.narrow_output) = (nextCell.pointer, narrow.pointer)
        call.narrow_saved = narrowSaved.pointer
        change(&call)
        cell == .gru ? kernel_gru_forward(&call) : kernel_lstm_forward(&call)
    }
}

/// Everything that a backward kernel reads and writes; both rows are row 1 of a table of ones.
private struct BackwardBuffers {
    let cell: Cell
    let (rows, hidden): (Int, Int)
    let saved, inner, before, recurrent, direct, table, sequence, bias: Elements<Float>
    let cotangents: [Elements<Float>]
    let narrowRecurrent, narrowInput: Elements<UInt16>
    let ids: Elements<Int32>

    /// `kept` is what the forward kernel keeps, a row after the other.
    init(
        _ cell: Cell,
        rows: Int,
        hidden: Int,
        kept: [Float],
        before: [Float],
        cotangents: [[Float]]
    ) {
        self.cell = cell
        (self.rows, self.hidden) = (rows, hidden)
        self.before = Elements(before)
        self.cotangents = cotangents.map(Elements.init)
        let width = cell.gates * hidden
        let all = (0..<rows).map { kept[$0 * cell.saved * hidden..<($0 + 1) * cell.saved * hidden] }
        saved = Elements(all.flatMap { $0.prefix(width) })
        inner = Elements(all.flatMap { $0.suffix(hidden) })
        recurrent = Elements([Float](repeating: .nan, count: rows * width))
        direct = Elements([Float](repeating: .nan, count: rows * hidden))
        table = Elements([Float](repeating: 1, count: 2 * width))
        sequence = Elements([Float](repeating: 2, count: rows * width))
        bias = Elements([Float](repeating: 0, count: 4 * hidden))
        narrowRecurrent = Elements([UInt16](repeating: 0, count: rows * width))
        narrowInput = Elements([UInt16](repeating: 0, count: rows * width))
        ids = Elements([Int32](repeating: 1, count: rows))
    }

    /// The cotangents are those of the carry, the product and the output.
    func run(_ change: (inout KernelRecurrenceBackward) -> Void = { _ in }) {
        var call = KernelRecurrenceBackward()
        (call.rows, call.hidden) = (rows, hidden)
        (call.saved, call.inner) = (saved.pointer, UnsafePointer(inner.pointer))
        call.state = UnsafePointer(before.pointer)
        call.carry = UnsafePointer(cotangents[0].pointer)
        call.product = UnsafePointer(cotangents[1].pointer)
        call.cotangent = UnsafePointer(cotangents[2].pointer)
        (call.direct, call.recurrent) = (direct.pointer, recurrent.pointer)
        (call.narrow_recurrent, call.narrow_input) = (narrowRecurrent.pointer, narrowInput.pointer)
        (call.wants_input, call.ids) = (1, UnsafePointer(ids.pointer))
        (call.table, call.sequence, call.bias) = (table.pointer, sequence.pointer, bias.pointer)
        change(&call)
        cell == .gru ? kernel_gru_backward(&call) : kernel_lstm_backward(&call)
    }

    /// The sums of the table and the sequences grew by the derivatives by the input.
    func expectSums(of input: [Double]) {
        let width = cell.gates * hidden
        let ofTable = (0..<2 * width).map { place in
            place < width
                ? 1 : 1 + (0..<rows).reduce(0.0) { $0 + input[$1 * width + place - width] }
        }
        #expect(deviation(table.values, from: ofTable) < GateKernelTests.tolerance)
        #expect(deviation(sequence.values, from: input.map { $0 + 2 }) < GateKernelTests.tolerance)
    }
}
