/// The weights of a recurrent decoder.
///
///     input of a step        E[token] W_x^T + z W_z^T + b      the first layer
///     state before it        z W_0^T + b_0                     every layer; LSTM: the cell, and
///                                                              its hyperbolic tangent the state
///     logits                 h W_o^T + b_o                     h the top layer's state
///
/// B sequences, G gates, H hidden units, Z latent dimensions, V vocabulary.
public struct DecoderWeights: Sendable {
    /// The weights of a layer: `W_ih` (of the first, `W_x`), `b_ih`, `W_hh` and `b_hh`.
    public struct Layer: Sendable {
        let inputWeight: Tensor
        let inputBias: Tensor
        let recurrentWeight: Tensor
        let recurrentBias: Tensor

        /// Creates a layer.
        public init(
            inputWeight: Tensor,
            inputBias: Tensor,
            recurrentWeight: Tensor,
            recurrentBias: Tensor
        ) {
            self.inputWeight = inputWeight
            self.inputBias = inputBias
            self.recurrentWeight = recurrentWeight
            self.recurrentBias = recurrentBias
        }
    }

    /// A linear map.
    public struct Map: Sendable {
        let weight: Tensor
        let bias: Tensor?

        /// Creates a map.
        public init(weight: Tensor, bias: Tensor?) {
            self.weight = weight
            self.bias = bias
        }
    }

    let cell: RecurrentCell
    let embedding: Tensor
    let layers: [Layer]
    let code: Map
    let initialState: Map
    let output: Map

    /// Gathers the weights.
    ///
    /// - Parameters:
    ///   - cell: The kind of cell.
    ///   - embedding: E.
    ///   - layers: From the bottom up.
    ///   - code: W_z, without a bias.
    ///   - initialState: W_0 and b_0.
    ///   - output: W_o and b_o.
    public init(
        cell: RecurrentCell,
        embedding: Tensor,
        layers: [Layer],
        code: Map,
        initialState: Map,
        output: Map
    ) {
        self.cell = cell
        self.embedding = embedding
        self.layers = layers
        self.code = code
        self.initialState = initialState
        self.output = output
    }
}

/// What follows the logits of a step.
public struct TokenSelection {
    /// How a token is chosen.
    package enum Choice: Equatable {
        case greedy
        case sampling(temperature: Float)
    }

    /// Changes the logits of one row, which are given as log-probabilities, or only looks at them.
    public typealias Process = (
        _ row: Int, _ logProbabilities: UnsafeBufferPointer<Float>,
        _ logits: inout MutableSpan<Float>
    ) -> Void

    package var suppressed: [Int32]
    package var choice: Choice?

    /// Creates a selection that chooses nothing, or chooses so from the tokens not suppressed.
    package init(_ choice: Choice? = nil, suppressing suppressed: [Int32] = []) {
        self.choice = choice
        self.suppressed = suppressed
    }
}

/// A recurrent decoder packed for one token at a time.
///
/// A sequence has a slot. What is computed for it depends neither on the slot nor on what is in the
/// others nor on the number of threads: products are the same for any number of rows.
public protocol StepwiseDecoder: AnyObject, Sendable {
    /// Makes room for so many sequences at once.
    func makeSlots(_ count: Int) -> DecodingSlots

    /// Puts sequences of these codes, `[B, Z]`, at their beginning into the first slots.
    func begin(_ codes: Tensor, in slots: DecodingSlots)

    /// Appends its token to each of the first `count` slots, and computes the logits of the next.
    ///
    /// Without a choice the slots have log-probabilities afterwards. With one, they have the token
    /// that was chosen, or -1 if there was none, and its log-probability; their logits are of no
    /// use any more.
    ///
    /// - Parameters:
    ///   - slots: The sequences.
    ///   - count: How many slots are in use.
    ///   - selection: What to do with the logits.
    ///   - process: What changes the logits that are chosen from, called from all threads.
    func step(
        _ slots: DecodingSlots,
        count: Int,
        selection: TokenSelection,
        process: TokenSelection.Process?
    )

    /// Moves sequences: slot i goes on with the sequence that was in slot `rows[i]`.
    func select(_ rows: [Int], in slots: DecodingSlots)
}
