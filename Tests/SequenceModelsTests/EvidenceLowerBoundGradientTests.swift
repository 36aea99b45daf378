import Autodiff
import EngineLaws
import NeuralNetworks
import SequenceModels
import Tensors
import Testing
import Tokenization

/// The derivatives of the whole bound against differences of it, by every parameter.
///
/// The tolerance is what 32-bit floats allow over so many operations: with half the step the
/// deviation is the rounding of the values, with twice the step the fifth derivative's.
struct EvidenceLowerBoundGradientTests {
    static let tolerance = 1e-2
    let backend = CPUBackend(threadCount: 2)

    @Test(arguments: Models.Kind.allCases)
    func bothTerms(_ kind: Models.Kind) {
        let model = Models.model(kind, on: backend)
        let deviation = deviation(of: model) { tape in
            let bound = bound(model, on: tape)
            return [bound.logLikelihood, bound.divergenceByDimension]
        }
        #expect(deviation < Self.tolerance, "off by \(deviation)")
    }

    @Test func bothTermsWithDropoutAndCorruptedPrefix() {
        let model = Models.model(.gru, on: backend)
        let corrupted = TokenBatch([[4, 3, 7, 3, 10], [3], [], [3, 6, 3], [10, 9, 8, 3]])
        let dropout = Dropout(
            inputRate: 0.25,
            outputRate: 0.25,
            inputGenerator: SeededGenerator(seed: 5),
            outputGenerator: SeededGenerator(seed: 6)
        )
        let deviation = deviation(of: model) { tape in
            let bound = bound(model, prefix: corrupted, dropout: dropout, on: tape)
            return [bound.logLikelihood, bound.divergenceByDimension]
        }
        #expect(deviation < Self.tolerance, "off by \(deviation)")
    }

    @Test func manyRowsAndFewWordsTakeTheOtherWayThroughTheEmbedding() {
        let model = Models.model(.gru, on: backend)
        let batch = TokenBatch(
            [TokenID](repeating: 0, count: 30).indices.map { index in
                (0..<index % 4).map { TokenID(4 + (index + $0) % 7) }
            }
        )
        let deviation = deviation(of: model) { tape in
            [
                model.evidenceLowerBound(
                    of: batch,
                    noise: Models.noise(count: 30, on: backend),
                    on: tape
                ).value
            ]
        }
        #expect(deviation < Self.tolerance, "off by \(deviation)")
    }

    @Test(arguments: [0, 1.5] as [Float])
    func lossWithFreeBits(_ freeBits: Float) {
        let model = Models.model(.gru, on: backend)
        spread(model)
        let deviation = deviation(of: model) { tape in
            [bound(model, on: tape).loss(beta: 0.7, freeBits: freeBits)]
        }
        #expect(deviation < Self.tolerance, "off by \(deviation)")
    }

    private func deviation(
        of model: SequenceVAE,
        _ function: @escaping (Tape) -> [Variable]
    ) -> Double {
        gradientDeviation(
            by: model.parameters.map(\.parameter),
            step: 1 / 64,
            directions: 2,
            of: function
        )
    }

    private func bound(
        _ model: SequenceVAE,
        prefix: TokenBatch? = nil,
        dropout: Dropout? = nil,
        on tape: Tape
    ) -> EvidenceLowerBound {
        model.evidenceLowerBound(
            of: Models.batch,
            prefix: prefix,
            noise: Models.noise(count: 5, on: backend),
            dropout: dropout,
            on: tape
        )
    }

    /// Moves the means of two dimensions far from zero and keeps the third near it, so that the
    /// share of free nats lies well between their divergences.
    private func spread(_ model: SequenceVAE) {
        let bias = model.encoder.projection.bias
        bias.value = Tensor([2, 0, 2.5, 0, 0, 0], shape: [6], on: backend)
        let weight = model.encoder.projection.weight
        weight.value = backend.scaled(weight.value, by: 0.2, offset: 0)
    }
}
