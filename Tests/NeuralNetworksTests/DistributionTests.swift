import Autodiff
import EngineLaws
import Foundation
import NeuralNetworks
import Tensors
import Testing

/// Sampling, divergence and dropout.
struct DistributionTests {
    let backend = CPUBackend(threadCount: 1)

    private func normal(_ seed: UInt64) -> (mean: Parameter, logVariance: Parameter) {
        var values = RandomValues(seed: seed)
        return (
            values.parameter([4, 3], bound: 2, on: backend),
            values.parameter([4, 3], bound: 2, on: backend)
        )
    }

    @Test func derivativesOfSampleAndDivergence() {
        let (mean, logVariance) = normal(1)
        var generator = SeededGenerator(seed: 4)
        let noise = generator.normal([4, 3], on: backend)
        let deviation = gradientDeviation(by: [mean, logVariance]) { tape in
            let q = DiagonalNormal(mean: tape(mean), logVariance: tape(logVariance))
            return [klDivergenceFromStandardNormal(q), q.sample(noise: noise)]
        }
        #expect(deviation < 2e-4)
    }

    @Test func divergenceOfTheStandardNormalFromItselfIsZero() {
        let tape = Tape(on: backend)
        let prior = DiagonalNormal.standard(count: 2, dimension: 3, on: tape)
        #expect(
            klDivergenceFromStandardNormal(prior).value.scalars == Array(repeating: 0, count: 6)
        )
    }

    /// The divergence is the mean of `log q(z) - log p(z)` over samples of q.
    @Test func divergenceIsTheMeanLogRatioOfSamples() {
        let count = 40_000
        let tape = Tape(on: backend, isRecording: false)
        let q = DiagonalNormal(
            mean: tape.constant(Tensor(repeating: 0.8, shape: [count, 1], on: backend)),
            logVariance: tape.constant(Tensor(repeating: -0.6, shape: [count, 1], on: backend))
        )
        var generator = SeededGenerator(seed: 9)
        let samples = q.sample(using: &generator).value.scalars.map(Double.init)
        let ratios = samples.map { z in
            (z * z - (z - 0.8) * (z - 0.8) / exp(-0.6)) / 2 + 0.3
        }
        let divergence = Double(klDivergenceFromStandardNormal(q).value.scalars[0])
        #expect(abs(ratios.reduce(0, +) / Double(count) - divergence) < 0.02)
    }

    @Test func derivativeOfDropoutWithTheSameNoise() {
        var values = RandomValues()
        let x = values.parameter([6, 9], on: backend)
        let deviation = gradientDeviation(by: [x]) { tape in
            var generator = SeededGenerator(seed: 2)
            return [exp(dropout(tape(x), rate: 0.3, using: &generator))]
        }
        #expect(deviation < 2e-4)
    }

    @Test func dropoutKeepsTheMeanAndDropsItsPart() {
        let tape = Tape(on: backend, isRecording: false)
        let ones = tape.constant(Tensor(repeating: 1, shape: [100, 1000], on: backend))
        var generator = SeededGenerator(seed: 2)
        let kept = dropout(ones, rate: 0.3, using: &generator).value.scalars
        #expect(Set(kept) == [0, 1 / 0.7])
        #expect(abs(Double(kept.count { $0 == 0 }) / 100_000 - 0.3) < 0.005)
    }

    @Test func dropoutOfNothingChangesNothingAndDrawsNothing() {
        let tape = Tape(on: backend, isRecording: false)
        let ones = tape.constant(Tensor(repeating: 1, shape: [2, 2], on: backend))
        var generator = SeededGenerator(seed: 2)
        #expect(dropout(ones, rate: 0, using: &generator).value.scalars == [1, 1, 1, 1])
        #expect(generator == SeededGenerator(seed: 2))
    }
}
