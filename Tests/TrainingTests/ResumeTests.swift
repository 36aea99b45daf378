import Checkpoints
import DurableFiles
import JSONText
import Testing
import Tokenization
import Training

/// A training that was interrupted and goes on ends with the bytes of one that was not.
@Suite struct ResumeTests {
    @Test(arguments: [1, 4, 5, 7, 19, 20, 21, 38, 79])
    func interruptedAnywhereItEndsTheSame(step: Int) throws {
        let scratch = try Scratch()
        let training = TinyTraining()
        try training.run(in: scratch.file("straight"))
        let stopped = try training.run(in: scratch.file("resumed"), steps: step)
        #expect(stopped.reason == .interrupted)
        #expect(stopped.step == step)
        var started = -1
        let outcome = try training.run(in: scratch.file("resumed")) {
            if case .started(let step, of: 80) = $0 { started = step }
        }
        #expect(started == step)
        #expect(outcome.reason == .completed)
        #expect(
            try lastingFiles(of: scratch.file("resumed"))
                == lastingFiles(of: scratch.file("straight"))
        )
    }

    @Test func interruptedAtEveryThirdStepItEndsTheSame() throws {
        let scratch = try Scratch()
        var training = TinyTraining()
        training.configuration.training.maximumSteps = 33
        training.configuration.training.patience = 100
        try training.run(in: scratch.file("straight"))
        for _ in 0..<11 { try training.run(in: scratch.file("resumed"), steps: 3) }
        #expect(
            try lastingFiles(of: scratch.file("resumed"))
                == lastingFiles(of: scratch.file("straight"))
        )
        #expect(try training.run(in: scratch.file("resumed")).reason == .completed)
    }

    /// What is drawn anew in each step is drawn as it would have been.
    @Test(arguments: [4, 19]) func sequencesDrawnInEachStepAreDrawnAgain(step: Int) throws {
        let scratch = try Scratch()
        var training = TinyTraining()
        training.configuration.training.maximumSteps = 40
        training.redraw = { places, step in
            TokenBatch(places.map { [TokenID(4 + $0 % 8), TokenID(4 + step % 8)] })
        }
        try training.run(in: scratch.file("straight"))
        try training.run(in: scratch.file("resumed"), steps: step)
        try training.run(in: scratch.file("resumed"))
        let straight = try lastingFiles(of: scratch.file("straight"))
        #expect(try lastingFiles(of: scratch.file("resumed")) == straight)
        training.redraw = nil
        try training.run(in: scratch.file("plain"))
        #expect(try lastingFiles(of: scratch.file("plain")) != straight)
    }

    /// As a power cut does: what came after a checkpoint is there, torn, or lost.
    @Test func fromAnOlderCheckpointItEndsTheSame() throws {
        let scratch = try Scratch()
        var training = TinyTraining()
        training.configuration.checkpoint.keep = 100
        try training.run(in: scratch.path)
        let straight = try lastingFiles(of: scratch.path)
        for name in scratch.entries("checkpoints") where TrainingTests.step(of: name) > 28 {
            try Directory.remove(scratch.file("checkpoints/\(name)"))
        }
        try training.run(in: scratch.path)
        #expect(try lastingFiles(of: scratch.path) == straight)
    }

    @Test func anUnreadableCheckpointIsReportedAndTheOneBeforeItUsed() throws {
        let scratch = try Scratch()
        let training = TinyTraining()
        try training.run(in: scratch.file("straight"))
        try training.run(in: scratch.path, steps: 12)
        #expect(scratch.entries("checkpoints") == ["step-10.safetensors", "step-12.safetensors"])
        let newest = scratch.file("checkpoints/step-12.safetensors")
        try AtomicFile.write(Array(FileContents.read(newest).dropLast()), to: newest)
        var (reported, started): ([String], Int) = ([], -1)
        try training.run(in: scratch.path) {
            if case .unreadableCheckpoint(let path, let reason) = $0 {
                reported.append(path)
                #expect(reason.contains(path) && reason.contains("bytes"), "\(reason)")
            }
            if case .started(let step, of: _) = $0 { started = step }
        }
        #expect(reported == [newest])
        #expect(started == 10)
        #expect(
            try lastingFiles(of: scratch.path) == lastingFiles(of: scratch.file("straight"))
        )
    }

    /// A checkpoint that lacks only its last part must not leave its weights behind.
    @Test func aCheckpointIsTakenWholeOrNotAtAll() throws {
        let scratch = try Scratch()
        let training = TinyTraining()
        try training.run(in: scratch.file("straight"))
        try training.run(in: scratch.path, steps: 3)
        let name = scratch.file("checkpoints/step-3.safetensors")
        let file = try SafetensorsFile(path: name)
        let others = try file.names.filter { $0 != "optimizer_step" }.map { name in
            SafetensorsTensor(
                name,
                shape: try #require(file.entries[name]).shape,
                try file.values(name)
            )
        }
        try SafetensorsArchive(others, metadata: file.metadata).write(to: name)
        try training.run(in: scratch.path)
        #expect(
            try lastingFiles(of: scratch.path) == lastingFiles(of: scratch.file("straight"))
        )
    }

    @Test func onlyTheLastCheckpointsAreKept() throws {
        let scratch = try Scratch()
        var training = TinyTraining()
        training.configuration.checkpoint.keep = 3
        try training.run(in: scratch.path, steps: 17)
        let steps = scratch.entries("checkpoints").map(TrainingTests.step(of:)).sorted()
        #expect(steps == [14, 15, 17])
    }

    @Test func whatAKilledProcessLeftIsRemoved() throws {
        let scratch = try Scratch()
        try Directory.create(scratch.file("checkpoints"))
        let (left, foreign) = ("step-3.safetensors.tmp-1-1", "notes.tmp-of-mine")
        try AtomicFile.write("half", to: scratch.file("checkpoints/\(left)"))
        try AtomicFile.write("half", to: scratch.file("model.safetensors.tmp-1-2"))
        try AtomicFile.write("mine", to: scratch.file(foreign))
        try TinyTraining().run(in: scratch.path, steps: 2)
        #expect(scratch.entries("checkpoints") == ["step-2.safetensors"])
        #expect(scratch.entries().contains(foreign))
        #expect(!scratch.entries().contains("model.safetensors.tmp-1-2"))
    }

    @Test func theLogsRunsOnWithoutGapOrRepetition() throws {
        let scratch = try Scratch()
        let training = TinyTraining()
        try training.run(in: scratch.path, steps: 33)
        try training.run(in: scratch.path)
        let records = try MetricsLog.records(of: scratch.file("metrics.jsonl"))
        func steps(_ split: String) -> [Int] {
            records.filter { $0["split"]?.string == split }.compactMap { $0["step"]?.integer }
        }
        #expect(steps("train") == [20, 40, 60, 80])
        #expect(steps("validation") == Array(stride(from: 5, through: 80, by: 5)))
    }
}
