internal import Autodiff
internal import NeuralNetworks
public import SequenceModels
internal import Tensors
internal import Tokenization

/// The generative network of a model, arranged for one step at a time.
///
/// Done once, for any number of sessions: the recurrent weights are packed; the input weights of
/// the first layer are split into the columns of the token and those of the code; and the input
/// product of every token of the vocabulary is tabulated when the table is of a reasonable size.
/// Later changes of the model's parameters are not seen.
public final class PreparedDecoder {
    struct Layer {
        let inputWeight: Tensor
        let inputBias: Tensor
        let recurrentWeight: any PreparedWeight
        let recurrentBias: Tensor
    }

    /// Tables of more elements than this (64 MB) are not made.
    private static let maximumTableSize = 1 << 24

    /// The sizes of the model.
    public let configuration: SequenceVAE.Configuration

    let backend: any Backend
    let layers: [Layer]
    let codeWeight: Tensor
    private let tokenWeight: Tensor
    private let embedding: Tensor
    private let inputTable: Tensor?
    private let initialState: Linear
    private let output: Linear

    /// Prepares the decoder of a model.
    public init(_ model: SequenceVAE) {
        let backend = model.backend
        self.backend = backend
        configuration = model.configuration
        layers = model.decoder.recurrent.layers.compactMap(\.first).map { layer in
            Layer(
                inputWeight: layer.inputWeight.value,
                inputBias: layer.inputBias.value,
                recurrentWeight: backend.prepare(recurrentWeight: layer.recurrentWeight.value),
                recurrentBias: layer.recurrentBias.value
            )
        }
        let (weight, split) = (layers[0].inputWeight, configuration.embeddingSize)
        tokenWeight = backend.columns(weight, 0..<split)
        codeWeight = backend.columns(weight, split..<weight.shape[1])
        embedding = model.embedding.weight.value
        inputTable =
            configuration.vocabularySize * weight.shape[0] <= Self.maximumTableSize
            ? backend.affine(embedding, weight: tokenWeight, bias: layers[0].inputBias) : nil
        initialState = model.decoder.initialState
        output = model.decoder.output
    }

    /// The part of the first layer's input product that comes from the tokens, `[B, G H]`.
    func inputProduct(of tokens: [TokenID]) -> Tensor {
        if let inputTable { return backend.gatherRows(inputTable, tokens) }
        let rows = backend.gatherRows(embedding, tokens)
        return backend.affine(rows, weight: tokenWeight, bias: layers[0].inputBias)
    }

    /// The state and the memory of every layer before the first step, `[B, H]`.
    func initialState(of codes: Tensor) -> (state: Tensor, memory: Tensor?) {
        let first = backend.affine(
            codes,
            weight: initialState.weight.value,
            bias: initialState.bias.value
        )
        switch configuration.cell {
        case .gru: return (first, nil)
        case .lstm: return (backend.unary(.tanh, first), first)
        }
    }

    /// log p(x_t | x_<t, z) of every token, `[B, V]`, from the top layer's state.
    func logProbabilities(of state: Tensor) -> Tensor {
        backend.logSoftmax(
            state,
            weight: output.weight.value,
            bias: output.bias.value,
            temperature: 1
        )
    }
}
