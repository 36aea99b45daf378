import Checkpoints
import SequenceModels
import Tensors
import Training

/// Settings that go together, under a name.
enum Preset: String, CaseIterable {
    /// A model for a laptop: bidirectional GRU 256, z of 64, GRU 256.
    case small
    /// The sizes of the MOSES benchmark's VAE (Polykovskiy et al., 2020): GRU 256, z of 128,
    /// three layers of GRU 512, batches of 512.
    case moses
    /// The sizes of He et al. (ICLR 2019) for text: LSTM 1024, z of 32, LSTM 1024, batches of 32.
    case he2019
    /// What `make demo` trains on 18,000 molecules in a few minutes.
    case demoMolecules = "demo-molecules"
    /// What `make demo` trains on 39,000 sentences in a few minutes.
    case demoSentences = "demo-sentences"

    /// The configuration; what it does not say has its default.
    var configuration: TrainingConfiguration {
        var configuration = TrainingConfiguration()
        switch self {
        case .small: break
        case .moses: Self.moses(&configuration)
        case .he2019: Self.he2019(&configuration)
        case .demoMolecules: Self.demoMolecules(&configuration)
        case .demoSentences: Self.demoSentences(&configuration)
        }
        return configuration
    }

    private static func moses(_ c: inout TrainingConfiguration) {
        c.model.embeddingSize = 0
        c.model.isEncoderBidirectional = false
        c.model.latentDimension = 128
        c.model.decoderHiddenSize = 512
        c.model.decoderLayerCount = 3
        c.data.kind = .smiles
        c.data.batchSize = 512
        c.optimizer.clipNorm = 50
    }

    private static func he2019(_ c: inout TrainingConfiguration) {
        c.model.cell = .lstm
        c.model.embeddingSize = 512
        c.model.encoderHiddenSize = 1024
        c.model.isEncoderBidirectional = false
        c.model.decoderHiddenSize = 1024
        c.model.latentDimension = 32
        c.data.batchSize = 32
        c.objective.inputDropout = 0.5
        c.objective.outputDropout = 0.5
    }

    private static func demoMolecules(_ c: inout TrainingConfiguration) {
        c.model.embeddingSize = 64
        c.model.encoderHiddenSize = 192
        c.model.decoderHiddenSize = 512
        c.model.latentDimension = 48
        c.data.kind = .smiles
        c.objective.beta = 0.6
        c.objective.warmup = 0.3
        c.objective.freeBits = 0
        c.optimizer.learningRate = 2e-3
        c.training.epochs = 15
    }

    private static func demoSentences(_ c: inout TrainingConfiguration) {
        c.model.latentDimension = 32
        c.objective.beta = 0.6
        c.objective.warmup = 0.4
        c.objective.freeBits = 0
        c.optimizer.learningRate = 3e-3
        c.training.epochs = 10
    }
}
