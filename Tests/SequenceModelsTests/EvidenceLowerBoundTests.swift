import Autodiff
import EngineLaws
import Foundation
import NeuralNetworks
import SequenceModels
import Tensors
import Testing

/// The bound and the loss made of it.
struct EvidenceLowerBoundTests {
    let backend = CPUBackend(threadCount: 1)

    private func bound() -> EvidenceLowerBound {
        let tape = Tape(on: backend, isRecording: false)
        return Models.model(.gru, on: backend).evidenceLowerBound(
            of: Models.batch,
            noise: Models.noise(count: 5, on: backend),
            on: tape
        )
    }

    @Test func valueIsTheDifferenceOfItsTerms() {
        let bound = bound()
        let terms = zip(bound.logLikelihood.value.scalars, bound.divergence.value.scalars)
        #expect(bound.value.value.scalars == terms.map { $0 - $1 })
    }

    @Test func divergenceIsTheOneOfTwoNormals() {
        let bound = bound()
        let posterior = zip(
            bound.posterior.mean.value.scalars,
            bound.posterior.logVariance.value.scalars
        )
        let expected = posterior.map { mean, logVariance in
            let (m, v) = (Double(mean), Double(exp(logVariance)))
            return (m * m + v - 1 - Double(logVariance)) / 2
        }
        #expect(deviation(bound.divergenceByDimension.value, from: expected) < 5e-7)
    }

    /// The loss is the formula of its documentation, computed slowly, at any number of free nats.
    @Test(arguments: [0, 0.01, 0.3, 1, 100] as [Float], [0, 0.5, 1] as [Float])
    func lossIsItsFormula(_ freeBits: Float, _ beta: Float) {
        let bound = bound()
        let kl = bound.divergenceByDimension.value.scalars
        let cost = (0..<3).reduce(0.0) { sum, dimension in
            let mean = (0..<5).reduce(0.0) { $0 + Double(kl[$1 * 3 + dimension]) } / 5
            return sum + max(mean, Double(freeBits) / 3)
        }
        let likelihood = bound.logLikelihood.value.scalars.reduce(0.0) { $0 + Double($1) } / 5
        let loss = bound.loss(beta: beta, freeBits: freeBits)
        #expect(deviation(loss.value, from: [Double(beta) * cost - likelihood]) < 5e-7)
    }
}
