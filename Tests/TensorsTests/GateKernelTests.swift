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

    @Test(arguments: awkwardSizes) func gruForward(_ hidden: Int) {
        let unit = gruUnits(hidden)
        var saved = [Float](repeating: .nan, count: rows * 4 * hidden)
        var output = [Float](repeating: .nan, count: rows * hidden)
        var next = output
        kernel_gru_forward(
            rows,
            hidden,
            numbers(hidden, 3, 1),
            numbers(hidden, 3, 2),
            numbers(hidden, 3, 3),
            numbers(hidden, 1, 4),
            &saved,
            &output,
            &next
        )
        let gates = arranged(hidden, 4) { row, index in
            let u = unit(row, index)
            return [u.reset, u.update, u.candidate, u.inner]
        }
        #expect(deviation(saved, from: gates) < Self.tolerance)
        #expect(
            deviation(output, from: arranged(hidden, 1) { [unit($0, $1).next] }) < Self.tolerance
        )
        #expect(output == next)
    }

    @Test(arguments: awkwardSizes) func gruBackward(_ hidden: Int) {
        let unit = gruUnits(hidden)
        let saved = arranged(hidden, 4) { row, index in
            let u = unit(row, index)
            return [u.reset, u.update, u.candidate, u.inner]
        }.map(Float.init)
        let cotangents = (5..<8).map { numbers(hidden, 1, $0) }
        var (input, recurrent) = (
            [Float](repeating: .nan, count: rows * 3 * hidden),
            [Float](repeating: .nan, count: rows * 3 * hidden)
        )
        var direct = [Float](repeating: .nan, count: rows * hidden)
        kernel_gru_backward(
            rows,
            hidden,
            saved,
            numbers(hidden, 1, 4),
            cotangents[0],
            cotangents[1],
            cotangents[2],
            &input,
            &recurrent,
            &direct
        )
        let backward = { (row: Int, index: Int) in
            let d = cotangents.reduce(0.0) { $0 + Double($1[row * hidden + index]) }
            return unit(row, index).backward(d)
        }
        let results = [
            (input, arranged(hidden, 3) { backward($0, $1).input }),
            (recurrent, arranged(hidden, 3) { backward($0, $1).recurrent }),
            (direct, arranged(hidden, 1) { [backward($0, $1).direct] }),
        ]
        for (actual, expected) in results {
            #expect(deviation(actual, from: expected) < Self.tolerance)
        }
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
        var saved = [Float](repeating: .nan, count: rows * 5 * hidden)
        var output = [Float](repeating: .nan, count: rows * hidden)
        var (next, cell) = (output, output)
        kernel_lstm_forward(
            rows,
            hidden,
            numbers(hidden, 4, 1),
            numbers(hidden, 4, 2),
            numbers(hidden, 4, 3),
            numbers(hidden, 1, 4),
            &saved,
            &output,
            &next,
            &cell
        )
        #expect(deviation(saved, from: savedLSTM(hidden)) < Self.tolerance)
        #expect(
            deviation(output, from: arranged(hidden, 1) { [unit($0, $1).next] }) < Self.tolerance
        )
        #expect(
            deviation(cell, from: arranged(hidden, 1) { [unit($0, $1).nextCell] }) < Self.tolerance
        )
        #expect(output == next)
    }

    @Test(arguments: awkwardSizes) func lstmBackward(_ hidden: Int) {
        let unit = lstmUnits(hidden)
        let cotangents = (5..<8).map { numbers(hidden, 1, $0) }
        var gates = [Float](repeating: .nan, count: rows * 4 * hidden)
        var direct = [Float](repeating: .nan, count: rows * hidden)
        kernel_lstm_backward(
            rows,
            hidden,
            savedLSTM(hidden).map(Float.init),
            numbers(hidden, 1, 4),
            cotangents[0],
            cotangents[1],
            cotangents[2],
            &gates,
            &direct
        )
        let backward = { (row: Int, index: Int) in
            let d = cotangents.map { Double($0[row * hidden + index]) }
            return unit(row, index).backward(d[0] + d[1], cell: d[2])
        }
        #expect(
            deviation(gates, from: arranged(hidden, 4) { backward($0, $1).gates }) < Self.tolerance
        )
        #expect(
            deviation(direct, from: arranged(hidden, 1) { [backward($0, $1).direct] })
                < Self.tolerance
        )
    }

    /// What is not asked for is not written, and what is not given counts as zero.
    @Test func missingBuffersAreAllowed() {
        let hidden = 19
        var next = [Float](repeating: .nan, count: rows * hidden)
        kernel_gru_forward(
            rows,
            hidden,
            numbers(hidden, 3, 1),
            numbers(hidden, 3, 2),
            numbers(hidden, 3, 3),
            numbers(hidden, 1, 4),
            nil,
            nil,
            &next
        )
        let unit = gruUnits(hidden)
        #expect(deviation(next, from: arranged(hidden, 1) { [unit($0, $1).next] }) < Self.tolerance)
        var (input, recurrent) = (
            [Float](repeating: .nan, count: rows * 3 * hidden),
            [Float](repeating: .nan, count: rows * 3 * hidden)
        )
        var direct = next
        kernel_gru_backward(
            rows,
            hidden,
            [Float](repeating: 0.5, count: rows * 4 * hidden),
            next,
            nil,
            nil,
            nil,
            &input,
            &recurrent,
            &direct
        )
        #expect((input + recurrent + direct).allSatisfy { $0 == 0 })
    }
}
