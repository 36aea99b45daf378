import Autodiff
import Checkpoints
import DurableFiles
import JSONText
import NeuralNetworks
import SequenceModels
import Tensors
import Testing
import Training

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A training that cannot go on says why, and loses nothing that it had.
@Suite struct FailureTests {
    /// Trains until a parameter is poisoned at a step.
    static func poisoned(
        _ training: TinyTraining,
        at step: Int,
        in folder: String
    ) throws -> TrainingError? {
        let trainer = try training.trainer(in: folder)
        var taken = 0
        return #expect(throws: TrainingError.self) {
            try trainer.run(shouldStop: {
                taken += 1
                if taken == step {
                    let parameter = trainer.model.parameters[0].parameter
                    parameter.value = trainer.model.backend.scaled(
                        parameter.value,
                        by: .nan,
                        offset: 0
                    )
                }
                return false
            })
        }
    }

    @Test func aLossThatIsNoNumberStopsTheTrainingAndSaysWhatToTry() throws {
        let scratch = try Scratch()
        let error = try Self.poisoned(TinyTraining(), at: 12, in: scratch.path)
        let last = scratch.file("checkpoints/step-10.safetensors")
        let text = try #require(error).description
        #expect(text.hasPrefix("the loss is not a number at step 12. "))
        for part in [last, "--learning-rate", "optimizer.clip_norm", "warmup_steps", "--fresh"] {
            #expect(text.contains(part), "\(part)")
        }
    }

    @Test func theWeightsOfTheLastGoodCheckpointAreTheModel() throws {
        let scratch = try Scratch()
        _ = try Self.poisoned(TinyTraining(), at: 12, in: scratch.path)
        let model = try SafetensorsFile(path: scratch.file("model.safetensors"))
        let checkpoint = try SafetensorsFile(
            path: scratch.file("checkpoints/step-10.safetensors")
        )
        for name in model.names {
            #expect(try model.floats(name) == checkpoint.floats("weight/\(name)"))
            #expect(try model.floats(name).allSatisfy(\.isFinite))
        }
    }

    /// The checkpoint of the very step that fails is what the loss was computed from.
    @Test func aPoisonedCheckpointIsNotCalledGood() throws {
        let scratch = try Scratch()
        let training = TinyTraining()
        try training.run(in: scratch.path, steps: 12)
        let newest = scratch.file("checkpoints/step-12.safetensors")
        let trainer = try training.trainer(in: nil)
        var optimizer = Adam(trainer.model.parameters.map(\.parameter))
        let state = try TrainingState(path: newest, model: trainer.model, optimizer: &optimizer)
        let parameter = trainer.model.parameters[0].parameter
        parameter.value = trainer.model.backend.scaled(parameter.value, by: .nan, offset: 0)
        try state.write(model: trainer.model, optimizer: optimizer, to: newest)
        let error = #expect(throws: TrainingError.self) { try training.run(in: scratch.path) }
        let text = try #require(error).description
        #expect(text.contains(scratch.file("checkpoints/step-10.safetensors")), "\(text)")
        #expect(!text.contains(newest))
    }

    @Test func aLearningRateThatIsFarTooHighIsFound() throws {
        var training = TinyTraining()
        training.configuration.optimizer.learningRate = 1e38
        training.configuration.optimizer.warmupSteps = 0
        let error = #expect(throws: TrainingError.self) { try training.run(in: nil) }
        #expect(error?.description.contains("no good checkpoint yet") == true)
    }

    @Test func beforeTheFirstCheckpointThereIsNoGoodOne() throws {
        let scratch = try Scratch()
        let error = try Self.poisoned(TinyTraining(), at: 2, in: scratch.path)
        #expect(error?.description.contains("There is no good checkpoint yet.") == true)
        #expect(!scratch.entries().contains("model.safetensors"))
    }

    /// The folder of checkpoints is a link to a full device, or may not be written.
    @Test func whatCannotBeWrittenIsTheSystemsErrorAndTheOldIsKept() throws {
        let scratch = try Scratch()
        let training = TinyTraining()
        try training.run(in: scratch.path, steps: 3)
        let files = try lastingFiles(of: scratch.path)
        let blocked = scratch.file("checkpoints/step-5.safetensors")
        try Directory.create(blocked + "/in the way")
        let error = #expect(throws: FileError.self) { try training.run(in: scratch.path) }
        #expect(error?.cause == .isDirectory)
        #expect(error?.path == blocked)
        try Directory.remove(blocked)
        #expect(
            try FileContents.read(scratch.file("checkpoints/step-3.safetensors"))
                == files["checkpoints/step-3.safetensors"]
        )
        try training.run(in: scratch.path)
    }

    @Test(.enabled(if: FileContents.exists("/dev/full")))
    func aFullDiskIsTheSystemsErrorAndTheCheckpointIsKept() throws {
        let scratch = try Scratch()
        let training = TinyTraining()
        try training.run(in: scratch.file("straight"))
        try training.run(in: scratch.path, steps: 3)
        let full = scratch.file("checkpoints/step-5.safetensors")
        #expect(symlink("/dev/full", full) == 0)
        let error = #expect(throws: FileError.self) { try training.run(in: scratch.path) }
        #expect(error?.cause == .noSpace)
        #expect(error?.path == full)
        #expect(error?.description.contains("free some space") == true)
        try Directory.remove(full)
        try training.run(in: scratch.path)
        #expect(
            try lastingFiles(of: scratch.path) == lastingFiles(of: scratch.file("straight"))
        )
    }

    @Test func aFolderThatIsAFileIsTheSystemsError() throws {
        let scratch = try Scratch()
        try AtomicFile.write("a file", to: scratch.file("run"))
        let folder = ModelFolder(path: scratch.file("run"))
        let model = try TinyTraining().trainer(in: nil).model
        #expect(throws: FileError.self) { try folder.write(weightsOf: model) }
        #expect(throws: FileError.self) { try folder.write(card: ModelCard()) }
        #expect(try FileContents.readText(scratch.file("run")) == "a file")
    }
}
