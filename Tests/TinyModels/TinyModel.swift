internal import Autodiff
internal import NeuralNetworks
package import SequenceModels
package import Tensors
package import Tokenization

/// A model that is large enough to have every part and small enough to run in a moment.
///
/// Its weights are random. Those of the output and of the map from the code are enlarged, so that
/// what it writes differs from code to code.
package func tinyModel(
    cell: RecurrentCell = .gru,
    layerCount: Int = 1,
    vocabularySize: Int = 11,
    latentDimension: Int = 5,
    seed: UInt64 = 7,
    threadCount: Int = 1
) -> SequenceVAE {
    var configuration = SequenceVAE.Configuration()
    configuration.cell = cell
    configuration.vocabularySize = vocabularySize
    configuration.embeddingSize = 6
    configuration.encoderHiddenSize = 8
    configuration.decoderHiddenSize = 12
    configuration.decoderLayerCount = layerCount
    configuration.latentDimension = latentDimension
    let backend = CPUBackend(threadCount: threadCount)
    let model = SequenceVAE(configuration, using: SeededGenerator(seed: seed), on: backend)
    model.decoder.output.weight.scale(by: 6)
    model.decoder.initialState.weight.scale(by: 3)
    return model
}

extension Parameter {
    /// Multiplies every value.
    fileprivate func scale(by factor: Float) {
        value = value.backend.scaled(value, by: factor, offset: 0)
    }
}

extension SequenceVAE {
    /// Makes a code of the posterior say more of its record, by a factor.
    package func sharpenPosterior(by factor: Float) {
        encoder.projection.weight.scale(by: factor)
    }

    /// Makes every posterior the prior.
    package func collapsePosterior() {
        encoder.projection.weight.scale(by: 0)
        encoder.projection.bias.scale(by: 0)
    }

    /// Makes the decoder predict the same at every step, whatever the code.
    package func predictAlways(_ logits: [Float]) {
        decoder.output.weight.scale(by: 0)
        decoder.output.bias.value = Tensor(logits, shape: [logits.count], on: backend)
    }

    /// Some codes from N(0, I).
    package func someCodes(_ count: Int) -> [[Float]] {
        let dimension = configuration.latentDimension
        var generator = SeededGenerator(seed: 11)
        let draws = generator.normal([count * dimension], on: backend).scalars
        return (0..<count).map { Array(draws[$0 * dimension..<($0 + 1) * dimension]) }
    }

    /// Some records of 0 to 9 random tokens.
    package func someRecords(_ count: Int) -> TokenBatch {
        var generator = SeededGenerator(seed: 12)
        let ordinary = UInt64(configuration.vocabularySize - 4)
        return TokenBatch(
            (0..<count).map { index in
                (0..<index * 7 % 10).map { _ in 4 + TokenID(generator.next() % ordinary) }
            }
        )
    }

    /// log p(x|z) of each record with a code of its own, teacher-forced.
    package func logLikelihoods(of records: TokenBatch, codes: [[Float]]) -> [Float] {
        let tape = Tape(on: backend, isRecording: false)
        let shape = [codes.count, configuration.latentDimension]
        let z = tape.constant(Tensor(codes.flatMap(\.self), shape: shape, on: backend))
        return likelihood(given: z, prefix: records).logProbability(of: records).value.scalars
    }
}
