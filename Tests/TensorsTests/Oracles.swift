import Foundation

/// Slow and obvious twins of the kernels, in double precision.
enum Oracle {
    static func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

    /// One unit of a GRU: gates r, z, n, and the recurrent part of n, `h_n + b_n`.
    struct GRUUnit {
        let reset, update, candidate, inner, state, next: Double

        init(x: [Double], h: [Double], b: [Double], state: Double) {
            self.state = state
            reset = Oracle.sigmoid(x[0] + h[0] + b[0])
            update = Oracle.sigmoid(x[1] + h[1] + b[1])
            inner = h[2] + b[2]
            candidate = tanh(x[2] + reset * inner)
            next = (1 - update) * candidate + update * state
        }

        /// dL by the input gates, by the recurrent gates, and the direct part of dL/dh.
        func backward(_ d: Double) -> (input: [Double], recurrent: [Double], direct: Double) {
            let n = d * (1 - update) * (1 - candidate * candidate)
            let z = d * (state - candidate) * update * (1 - update)
            let r = n * inner * reset * (1 - reset)
            return ([r, z, n], [r, z, n * reset], d * update)
        }
    }

    /// One unit of an LSTM: gates i, f, g, o.
    struct LSTMUnit {
        let input, forget, candidate, output, cell, nextCell, next: Double

        init(x: [Double], h: [Double], b: [Double], cell: Double) {
            let sums = (0..<4).map { x[$0] + h[$0] + b[$0] }
            self.cell = cell
            input = Oracle.sigmoid(sums[0])
            forget = Oracle.sigmoid(sums[1])
            candidate = tanh(sums[2])
            output = Oracle.sigmoid(sums[3])
            nextCell = forget * cell + input * candidate
            next = output * tanh(nextCell)
        }

        /// dL by the gates, and dL/dc.
        func backward(_ d: Double, cell carry: Double) -> (gates: [Double], direct: Double) {
            let t = tanh(nextCell)
            let dc = carry + d * output * (1 - t * t)
            let gates = [
                dc * candidate * input * (1 - input), dc * cell * forget * (1 - forget),
                dc * input * (1 - candidate * candidate), d * t * output * (1 - output),
            ]
            return (gates, dc * forget)
        }
    }

    static func logSoftmax(_ logits: [Double]) -> [Double] {
        let maximum = logits.max() ?? 0
        let normalizer = maximum + log(logits.reduce(0) { $0 + exp($1 - maximum) })
        return logits.map { $0 - normalizer }
    }

    /// The product of two matrices, each a function of row and column.
    static func product(
        _ rows: Int,
        _ columns: Int,
        _ inner: Int,
        _ a: (Int, Int) -> Float,
        _ b: (Int, Int) -> Float
    ) -> [Double] {
        (0..<rows).flatMap { row in
            (0..<columns).map { column in
                (0..<inner).reduce(0.0) { $0 + Double(a(row, $1)) * Double(b($1, column)) }
            }
        }
    }
}

/// Sizes around every multiple of the vector's length, and two large ones.
let awkwardSizes = Array(1...70) + [257, 1023]
