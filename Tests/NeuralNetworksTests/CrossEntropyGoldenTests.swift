import Autodiff
import EngineLaws
import JSONText
import Tensors
import Testing

/// The fused linear layer, softmax and log-likelihood against PyTorch's cross-entropy.
@Test(arguments: ["sum", "masked"])
func logLikelihoodAgreesWithPyTorch(_ name: String) throws {
    let golden = try GoldenFile("cross-entropy")[name]
    let backend = CPUBackend(threadCount: 1)
    let tape = Tape(on: backend)
    let inputs = ["h", "W", "b"].map { tape.variable(golden.tensor($0, on: backend)) }
    let rows = softmaxLogLikelihood(
        inputs[0],
        weight: inputs[1],
        bias: inputs[2],
        targets: golden.integers("targets").map(Int32.init)
    )
    let weights = (golden.setting("weights").array ?? []).compactMap { $0.double.map(Float.init) }
    let loss = (-1 * (rows * tape.constant(Tensor(weights, shape: [7], on: backend)))).total
    #expect(deviation((-1 * rows).value, from: golden.result("rows")) < 5e-7)
    #expect(deviation(loss.value, from: golden.result("loss")) < 5e-7)
    let gradients = tape.gradients(of: loss)
    for (input, name) in zip(inputs, ["h", "W", "b"]) {
        #expect(deviation(gradients[input], from: golden.result("gradient.\(name)")) < 1e-6)
    }
}
