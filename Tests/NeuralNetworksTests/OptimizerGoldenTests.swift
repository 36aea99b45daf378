import Autodiff
import EngineLaws
import NeuralNetworks
import Tensors
import Testing

/// Adam, AdamW and gradient clipping against PyTorch's.
struct OptimizerGoldenTests {
    let backend = CPUBackend(threadCount: 1)

    @Test(arguments: ["adam", "adamw"])
    func fiveStepsAgreeWithPyTorch(_ name: String) throws {
        let golden = try GoldenFile("optimizers")[name]
        let parameter = Parameter(golden.tensor("parameter", on: backend))
        var adam = Adam([parameter], configuration: configuration(golden))
        for step in 1...5 {
            let gradients = gradients([(parameter, golden.tensor("gradient.\(step)", on: backend))])
            adam.step(gradients, learningRate: Float(golden.number("learningRate")))
            #expect(
                deviation(parameter.value, from: golden.result("parameter.\(step)")) < 3e-7,
                "step \(step)"
            )
        }
        #expect(deviation(adam.firstMoments[0], from: golden.result("firstMoment.5")) < 1e-7)
        #expect(deviation(adam.secondMoments[0], from: golden.result("secondMoment.5")) < 1e-7)
    }

    @Test(arguments: ["clip-active", "clip-inactive"])
    func clippingAgreesWithPyTorch(_ name: String) throws {
        let golden = try GoldenFile("optimizers")[name]
        let parameters = ["a", "b"].map { name in
            let gradient = golden.tensor("gradient.\(name)", on: backend)
            return (Parameter(Tensor(zeros: gradient.shape, on: backend)), gradient)
        }
        let gradients = gradients(parameters)
        let norm = gradients.norm(of: parameters.map(\.0))
        #expect(abs(norm - golden.result("norm")[0]) < 1e-6)
        let scale = gradientScale(norm: norm, clippingNormTo: golden.number("maximumNorm"))
        for (name, (parameter, _)) in zip(["a", "b"], parameters) {
            let clipped = gradients[parameter].map { backend.scaled($0, by: scale, offset: 0) }
            #expect(deviation(clipped, from: golden.result("clipped.\(name)")) < 2e-7)
        }
    }

    private func configuration(_ golden: GoldenCase) -> Adam.Configuration {
        var configuration = Adam.Configuration()
        configuration.beta1 = Float(golden.number("beta1"))
        configuration.beta2 = Float(golden.number("beta2"))
        configuration.epsilon = Float(golden.number("epsilon"))
        configuration.weightDecay = Float(golden.number("weightDecay"))
        return configuration
    }

    /// Gradients of given values: those of the sum of the products with the parameters.
    private func gradients(_ wanted: [(Parameter, Tensor)]) -> Gradients {
        let tape = Tape(on: backend)
        let terms = wanted.map { (tape($0) * tape.constant($1)).total }
        return tape.gradients(of: terms.dropFirst().reduce(terms[0], +))
    }
}
