public import Tensors

/// What a recurrent layer gives out, as variables.
public struct RecurrentOutput {
    /// The state after each step, `[R, H]`, if it was asked for.
    public let outputs: Variable?
    /// The state after each sequence's last step, `[B, H]` in the layout's order.
    public let finalState: Variable
    /// The cell after each sequence's last step; nil for a GRU.
    public let finalCell: Variable?
}

/// What a recurrent layer reads at each step, as variables: see `RecurrenceInput`.
public enum RecurrentSource {
    /// `x W_ih^T + b_ih` of all rows, `[R, G H]`.
    case projected(Variable)

    /// The same for each of V tokens, `[V, G H]`, and the token of each row.
    case table(Variable, tokens: [Int32])

    /// x of all rows, `[R, I]`; `W_ih`, `[G H, I]`; `b_ih`, `[G H]`.
    case rows(Variable, weight: Variable, bias: Variable)

    var variables: [Variable] {
        switch self {
        case .projected(let rows): [rows]
        case .table(let table, _): [table]
        case .rows(let x, let weight, let bias): [x, weight, bias]
        }
    }

    var values: RecurrenceInput {
        switch self {
        case .projected(let rows): .projected(rows.value)
        case .table(let table, let tokens): .table(table.value, tokens: tokens)
        case .rows(let x, let weight, let bias):
            .rows(x.value, weight: weight.value, bias: bias.value)
        }
    }
}

/// One direction of one recurrent layer over a batch: see `Backend.recurrence`.
///
/// - Parameters:
///   - cell: The kind of cell.
///   - input: The input of each row.
///   - sequenceInput: What is added to the projected input of a sequence at all its steps,
///     `[B, G H]` in the layout's order.
///   - weight: `W_hh`, `[G H, H]`.
///   - bias: `b_hh`, `[G H]`.
///   - initialState: `[B, H]` in the layout's order, or nil for zero.
///   - initialCell: The same for the cell of an LSTM.
///   - layout: Which row belongs to which sequence and step.
///   - isReversed: Whether sequences are read from their end.
///   - wantsOutputs: Whether the states of all steps are wanted.
///   - prepared: The weight in packed form, if it is at hand.
/// - Returns: The states that were asked for.
public func recurrence(
    _ cell: RecurrentCell,
    input: RecurrentSource,
    sequenceInput: Variable? = nil,
    weight: Variable,
    bias: Variable,
    initialState: Variable? = nil,
    initialCell: Variable? = nil,
    layout: SequenceLayout,
    isReversed: Bool = false,
    wantsOutputs: Bool = true,
    prepared: (any PreparedWeight)? = nil
) -> RecurrentOutput {
    let tape = weight.tape
    let backend = tape.backend
    let call = RecurrenceCall(
        input: input.values,
        sequenceInput: sequenceInput?.value,
        weight: prepared ?? backend.prepare(recurrentWeight: weight.value),
        bias: bias.value,
        initialState: initialState?.value,
        initialCell: initialCell?.value,
        layout: layout,
        isReversed: isReversed,
        wantsOutputs: wantsOutputs,
        isRecording: tape.isRecording
    )
    let result = backend.recurrence(cell, call)
    let values = [result.outputs, result.finalState, result.finalCell]
    let others = [sequenceInput, weight, bias, initialState, initialCell]
    let inputs = input.variables + others.compactMap(\.self)
    let isGiven = input.variables.map { _ in true } + others.map { $0 != nil }
    let outputs = tape.record(values.compactMap(\.self), from: inputs) { cotangents in
        var arriving = cotangents[...]
        let parts = values.map { $0 == nil ? nil : arriving.removeFirst() }
        let gradients = backend.recurrenceBackward(
            cell,
            call,
            result,
            RecurrenceCotangents(outputs: parts[0], finalState: parts[1], finalCell: parts[2])
        )
        let own = [gradients.input, gradients.inputWeight, gradients.inputBias].compactMap(\.self)
        let rest = [
            gradients.sequenceInput, gradients.weight, gradients.bias,
            gradients.initialState, gradients.initialCell,
        ]
        return zip(own + rest, isGiven).filter(\.1).map(\.0)
    }
    let first = wantsOutputs ? 1 : 0
    return RecurrentOutput(
        outputs: wantsOutputs ? outputs[0] : nil,
        finalState: outputs[first],
        finalCell: cell == .lstm ? outputs[first + 1] : nil
    )
}
