import Autodiff
import EngineLaws
import NeuralNetworks
import SequenceModels
import Tensors
import Testing
import Tokenization

/// A few steps of training: they repeat bit for bit, allocate nothing, and learn.
struct TrainingStepLawTests {
    /// A model, its optimiser and its streams of noise.
    private struct Run {
        let model: SequenceVAE
        let backend: CPUBackend
        var adam: Adam
        var noise = SeededGenerator(seed: 11, stream: 1)
        var batch: TokenBatch

        init(_ kind: Models.Kind, threads: Int, batchSize: Int = 9) {
            backend = CPUBackend(threadCount: threads)
            model = Models.model(kind, on: backend)
            adam = Adam(model.parameters.map(\.parameter))
            batch = Self.batch(batchSize)
        }

        static func batch(_ size: Int) -> TokenBatch { TokenBatch((0..<size).map(sequence)) }

        private static func sequence(_ row: Int) -> [TokenID] {
            let length = row * 5 % 8
            return (0..<length).map { TokenID(4 + (row + $0) % 7) }
        }

        mutating func step() -> Float {
            let tape = Tape(on: backend)
            let dropout = Dropout(
                inputRate: 0.1,
                outputRate: 0.1,
                inputGenerator: SeededGenerator(seed: 11, stream: 2, position: noise.position),
                outputGenerator: SeededGenerator(seed: 11, stream: 3, position: noise.position)
            )
            let bound = model.evidenceLowerBound(
                of: batch,
                noise: noise.normal([batch.count, 3], on: backend),
                dropout: dropout,
                on: tape
            )
            let loss = bound.loss(beta: 0.1)
            let gradients = tape.gradients(of: loss)
            let norm = gradients.norm(of: model.parameters.map(\.parameter))
            adam.step(
                gradients,
                learningRate: 0.01,
                scale: gradientScale(norm: norm, clippingNormTo: 5)
            )
            return loss.value.scalar
        }

        var weights: [[Float]] { model.parameters.map(\.parameter.value.scalars) }
    }

    @Test(arguments: Models.Kind.allCases, [1, 2])
    func sameSeedGivesTheSameBits(_ kind: Models.Kind, _ threads: Int) {
        var (first, second) = (Run(kind, threads: threads), Run(kind, threads: threads))
        for _ in 0..<5 {
            let losses = (first.step(), second.step())
            #expect(losses.0 == losses.1)
        }
        #expect(first.weights == second.weights)
    }

    @Test(arguments: Models.Kind.allCases)
    func threadsAgreeToRounding(_ kind: Models.Kind) {
        var (one, two) = (Run(kind, threads: 1), Run(kind, threads: 2))
        for _ in 0..<3 {
            let difference = abs(one.step() - two.step())
            #expect(difference < 1e-4)
        }
    }

    /// Every buffer of a step is one that an earlier step gave back.
    @Test(arguments: Models.Kind.allCases)
    func steadyStateAllocatesNothing(_ kind: Models.Kind) {
        var run = Run(kind, threads: 2, batchSize: 33)
        for _ in 0..<3 { _ = run.step() }
        let pool = run.backend.storagePool
        let (count, bytes) = (pool.allocationCount, pool.allocatedByteCount)
        for _ in 0..<20 { _ = run.step() }
        #expect(pool.allocationCount == count)
        #expect(pool.allocatedByteCount == bytes)
    }

    /// However long a training is, and however its batches vary, it needs no more memory.
    @Test func tenThousandStepsAllocateNothing() {
        var run = Run(.gru, threads: 1)
        let batches = [12, 3, 1, 7].map(Run.batch)
        func take(_ steps: Range<Int>) {
            for step in steps {
                run.batch = batches[step % batches.count]
                _ = run.step()
            }
        }
        take(0..<50)
        let pool = run.backend.storagePool
        let (count, bytes) = (pool.allocationCount, pool.allocatedByteCount)
        take(50..<10_000)
        #expect(pool.allocationCount == count)
        #expect(pool.allocatedByteCount == bytes)
    }

    @Test(arguments: Models.Kind.allCases)
    func trainingLowersTheLoss(_ kind: Models.Kind) {
        var run = Run(kind, threads: 1)
        let first = run.step()
        for _ in 0..<60 { _ = run.step() }
        let last = run.step()
        #expect(last < 0.8 * first)
    }

    /// A weight that is not a number shows in the loss, wherever it is.
    @Test(arguments: [Models.Kind.gru, .lstm])
    func badWeightShowsInTheLoss(_ kind: Models.Kind) {
        let names = Models.model(kind, on: CPUBackend(threadCount: 1)).parameters.map(\.name)
        for (index, name) in names.enumerated() where name != "embedding.weight" {
            var run = Run(kind, threads: 1)
            var value = run.model.parameters[index].parameter.value
            value.replaceElements { _ in .nan }
            run.model.parameters[index].parameter.value = value
            let loss = run.step()
            #expect(loss.isNaN, "\(name)")
        }
    }
}
