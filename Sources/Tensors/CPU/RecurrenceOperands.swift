internal import CKernels

/// The input of a recurrent layer as the gates read it: a row of G H for each row of the batch, or
/// a table of them, and what is added to every row.
struct GateInput {
    let rows: Tensor
    /// GRU: reset, update, hidden side of the candidate, its input side; LSTM: its four gates.
    let bias: Tensor

    init(_ cell: RecurrentCell, _ call: RecurrenceCall, on backend: CPUBackend) {
        let hidden = call.weight.hiddenSize
        var inputBias: Tensor?
        switch call.input {
        case .projected(let projected):
            precondition(projected.rowCount == call.layout.rowCount, "input \(projected.shape)")
            rows = projected
        case .table(let table, let ids):
            precondition(
                ids.count == call.layout.rowCount
                    && ids.allSatisfy { $0 >= 0 && Int($0) < table.rowCount },
                "\(ids.count) tokens of \(table.shape) for \(call.layout.rowCount) rows"
            )
            rows = table
        case .rows(let x, let weight, let bias):
            precondition(x.rowCount == call.layout.rowCount, "input \(x.shape)")
            rows = backend.product(
                MatrixOperand(x),
                rows: x.rowCount,
                weight: weight,
                transposed: true
            )
            inputBias = bias
        }
        precondition(
            rows.rowWidth == cell.gateCount * hidden,
            "recurrence over \(rows.shape) of \(hidden) units"
        )
        bias = Self.merged(call.bias, inputBias, cell, hidden, on: backend)
    }

    /// The biases of both sides, added where the gates add them.
    static func merged(
        _ recurrent: Tensor,
        _ input: Tensor?,
        _ cell: RecurrentCell,
        _ hidden: Int,
        on backend: CPUBackend
    ) -> Tensor {
        var merged = Tensor(zeros: [4 * hidden], on: backend)
        let own = cell.gateCount * hidden
        let shared = cell == .gru ? 2 * hidden : own
        merged.replaceElements(in: 0..<own) { recurrent.pointer[$0] }
        if let input {
            merged.replaceElements(in: 0..<shared) { recurrent.pointer[$0] + input.pointer[$0] }
            if cell == .gru {
                merged.replaceElements(in: own..<4 * hidden) { input.pointer[$0 - hidden] }
            }
        }
        return merged
    }
}

extension RecurrenceInput {
    /// Calls `body` with the tokens in memory, if the input is a table.
    func withTokens(_ body: (UnsafePointer<Int32>?) -> Void) {
        guard case .table(_, let tokens) = self else { return body(nil) }
        tokens.withUnsafeBufferPointer { body($0.baseAddress) }
    }
}

/// The sums that one worker adds up on its way back.
struct GateSums {
    /// By the table of a token input, [V, G H], or by projected rows, [R, G H].
    let table: Tensor?
    /// By the bias, laid out as in `GateInput`; where there is a table, what its sum leaves open.
    let bias: Tensor

    /// `projected` is the derivative by projected rows, which all workers share.
    init(_ call: RecurrenceCall, projected: Tensor?, on backend: CPUBackend) {
        bias = Tensor(zeros: [4 * call.weight.hiddenSize], on: backend)
        if case .table(let table, _) = call.input {
            self.table = Tensor(zeros: table.shape, on: backend)
        } else {
            table = projected
        }
    }

    /// The derivatives by the table (or rows) and by the two biases, of all workers' sums.
    static func total(
        _ sums: [GateSums],
        _ cell: RecurrentCell,
        isShared: Bool
    ) -> (table: Tensor?, recurrent: [Float], input: [Float]) {
        let bias = Tensor.sum(of: sums.map(\.bias))?.scalars ?? []
        let hidden = bias.count / 4
        let tables = sums.compactMap(\.table)
        let table = Tensor.sum(of: isShared ? Array(tables.prefix(1)) : tables)
        let rows = table.map { $0.backend.columnSums($0).scalars }
        switch cell {
        case .lstm:
            let all = rows ?? bias
            return (table, all, all)
        case .gru:
            let gates = rows.map { $0[..<(2 * hidden)] } ?? bias[..<(2 * hidden)]
            let candidate = rows.map { $0[(2 * hidden)...] } ?? bias[(3 * hidden)...]
            let hiddenSide = bias[2 * hidden..<3 * hidden]
            return (table, Array(gates + hiddenSide), Array(gates + candidate))
        }
    }
}

extension Tensor {
    /// Sets some elements to a function of their place.
    mutating func replaceElements(in range: Range<Int>, _ value: (Int) -> Float) {
        makeUniquelyReferenced()
        for index in range { mutablePointer[index] = value(index) }
    }

    /// The sum of tensors of equal shape, in their order; nil when there are none.
    static func sum(of tensors: [Tensor]) -> Tensor? {
        guard var total = tensors.first else { return nil }
        for tensor in tensors.dropFirst() {
            tensor.backend.accumulate(tensor, scale: 1, into: &total)
        }
        return total
    }
}
