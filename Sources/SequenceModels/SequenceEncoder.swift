internal import Autodiff
public import NeuralNetworks
internal import Tensors
internal import Tokenization

/// The recognition network: reads a sequence and its end, and returns `q(z|x)`.
///
/// The last state of the top layer, of both directions if there are two, goes through a linear
/// layer to the mean and the log-variance.
public struct SequenceEncoder: Module {
    /// The recurrent layers.
    public let recurrent: RecurrentStack

    /// The map from the last state to mean and log-variance, side by side.
    public let projection: Linear

    private let latentDimension: Int

    init(_ configuration: SequenceVAE.Configuration, initializer: inout Initializer) {
        recurrent = RecurrentStack(
            cell: configuration.cell,
            inputSize: configuration.embeddingSize,
            hiddenSize: configuration.encoderHiddenSize,
            layerCount: configuration.encoderLayerCount,
            isBidirectional: configuration.isEncoderBidirectional,
            initializer: &initializer
        )
        latentDimension = configuration.latentDimension
        projection = Linear(
            inputSize: configuration.encoderHiddenSize
                * (configuration.isEncoderBidirectional ? 2 : 1),
            outputSize: 2 * configuration.latentDimension,
            initializer: &initializer
        )
    }

    func callAsFunction(_ x: TokenBatch, embedding: Variable) -> DiagonalNormal {
        let layout = SequenceLayout(lengths: x.lengths.map { $0 + 1 })
        let input = RecurrentInput(tokens: x.rowsWithEnd(in: layout), table: embedding)
        let directions = recurrent.isBidirectional ? 2 : 1
        let finals = recurrent(input, layout: layout, wantsOutputs: false).finalStates
        let top = Array(finals.suffix(directions))
        let state = directions == 2 ? concatenatedColumns(top) : top[0]
        let both = projection(layout.inBatchOrder(state))
        return DiagonalNormal(
            mean: both.columns(0..<latentDimension),
            logVariance: both.columns(latentDimension..<2 * latentDimension)
        )
    }

    /// The parameters, the linear map under `posterior`.
    public var parameters: [NamedParameter] {
        recurrent.parameters + projection.parameters(prefixedBy: "posterior")
    }
}
