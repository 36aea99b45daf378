public import Autodiff
public import Tensors

/// One direction of one recurrent layer, with PyTorch's four parameters.
///
/// GRU (gates r, z, n; the reset gate acts after the hidden product):
///
///     r = sigmoid(W_ir x + b_ir + W_hr h + b_hr)
///     z = sigmoid(W_iz x + b_iz + W_hz h + b_hz)
///     n = tanh(W_in x + b_in + r (W_hn h + b_hn))
///     h' = (1 - z) n + z h
///
/// LSTM (gates i, f, g, o):
///
///     c' = sigmoid(f) c + sigmoid(i) tanh(g)        h' = sigmoid(o) tanh(c')
public struct RecurrentLayer: Module {
    /// The kind of cell.
    public let cell: RecurrentCell
    /// H.
    public let hiddenSize: Int
    /// `W_ih`, `[G H, inputSize]`.
    public let inputWeight: Parameter
    /// `W_hh`, `[G H, H]`.
    public let recurrentWeight: Parameter
    /// `b_ih`, `[G H]`.
    public let inputBias: Parameter
    /// `b_hh`, `[G H]`.
    public let recurrentBias: Parameter
    /// Whether sequences are read from their end.
    public let isReversed: Bool
    private let suffix: String

    /// Creates a layer with every parameter uniform on ±1/sqrt(hiddenSize), as PyTorch does.
    public init(
        cell: RecurrentCell,
        inputSize: Int,
        hiddenSize: Int,
        index: Int = 0,
        isReversed: Bool = false,
        initializer: inout Initializer
    ) {
        self.cell = cell
        self.hiddenSize = hiddenSize
        self.isReversed = isReversed
        suffix = "l\(index)" + (isReversed ? "_reverse" : "")
        let bound = 1 / Float(hiddenSize).squareRoot()
        let width = cell.gateCount * hiddenSize
        inputWeight = initializer.uniform([width, inputSize], bound: bound)
        recurrentWeight = initializer.uniform([width, hiddenSize], bound: bound)
        inputBias = initializer.uniform([width], bound: bound)
        recurrentBias = initializer.uniform([width], bound: bound)
    }

    /// Runs the layer over a batch.
    ///
    /// - Parameters:
    ///   - input: The input of each row.
    ///   - state: The state before the first step, `[B, H]` in the layout's order; nil is zero.
    ///   - memory: The same for the memory cell of an LSTM.
    ///   - layout: Which row belongs to which sequence and step.
    ///   - wantsOutputs: Whether the states of all steps are wanted.
    ///   - prepared: The recurrent weight in packed form, if it is at hand.
    /// - Returns: The states that were asked for.
    public func callAsFunction(
        _ input: RecurrentInput,
        state: Variable? = nil,
        memory: Variable? = nil,
        layout: SequenceLayout,
        wantsOutputs: Bool = true,
        prepared: (any PreparedWeight)? = nil
    ) -> RecurrentOutput {
        let tape = input.tape
        let projected = input.projected(weight: tape(inputWeight), bias: tape(inputBias))
        return recurrence(
            cell,
            input: projected.source,
            sequenceInput: projected.sequenceInput,
            weight: tape(recurrentWeight),
            bias: tape(recurrentBias),
            initialState: state,
            initialCell: memory,
            layout: layout,
            isReversed: isReversed,
            wantsOutputs: wantsOutputs,
            prepared: prepared
        )
    }

    /// `weight_ih_l0`, `weight_hh_l0`, `bias_ih_l0`, `bias_hh_l0`, with the layer's number and
    /// `_reverse` where it fits.
    public var parameters: [NamedParameter] {
        [
            NamedParameter("weight_ih_\(suffix)", inputWeight),
            NamedParameter("weight_hh_\(suffix)", recurrentWeight),
            NamedParameter("bias_ih_\(suffix)", inputBias),
            NamedParameter("bias_hh_\(suffix)", recurrentBias),
        ]
    }
}
