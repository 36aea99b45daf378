internal import Autodiff
internal import NeuralNetworks
public import SequenceModels
internal import Tensors

/// The generative network of a model, arranged for one step at a time.
///
/// Done once, for any number of sessions: the weights are packed; the input weights of the first
/// layer are split into the columns of the token and those of the code; and the input product of
/// every token of the vocabulary is tabulated when the table is of a reasonable size. Later changes
/// of the model's parameters are not seen. One session at a time may take a step.
public final class PreparedDecoder {
    /// The sizes of the model.
    public let configuration: SequenceVAE.Configuration

    let backend: any Backend
    let steps: any StepwiseDecoder

    /// Prepares the decoder of a model.
    public init(_ model: SequenceVAE) {
        let backend = model.backend
        self.backend = backend
        configuration = model.configuration
        let (decoder, split) = (model.decoder, model.configuration.embeddingSize)
        let recurrent = decoder.recurrent.layers.compactMap(\.first)
        let first = recurrent[0].inputWeight.value
        let layers = recurrent.enumerated().map { index, layer in
            DecoderWeights.Layer(
                inputWeight: index == 0
                    ? backend.columns(first, 0..<split) : layer.inputWeight.value,
                inputBias: layer.inputBias.value,
                recurrentWeight: layer.recurrentWeight.value,
                recurrentBias: layer.recurrentBias.value
            )
        }
        let code = backend.columns(first, split..<first.shape[1])
        steps = backend.prepare(
            decoder: DecoderWeights(
                cell: configuration.cell,
                embedding: model.embedding.weight.value,
                layers: layers,
                code: DecoderWeights.Map(weight: code, bias: nil),
                initialState: Self.map(decoder.initialState),
                output: Self.map(decoder.output)
            )
        )
    }

    private static func map(_ linear: Linear) -> DecoderWeights.Map {
        DecoderWeights.Map(weight: linear.weight.value, bias: linear.bias.value)
    }

    /// Codes as a matrix, `[B, Z]`.
    func matrix(of codes: [[Float]]) -> Tensor {
        let shape = [codes.count, configuration.latentDimension]
        return Tensor(codes.flatMap(\.self), shape: shape, on: backend)
    }
}
