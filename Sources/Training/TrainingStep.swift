internal import Autodiff
internal import NeuralNetworks
internal import SequenceModels
internal import Tensors
internal import Tokenization

/// What one step of a training measured; sums over the batch, in nats.
struct StepResult {
    var sequences = 0
    var tokens = 0
    var loss = 0.0
    var reconstruction = 0.0
    var divergence = 0.0
    var gradientNorm = 0.0
}

/// One step: the loss of a batch, its derivatives, and Adam.
struct TrainingStep {
    let configuration: TrainingConfiguration
    let model: SequenceVAE
    let totalSteps: Int

    private var seed: UInt64 { UInt64(configuration.training.seed) }

    private func generator(_ purpose: RandomStream, _ step: Int) -> SeededGenerator {
        SeededGenerator(seed: seed, stream: purpose.stream(at: UInt64(step)))
    }

    /// Takes the step `step`, counted from 0; nil when the loss is not finite, and then nothing
    /// has changed.
    func take(_ step: Int, batch: TokenBatch, optimizer: inout Adam) -> StepResult? {
        let tape = Tape(on: model.backend)
        var noise = generator(.noise, step)
        let bound = model.evidenceLowerBound(
            of: batch,
            prefix: corrupted(batch, step),
            noise: noise.normal(
                [batch.count, model.configuration.latentDimension],
                on: tape.backend
            ),
            dropout: dropout(step),
            on: tape
        )
        let objective = configuration.objective
        let loss = bound.loss(
            beta: Float(objective.beta(atStep: step, of: totalSteps)),
            freeBits: Float(objective.freeBits)
        )
        var result = StepResult(sequences: batch.count, tokens: batch.ids.count + batch.count)
        result.loss = Double(loss.value.scalar) * Double(batch.count)
        result.reconstruction = -tape.backend.sum(bound.logLikelihood.value)
        result.divergence = tape.backend.sum(bound.divergenceByDimension.value)
        guard result.loss.isFinite else { return nil }
        let gradients = tape.gradients(of: loss)
        result.gradientNorm = gradients.norm(of: model.parameters.map(\.parameter))
        guard result.gradientNorm.isFinite else { return nil }
        optimizer.step(
            gradients,
            learningRate: Float(
                configuration.optimizer.learningRate(atStep: step, of: totalSteps)
            ),
            scale: clippingScale(result.gradientNorm)
        )
        return result
    }

    private func clippingScale(_ norm: Double) -> Float {
        let maximum = configuration.optimizer.clipNorm
        return maximum > 0 ? gradientScale(norm: norm, clippingNormTo: maximum) : 1
    }

    /// The decoder's input with some tokens unknown (Bowman et al., 2016, section 3.1).
    private func corrupted(_ batch: TokenBatch, _ step: Int) -> TokenBatch? {
        let rate = configuration.objective.wordDropout
        guard rate > 0 else { return nil }
        var generator = generator(.wordDropout, step)
        let ids = batch.ids.map { id in
            Double.random(in: 0..<1, using: &generator) < rate ? Vocabulary.unknown : id
        }
        return TokenBatch(ids: ids, lengths: batch.lengths)
    }

    private func dropout(_ step: Int) -> Dropout? {
        let objective = configuration.objective
        guard objective.inputDropout > 0 || objective.outputDropout > 0 else { return nil }
        return Dropout(
            inputRate: Float(objective.inputDropout),
            outputRate: Float(objective.outputDropout),
            inputGenerator: generator(.inputDropout, step),
            outputGenerator: generator(.outputDropout, step)
        )
    }
}
