import EngineLaws
import Foundation
import Tensors
import Testing

/// The softmax's products in blocks of rows against the definition.
struct SoftmaxGradientTests {
    /// R rows of H, V words; from a single one to more than a block.
    static let sizes = [
        [1, 1, 1], [3, 5, 7], [201, 5, 11], [201, 9, 3001], [130, 3, 50_001],
    ]

    @Test(arguments: sizes, [1, 2, 3])
    func likelihoodsAndDerivatives(_ size: [Int], _ threads: Int) {
        let backend = CPUBackend(threadCount: threads)
        let example = Example(size, on: backend)
        let likelihood = backend.softmaxLogLikelihood(
            example.h,
            weight: example.weight,
            bias: example.bias,
            targets: example.targets
        )
        let twin = example.twin()
        let found = example.gradients()
        #expect(deviation(likelihood, from: twin.likelihood) < 2e-6)
        #expect(deviation(found.logLikelihood, from: twin.likelihood) < 2e-6)
        #expect(deviation(found.rows, from: twin.rows.scalars.map(Double.init)) < 5e-6)
        #expect(deviation(found.weight, from: twin.weight.scalars.map(Double.init)) < 5e-6)
        #expect(deviation(found.bias, from: twin.bias.scalars.map(Double.init)) < 5e-6)
        let again = example.gradients()
        #expect(again.weight.scalars == found.weight.scalars)
        #expect(again.bias.scalars == found.bias.scalars)
    }

    /// In bfloat16 the operands are rounded and nothing else.
    @Test(
        .enabled(if: CPUBackend.hasNativeBFloat16),
        arguments: [[64, 64, 64], [201, 65, 3001], [300, 70, 20_001]],
        [1, 2]
    )
    func bfloat16IsNear(_ size: [Int], _ threads: Int) {
        let backend = CPUBackend(threadCount: threads, precision: .bfloat16)
        let example = Example(size, on: backend)
        let exact = Example(size, on: CPUBackend(threadCount: threads)).gradients()
        let found = example.gradients()
        #expect(deviation(found.logLikelihood, from: doubles(exact.logLikelihood)) < 2e-2)
        #expect(deviation(found.rows, from: doubles(exact.rows)) < 2e-2)
        #expect(deviation(found.weight, from: doubles(exact.weight)) < 2e-2)
        #expect(deviation(found.bias, from: doubles(exact.bias)) < 2e-2)
    }

    private func doubles(_ a: Tensor) -> [Double] { a.scalars.map(Double.init) }

    private struct Example {
        let backend: CPUBackend
        let h: Tensor
        let weight: Tensor
        let bias: Tensor
        let targets: [Int32]
        let cotangent: Tensor

        init(_ size: [Int], on backend: CPUBackend) {
            var values = RandomValues()
            self.backend = backend
            h = values.tensor([size[0], size[1]], on: backend)
            weight = values.tensor([size[2], size[1]], on: backend)
            bias = values.tensor([size[2]], on: backend)
            targets = values.ids(size[0], below: Int32(size[2]))
            cotangent = values.tensor([size[0]], on: backend)
        }

        func gradients() -> SoftmaxGradients {
            backend.softmaxLogLikelihoodWithGradients(
                h,
                weight: weight,
                bias: bias,
                targets: targets,
                cotangent: cotangent
            )
        }

        /// The same with all logits and all derivatives stored.
        func twin() -> (likelihood: [Double], rows: Tensor, weight: Tensor, bias: Tensor) {
            let logits = backend.affine(h, weight: weight, bias: bias).scalars
            let vocabulary = weight.rowCount
            var derivative = (0..<h.rowCount).flatMap { row in
                Oracle.logSoftmax(
                    logits[row * vocabulary..<(row + 1) * vocabulary].map(Double.init)
                )
                .map { Float(Foundation.exp($0)) }
            }
            var likelihood: [Double] = []
            let scales = cotangent.scalars
            for row in targets.indices {
                let target = row * vocabulary + Int(targets[row])
                likelihood.append(log(Double(derivative[target])))
                for place in row * vocabulary..<(row + 1) * vocabulary {
                    derivative[place] *= -scales[row]
                }
                derivative[target] += scales[row]
            }
            let d = Tensor(derivative, shape: [h.rowCount, vocabulary], on: backend)
            return (
                likelihood,
                backend.product(d, weight, transposingLeft: false, transposingRight: false),
                backend.product(d, h, transposingLeft: true, transposingRight: false),
                backend.columnSums(d)
            )
        }
    }
}
