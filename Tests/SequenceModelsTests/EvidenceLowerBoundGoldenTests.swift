import Autodiff
import EngineLaws
import JSONText
import NeuralNetworks
import SequenceModels
import Tensors
import Testing
import Tokenization

/// The whole model against the same computation in PyTorch: both terms and every derivative.
struct EvidenceLowerBoundGoldenTests {
    static let tolerance = 2e-6
    let backend = CPUBackend(threadCount: 1)

    /// The sequences of the file are given in two orders; the layout sorts them again.
    @Test(arguments: [[0, 1, 2], [1, 2, 0]])
    func evidenceLowerBoundAgreesWithPyTorch(_ batch: [Int]) throws {
        let golden = try GoldenFile("elbo")["elbo"]
        let model = model(golden)
        let sequences = (golden.setting("sequences").array ?? []).map { sequence in
            (sequence.array ?? []).compactMap { $0.integer.map(Int32.init) }
        }
        let tape = Tape(on: backend)
        let bound = model.evidenceLowerBound(
            of: TokenBatch(batch.map { sequences[$0] }),
            noise: Tensor(chosen(batch, golden.input("noise")), shape: [3, 2], on: backend),
            on: tape
        )
        let loss = bound.loss(beta: Float(golden.number("beta")))
        let values = [
            ("mean", bound.posterior.mean), ("logVariance", bound.posterior.logVariance),
            ("reconstruction", -1 * bound.logLikelihood), ("divergence", bound.divergence),
        ]
        for (name, value) in values {
            expect(value.value, chosen(batch, golden.result(name)), name)
        }
        expect(loss.value, golden.result("loss"), "loss")
        let gradients = tape.gradients(of: loss)
        for named in model.parameters {
            let name = "gradient.\(Self.names[named.name] ?? named.name)"
            expect(gradients[named.parameter], golden.result(name), name)
        }
    }

    private func expect(_ actual: Tensor?, _ expected: [Double], _ what: String) {
        let error = deviation(actual, from: expected)
        #expect(error < Self.tolerance, "\(what) is off by \(error)")
    }

    /// The file's name of a parameter, where it differs from ours.
    private static let names = [
        "encoder.posterior.weight": "posterior.weight",
        "encoder.posterior.bias": "posterior.bias",
        "decoder.initial_state.weight": "initialState.weight",
        "decoder.initial_state.bias": "initialState.bias",
        "decoder.output.weight": "output.weight",
        "decoder.output.bias": "output.bias",
    ]

    private func model(_ golden: GoldenCase) -> SequenceVAE {
        var configuration = SequenceVAE.Configuration()
        configuration.vocabularySize = golden.integer("vocabularySize")
        configuration.embeddingSize = golden.integer("embeddingSize")
        configuration.encoderHiddenSize = golden.integer("hiddenSize")
        configuration.decoderHiddenSize = golden.integer("hiddenSize")
        configuration.latentDimension = golden.integer("latentDimension")
        let model = SequenceVAE(configuration, using: SeededGenerator(seed: 1), on: backend)
        for named in model.parameters {
            named.parameter.value = golden.tensor(
                Self.names[named.name] ?? named.name,
                on: backend
            )
        }
        return model
    }

    /// The rows of a `[3, ...]` array in the order of the batch.
    private func chosen<Value>(_ batch: [Int], _ values: [Value]) -> [Value] {
        let width = values.count / 3
        return batch.flatMap { values[$0 * width..<($0 + 1) * width] }
    }
}
