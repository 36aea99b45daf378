internal import Autodiff
internal import Generation
internal import LatentSpace
internal import SequenceModels
internal import Tensors
internal import Tokenization

/// Draws codes from the posteriors of records and weighs them.
///
/// Sample k of record i depends on the seed, i and k, so more samples continue what fewer began.
/// Records and samples are flattened into one list of pairs, which is cut into batches of about
/// equal numbers of tokens: the memory depends neither on K nor on the lengths.
struct PosteriorSampling {
    /// What was learnt of one record.
    struct Estimate {
        /// Sample 0 of the posterior.
        var code: [Float] = []
        /// log p(x|z) for sample 0.
        var logLikelihood = 0.0
        /// log( 1/K sum over k of p(x|z_k) p(z_k) / q(z_k|x) ).
        var logMeanWeight = LogMeanExp()
    }

    private struct Draw {
        let record: Int
        let sample: Int
        let code: [Float]
        /// log p(z) - log q(z|x).
        let logRatio: Double
    }

    let model: SequenceVAE
    let records: TokenBatch
    let codes: [LatentCode]
    let firstIndex: Int
    let options: EvaluationOptions

    /// Estimates every record from `sampleCount` samples of each posterior.
    func estimates(sampleCount: Int) -> [Estimate] {
        var estimates = [Estimate](repeating: Estimate(), count: records.count)
        var (batch, tokens): ([Draw], Int) = ([], 0)
        for record in codes.indices {
            for sample in 0..<sampleCount {
                batch.append(draw(sample, of: record))
                tokens += records[record].count + 1
                guard tokens >= options.tokensPerBatch else { continue }
                add(batch, to: &estimates)
                (batch, tokens) = ([], 0)
            }
        }
        if !batch.isEmpty { add(batch, to: &estimates) }
        return estimates
    }

    private func draw(_ sample: Int, of record: Int) -> Draw {
        let code = codes[record]
        let stream = RandomStream.posteriorCode.generator(
            seed: options.seed,
            index: firstIndex + record
        )
        var generator = SeededGenerator(
            seed: stream.seed,
            stream: stream.stream,
            position: UInt64(sample) * UInt64((code.mean.count + 3) / 4 * 4)
        )
        let noise = generator.normal([code.mean.count], on: model.backend).scalars
        let z = code.sample(noise: noise)
        return Draw(
            record: record,
            sample: sample,
            code: z,
            logRatio: logRatio(z, noise: noise, logVariance: code.logVariance)
        )
    }

    /// log N(z; 0, 1) - log N(z; m, s^2) = ( ln s^2 + e^2 - z^2 ) / 2 in each dimension, for the
    /// noise e = (z - m) / s.
    private func logRatio(_ z: [Float], noise: [Float], logVariance: [Float]) -> Double {
        z.indices.reduce(0) { sum, index in
            let (z, noise) = (Double(z[index]), Double(noise[index]))
            return sum + (Double(logVariance[index]) + noise * noise - z * z) / 2
        }
    }

    private func add(_ batch: [Draw], to estimates: inout [Estimate]) {
        for (draw, logLikelihood) in zip(batch, logLikelihoods(batch)) {
            estimates[draw.record].logMeanWeight.add(logLikelihood + draw.logRatio)
            guard draw.sample == 0 else { continue }
            estimates[draw.record].code = draw.code
            estimates[draw.record].logLikelihood = logLikelihood
        }
    }

    private func logLikelihoods(_ batch: [Draw]) -> [Double] {
        let tape = Tape(on: model.backend, isRecording: false)
        let shape = [batch.count, model.configuration.latentDimension]
        let z = tape.constant(Tensor(batch.flatMap(\.code), shape: shape, on: model.backend))
        let x = records.selecting(batch.map(\.record))
        return model.likelihood(given: z, prefix: x).logProbability(of: x).value.scalars
            .map(Double.init)
    }
}
