internal import Autodiff
public import NeuralNetworks
internal import Tensors
internal import Tokenization

/// The generative network: predicts each token from those before it and from the code z.
///
/// The code enters twice: a linear map of it is the initial state of every layer (for an LSTM the
/// initial memory, with the hyperbolic tangent of it as the state), and it stands beside the
/// token's vector in the input of every step.
public struct SequenceDecoder: Module {
    /// The map from the code to the initial state.
    public let initialState: Linear

    /// The recurrent layers.
    public let recurrent: RecurrentStack

    /// The map from the top layer's state to the logits of the vocabulary.
    public let output: Linear

    let cell: RecurrentCell

    init(_ configuration: SequenceVAE.Configuration, initializer: inout Initializer) {
        cell = configuration.cell
        initialState = Linear(
            inputSize: configuration.latentDimension,
            outputSize: configuration.decoderHiddenSize,
            initializer: &initializer
        )
        recurrent = RecurrentStack(
            cell: configuration.cell,
            inputSize: configuration.embeddingSize + configuration.latentDimension,
            hiddenSize: configuration.decoderHiddenSize,
            layerCount: configuration.decoderLayerCount,
            initializer: &initializer
        )
        output = Linear(
            inputSize: configuration.decoderHiddenSize,
            outputSize: configuration.vocabularySize,
            initializer: &initializer
        )
    }

    func callAsFunction(
        _ prefix: TokenBatch,
        conditionedOn z: Variable,
        embedding: Variable,
        dropout: Dropout?
    ) -> SequenceCategorical {
        let layout = SequenceLayout(lengths: prefix.lengths.map { $0 + 1 })
        let z = layout.inSortedOrder(z)
        let tokens = prefix.rowsWithBeginning(in: layout)
        let states = initialStates(z)
        let input =
            dropout.map { $0.input(tokens, table: embedding, sequenceRows: z) }
            ?? RecurrentInput(tokens: tokens, table: embedding, sequenceRows: z)
        let top = recurrent(
            input,
            states: states.hidden,
            memories: states.memory,
            layout: layout
        )
        guard let rows = top.outputs else { preconditionFailure("a decoder without outputs") }
        return SequenceCategorical(
            states: dropout?.output(rows) ?? rows,
            output: output,
            layout: layout
        )
    }

    /// The state of each layer before the first step, and the memory of an LSTM.
    func initialStates(_ z: Variable) -> (hidden: [Variable], memory: [Variable]?) {
        let first = initialState(z)
        let count = recurrent.layers.count
        switch cell {
        case .gru: return ([Variable](repeating: first, count: count), nil)
        case .lstm:
            return (
                [Variable](repeating: tanh(first), count: count),
                [Variable](repeating: first, count: count)
            )
        }
    }

    /// The parameters, the linear maps under `initial_state` and `output`.
    public var parameters: [NamedParameter] {
        initialState.parameters(prefixedBy: "initial_state") + recurrent.parameters
            + output.parameters(prefixedBy: "output")
    }
}
