import Autodiff
import NeuralNetworks
import SequenceModels
import Tensors
import Tokenization

/// A model that is large enough to have every part and small enough to run in a moment.
///
/// The weights of its output are enlarged, so that its choices differ from code to code.
func tinyModel(
    cell: RecurrentCell = .gru,
    layerCount: Int = 1,
    vocabularySize: Int = 11,
    seed: UInt64 = 7
) -> SequenceVAE {
    var configuration = SequenceVAE.Configuration()
    configuration.cell = cell
    configuration.vocabularySize = vocabularySize
    configuration.embeddingSize = 6
    configuration.encoderHiddenSize = 8
    configuration.decoderHiddenSize = 12
    configuration.decoderLayerCount = layerCount
    configuration.latentDimension = 5
    let backend = CPUBackend(threadCount: 1)
    let model = SequenceVAE(configuration, using: SeededGenerator(seed: seed), on: backend)
    let weight = model.decoder.output.weight
    weight.value = backend.scaled(weight.value, by: 6, offset: 0)
    return model
}

/// The first codes that a generator draws from the prior.
func someCodes(_ count: Int, model: SequenceVAE) -> [[Float]] {
    let dimension = model.configuration.latentDimension
    var generator = SeededGenerator(seed: 11)
    let draws = generator.normal([count * dimension], on: model.backend).scalars
    return (0..<count).map { Array(draws[$0 * dimension..<($0 + 1) * dimension]) }
}
