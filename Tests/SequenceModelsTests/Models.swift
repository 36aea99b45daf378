import Autodiff
import EngineLaws
import NeuralNetworks
import SequenceModels
import Tensors
import Tokenization

/// Small models and batches of the tests of this target.
enum Models {
    /// The shapes of model that matter.
    enum Kind: String, CaseIterable, Sendable {
        case gru, lstm, deepGRU, deepLSTM

        var configuration: SequenceVAE.Configuration {
            var configuration = SequenceVAE.Configuration()
            configuration.cell = self == .gru || self == .deepGRU ? .gru : .lstm
            configuration.vocabularySize = 11
            configuration.embeddingSize = 5
            configuration.encoderHiddenSize = 6
            configuration.decoderHiddenSize = 7
            configuration.latentDimension = 3
            if self == .deepGRU || self == .deepLSTM {
                configuration.encoderLayerCount = 2
                configuration.decoderLayerCount = 2
            }
            configuration.isEncoderBidirectional = self != .deepLSTM
            return configuration
        }
    }

    static func model(_ kind: Kind, on backend: any Backend) -> SequenceVAE {
        let model = SequenceVAE(kind.configuration, using: SeededGenerator(seed: 3), on: backend)
        for named in model.parameters {
            named.parameter.value = backend.scaled(named.parameter.value, by: 1.5, offset: 0)
        }
        return model
    }

    /// Sequences of unequal length, one of them empty.
    static let batch = TokenBatch([[4, 9, 7, 4, 10], [5], [], [8, 6, 6], [10, 9, 8, 7]])

    static func noise(count: Int, on backend: any Backend) -> Tensor {
        var generator = SeededGenerator(seed: 8)
        return generator.normal([count, 3], on: backend)
    }
}
