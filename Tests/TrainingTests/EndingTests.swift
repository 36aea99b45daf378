import Autodiff
import Checkpoints
import DurableFiles
import JSONText
import NeuralNetworks
import SequenceModels
import Tensors
import Testing
import Tokenization
import Training

/// How a training ends, and that it stays ended.
@Suite struct EndingTests {
    /// A training that gets worse soon: it learns forty sequences by heart.
    static var overfitting: TinyTraining {
        var training = TinyTraining()
        training.configuration.training.epochs = 60
        training.configuration.training.patience = 3
        training.configuration.optimizer.learningRate = 0.05
        training.configuration.objective.schedule = .constant
        return training
    }

    @Test func aFinishedTrainingIsNotTouchedAgain() throws {
        let scratch = try Scratch()
        let training = TinyTraining()
        let first = try training.run(in: scratch.path)
        let (files, names) = (try lastingFiles(of: scratch.path), scratch.entries())
        let again = try training.run(in: scratch.path)
        #expect(again.reason == .completed)
        #expect(again.step == 80 && again.tokens == 0)
        #expect(again.validation == first.validation)
        #expect(try lastingFiles(of: scratch.path) == files)
        #expect(scratch.entries() == names)
    }

    @Test func withoutGainItStopsEarlyAndKeepsTheBestWeights() throws {
        let scratch = try Scratch()
        var measured: [ValidationResult] = []
        let outcome = try Self.overfitting.run(in: scratch.path) {
            if case .validated(let result) = $0 { measured.append(result) }
        }
        #expect(outcome.reason == .stoppedEarly)
        #expect(outcome.step < 300)
        let best = try #require(measured.min { $0.negativeELBO < $1.negativeELBO })
        #expect(outcome.validation == best)
        #expect(measured.count == best.epoch + 3)
        let kept = try Self.bound(ofWeightsIn: scratch.file("model.safetensors"))
        #expect(kept == best.negativeELBO)
    }

    @Test func anEarlyStopIsFinal() throws {
        let scratch = try Scratch()
        let first = try Self.overfitting.run(in: scratch.path)
        let (files, names) = (try lastingFiles(of: scratch.path), scratch.entries())
        let again = try Self.overfitting.run(in: scratch.path)
        #expect(again.reason == .stoppedEarly)
        #expect(again.step == first.step)
        #expect(again.validation == first.validation)
        #expect(try lastingFiles(of: scratch.path) == files)
        #expect(scratch.entries() == names)
    }

    @Test(arguments: [1, 6, 13, 22])
    func patienceOutlivesAnInterruption(step: Int) throws {
        let scratch = try Scratch()
        let straight = try Self.overfitting.run(in: scratch.file("straight"))
        try Self.overfitting.run(in: scratch.file("resumed"), steps: step)
        let resumed = try Self.overfitting.run(in: scratch.file("resumed"))
        #expect(resumed.step == straight.step)
        #expect(resumed.validation == straight.validation)
        #expect(
            try lastingFiles(of: scratch.file("resumed"))
                == lastingFiles(of: scratch.file("straight"))
        )
    }

    @Test func theLimitOfStepsMayFallInsideAnEpoch() throws {
        let scratch = try Scratch()
        var training = TinyTraining()
        training.configuration.training.maximumSteps = 13
        var measured: [Int] = []
        let outcome = try training.run(in: scratch.path) {
            if case .validated(let result) = $0 { measured.append(result.step) }
        }
        #expect(outcome.step == 13 && outcome.epochs == 3)
        #expect(measured == [5, 10, 13])
        training.configuration.training.maximumSteps = 1000
        #expect(try training.trainer(in: nil).totalSteps == 80)
    }

    @Test func theFolderHoldsTheWeightsOfTheEnd() throws {
        let scratch = try Scratch()
        let outcome = try TinyTraining().run(in: scratch.path)
        let bound = try Self.bound(ofWeightsIn: scratch.file("model.safetensors"))
        #expect(bound == outcome.validation?.negativeELBO)
    }

    @Test func anEndAskedForAtTheLastStepIsCompletion() throws {
        #expect(try TinyTraining().run(in: nil, steps: 80).reason == .completed)
        #expect(try TinyTraining().trainer(in: nil).run(seconds: 0).reason == .outOfTime)
    }

    @Test func nothingToLearnFromIsAnError() {
        var training = TinyTraining()
        training.sequences = TokenBatch([])
        let error = #expect(throws: TrainingError.self) { try training.run(in: nil) }
        #expect(error?.description == "the corpus has no sequence to train on")
    }

    @Test func withoutHeldOutSequencesNothingIsMeasured() throws {
        let scratch = try Scratch()
        var training = TinyTraining()
        training.validation = TokenBatch([])
        training.configuration.training.patience = 2
        let outcome = try training.run(in: scratch.path)
        #expect(outcome.reason == .completed)
        #expect(outcome.validation == nil)
        #expect(scratch.entries().contains("model.safetensors"))
    }

    /// The negative bound of the held-out sequences by the weights of a file.
    static func bound(ofWeightsIn path: String) throws -> Double {
        let trainer = try TinyTraining().trainer(in: nil)
        let file = try SafetensorsFile(path: path)
        for named in trainer.model.parameters {
            let shape = named.parameter.value.shape
            named.parameter.value = Tensor(
                try file.floats(named.name, shape: shape),
                shape: shape,
                on: trainer.model.backend
            )
        }
        return trainer.measuredOnHeldOut().negativeELBO
    }
}
