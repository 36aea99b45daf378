/// The kind of recurrent cell; gates are stored in PyTorch's order.
public enum RecurrentCell: String, Codable, Hashable, Sendable, CaseIterable {
    /// Gates reset, update, candidate; the reset gate acts after the hidden product.
    case gru

    /// Gates input, forget, candidate, output.
    case lstm

    /// The number of gates: weights have this many blocks of H rows.
    public var gateCount: Int { self == .gru ? 3 : 4 }

    /// Values a row and unit that the forward pass keeps for the backward pass: the gates, and a
    /// GRU's hidden side of the candidate or an LSTM's squashed cell.
    package var savedCount: Int { gateCount + 1 }
}

/// What a recurrent layer reads at each step.
public enum RecurrenceInput: Sendable {
    /// `x W_ih^T + b_ih` of all rows, [R, G H].
    case projected(Tensor)

    /// The same for each of V tokens, [V, G H], and the token of each row.
    case table(Tensor, tokens: [Int32])

    /// x of all rows, [R, I]; `W_ih`, [G H, I]; `b_ih`, [G H].
    case rows(Tensor, weight: Tensor, bias: Tensor)
}

/// The inputs of one direction of one recurrent layer.
public struct RecurrenceCall: Sendable {
    /// The input of each row.
    public var input: RecurrenceInput
    /// What is added to the projected input of each sequence at all its steps, [B, G H].
    public var sequenceInput: Tensor?
    /// `W_hh`, [G H, H].
    public var weight: any PreparedWeight
    /// `b_hh`, [G H].
    public var bias: Tensor
    /// The state before the first step, [B, H] in the layout's order; zero when nil.
    public var initialState: Tensor?
    /// The cell before the first step of an LSTM, [B, H]; zero when nil.
    public var initialCell: Tensor?
    /// Which rows belong to which step.
    public var layout: SequenceLayout
    /// Whether each sequence is read from its last element to its first.
    public var isReversed: Bool
    /// Whether the states of all steps are wanted, not the last only.
    public var wantsOutputs: Bool
    /// Whether what the derivative needs is kept.
    public var isRecording: Bool

    /// Creates the inputs.
    public init(
        input: RecurrenceInput,
        sequenceInput: Tensor? = nil,
        weight: any PreparedWeight,
        bias: Tensor,
        initialState: Tensor? = nil,
        initialCell: Tensor? = nil,
        layout: SequenceLayout,
        isReversed: Bool = false,
        wantsOutputs: Bool = true,
        isRecording: Bool = true
    ) {
        self.input = input
        self.sequenceInput = sequenceInput
        self.weight = weight
        self.bias = bias
        self.initialState = initialState
        self.initialCell = initialCell
        self.layout = layout
        self.isReversed = isReversed
        self.wantsOutputs = wantsOutputs
        self.isRecording = isRecording
    }
}

/// The outputs of one direction of one recurrent layer.
public struct RecurrenceResult: Sendable {
    /// The state after each step, [R, H], if it was wanted.
    public var outputs: Tensor?
    /// The state after each sequence's last step, [B, H].
    public var finalState: Tensor
    /// The cell after each sequence's last step, [B, H]; nil for a GRU.
    public var finalCell: Tensor?
    /// The state and the cell before each step (the state in bfloat16 too), the gates, [R, G H],
    /// and what is kept besides, [R, H] (side by side in sixteen bits where products take bfloat16):
    /// what the derivative needs.
    package var states: Tensor
    package var narrowStates: NarrowMatrix?
    package var cells: Tensor?
    package var gates: Tensor?
    package var inner: Tensor?
    package var narrowGates: NarrowMatrix?
}

/// The derivatives of a loss by the outputs of a recurrent layer; nil is zero.
public struct RecurrenceCotangents: Sendable {
    package var outputs: Tensor?
    package var finalState: Tensor?
    package var finalCell: Tensor?

    /// Creates the cotangents.
    public init(outputs: Tensor?, finalState: Tensor?, finalCell: Tensor? = nil) {
        self.outputs = outputs
        self.finalState = finalState
        self.finalCell = finalCell
    }
}

/// The derivatives of a loss by the inputs of a recurrent layer.
public struct RecurrenceGradients: Sendable {
    /// By the projected rows, the table or x, each of its own shape.
    public var input: Tensor
    /// By `W_ih`, [G H, I], of an input of rows.
    public var inputWeight: Tensor?
    /// By `b_ih`, [G H], of an input of rows.
    public var inputBias: Tensor?
    /// By `sequenceInput`, [B, G H].
    public var sequenceInput: Tensor?
    /// By `W_hh`, [G H, H].
    public var weight: Tensor
    /// By `b_hh`, [G H].
    public var bias: Tensor
    /// By the initial state, [B, H].
    public var initialState: Tensor
    /// By the initial cell, [B, H]; nil for a GRU.
    public var initialCell: Tensor?
}

/// Recurrent weights in the form that the backend multiplies fastest.
public protocol PreparedWeight: AnyObject, Sendable {
    /// H: the weights are [G H, H].
    var hiddenSize: Int { get }
}
