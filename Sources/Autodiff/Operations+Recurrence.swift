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

/// One direction of one recurrent layer over a batch: see `Backend.recurrence`.
///
/// - Parameters:
///   - cell: The kind of cell.
///   - input: `x W_ih^T + b_ih` of all rows, `[R, G H]`.
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
    input: Variable,
    weight: Variable,
    bias: Variable,
    initialState: Variable? = nil,
    initialCell: Variable? = nil,
    layout: SequenceLayout,
    isReversed: Bool = false,
    wantsOutputs: Bool = true,
    prepared: (any PreparedWeight)? = nil
) -> RecurrentOutput {
    let backend = input.tape.backend
    let call = RecurrenceCall(
        input: input.value,
        weight: prepared ?? backend.prepare(recurrentWeight: weight.value),
        bias: bias.value,
        initialState: initialState?.value,
        initialCell: initialCell?.value,
        layout: layout,
        isReversed: isReversed,
        wantsOutputs: wantsOutputs,
        isRecording: input.tape.isRecording
    )
    let result = backend.recurrence(cell, call)
    let values = [result.outputs, result.finalState, result.finalCell]
    let inputs = [input, weight, bias, initialState, initialCell]
    let isGiven = inputs.map { $0 != nil }
    let outputs = input.tape.record(values.compactMap(\.self), from: inputs.compactMap(\.self)) {
        cotangents in
        var arriving = cotangents[...]
        let parts = values.map { $0 == nil ? nil : arriving.removeFirst() }
        let gradients = backend.recurrenceBackward(
            cell,
            call,
            result,
            RecurrenceCotangents(outputs: parts[0], finalState: parts[1], finalCell: parts[2])
        )
        return [
            gradients.input, gradients.weight, gradients.bias,
            gradients.initialState, gradients.initialCell,
        ].enumerated().filter { isGiven[$0.offset] }.map(\.element)
    }
    let first = wantsOutputs ? 1 : 0
    return RecurrentOutput(
        outputs: wantsOutputs ? outputs[0] : nil,
        finalState: outputs[first],
        finalCell: cell == .lstm ? outputs[first + 1] : nil
    )
}
