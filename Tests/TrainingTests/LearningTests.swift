import SequenceModels
import Tensors
import Testing
import Tokenization
import Training

/// A model learns a language that is known, and its codes say which sentence it was.
@Suite struct LearningTests {
    /// Eight sentences of five words, which share their words, and a last word of four.
    static func language(_ count: Int, seed: UInt64) -> TokenBatch {
        var generator = SeededGenerator(seed: seed)
        return TokenBatch(
            (0..<count).map { _ in
                let template = TokenID.random(in: 0..<8, using: &generator)
                let body = (0..<5).map { place in 4 + (template * (2 * place + 1) + place) % 12 }
                return body + [16 + TokenID.random(in: 0..<4, using: &generator)]
            }
        )
    }

    static func training(_ precision: Precision) -> TinyTraining {
        var training = TinyTraining()
        training.sequences = language(512, seed: 1)
        training.validation = language(256, seed: 2)
        training.configuration = TrainingConfiguration()
        training.configuration.model.vocabularySize = 20
        training.configuration.model.embeddingSize = 12
        training.configuration.model.encoderHiddenSize = 24
        training.configuration.model.decoderHiddenSize = 32
        training.configuration.model.latentDimension = 4
        training.configuration.objective.freeBits = 2
        training.configuration.objective.wordDropout = 0.4
        training.configuration.optimizer.learningRate = 0.01
        training.configuration.data.batchSize = 32
        training.configuration.training.epochs = 25
        training.configuration.training.precision = precision
        return training
    }

    /// Nats a sequence of a model that draws each token by its frequency, and the end by its own.
    static func unigramEntropy(of batch: TokenBatch) -> Double {
        var counts: [TokenID: Double] = [Vocabulary.endOfSequence: Double(batch.count)]
        for id in batch.ids { counts[id, default: 0] += 1 }
        let total = counts.values.reduce(0, +)
        let nats = counts.values.reduce(0) { $0 - $1 * logarithm($1 / total) }
        return nats / Double(batch.count)
    }

    /// The best that can be: three bits of the sentence and two of its last word.
    static let entropy = 5 * logarithm(2)

    @Test(arguments: Precision.allCases.filter { $0 == .float32 || CPUBackend.hasNativeBFloat16 })
    func aKnownLanguageIsLearned(precision: Precision) throws {
        let training = Self.training(precision)
        let result = try #require(try training.run(in: nil).validation)
        #expect(Self.unigramEntropy(of: training.validation) > 16)
        #expect(result.negativeELBO > Self.entropy - 0.2)
        #expect(result.negativeELBO < Self.entropy + 1.5)
        #expect(result.reconstruction < Self.entropy - 1)
        #expect(result.divergence > 1)
        #expect(result.mutualInformation > 1)
        #expect(result.activeUnits >= 1)
    }

    @Test func withoutTrainingNothingIsKnown() throws {
        let training = Self.training(.float32)
        let result = try training.trainer(in: nil).measuredOnHeldOut()
        #expect(result.reconstruction > 16)
        #expect(result.mutualInformation < 0.5)
    }
}
