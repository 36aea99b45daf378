import Checkpoints
import DurableFiles
import Foundation
import SequenceModels
import Tensors
import Tokenization
import Training

/// A directory of a test's own, removed when the test ends.
final class Scratch {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "isthmus-\(UUID().uuidString)"
        try Directory.create(path)
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    func entries(_ name: String = ".") -> [String] {
        (try? Directory.entries(of: file(name))) ?? []
    }

    deinit { try? Directory.remove(path) }
}

/// A training so small that hundreds of steps take a moment, with all that draws random numbers.
struct TinyTraining {
    var configuration = TinyTraining.configuration
    var sequences = TinyTraining.sequences(37, seed: 1)
    var validation = TinyTraining.sequences(9, seed: 2)
    var redraw: (([Int], Int) -> TokenBatch)?

    /// 37 sequences in batches of 8: five batches an epoch, the last of five sequences.
    static let stepsPerEpoch = 5

    static var configuration: TrainingConfiguration {
        var configuration = TrainingConfiguration()
        configuration.model.vocabularySize = 12
        configuration.model.embeddingSize = 4
        configuration.model.encoderHiddenSize = 6
        configuration.model.decoderHiddenSize = 8
        configuration.model.latentDimension = 3
        configuration.objective.schedule = .cyclical
        configuration.objective.cycles = 3
        configuration.objective.wordDropout = 0.3
        configuration.objective.inputDropout = 0.2
        configuration.objective.outputDropout = 0.1
        configuration.objective.freeBits = 0.5
        configuration.optimizer.learningRate = 0.01
        configuration.optimizer.warmupSteps = 5
        configuration.data.batchSize = 8
        configuration.training.epochs = 16
        configuration.checkpoint.everySteps = 7
        return configuration
    }

    /// Sequences of one to nine tokens.
    static func sequences(_ count: Int, seed: UInt64) -> TokenBatch {
        var generator = SeededGenerator(seed: seed)
        return TokenBatch(
            (0..<count).map { _ in
                let length = Int.random(in: 1...9, using: &generator)
                return (0..<length).map { _ in TokenID.random(in: 4..<12, using: &generator) }
            }
        )
    }

    /// A trainer with a model of its own, as after a start of the program.
    func trainer(in folder: String?) throws -> Trainer {
        let seed = UInt64(configuration.training.seed)
        let model = SequenceVAE(
            configuration.model,
            using: SeededGenerator(seed: seed, stream: RandomStream.initialization.stream(at: 0)),
            on: CPUBackend(threadCount: 1, precision: configuration.training.precision)
        )
        if let folder { try Directory.create(folder) }
        let trainer = try Trainer(
            configuration,
            model: model,
            sequences: sequences,
            validation: validation,
            folder: folder.map { ModelFolder(path: $0) }
        )
        trainer.redraw = redraw
        return trainer
    }

    /// Trains to the end, or for a number of steps.
    @discardableResult
    func run(
        in folder: String?,
        steps: Int = .max,
        onEvent: (TrainingEvent) -> Void = { _ in }
    ) throws -> TrainingOutcome {
        var taken = 0
        let stops = {
            taken += 1
            return taken >= steps
        }
        return try trainer(in: folder).run(shouldStop: stops, onEvent: onEvent)
    }
}

/// The files that two runs of one training must agree on, by name.
func lastingFiles(of folder: String) throws -> [String: [UInt8]] {
    let checkpoints = try Directory.entries(of: "\(folder)/checkpoints")
    let last = checkpoints.max { step(of: $0) < step(of: $1) }
    let names = ["model.safetensors", "metrics.jsonl", "checkpoints/\(last ?? "none")"]
    return try Dictionary(
        uniqueKeysWithValues: names.map { ($0, try FileContents.read("\(folder)/\($0)")) }
    )
}

/// The step in the name of a checkpoint.
func step(of name: String) -> Int { Int(name.filter(\.isNumber)) ?? 0 }

/// The natural logarithm.
func logarithm(_ x: Double) -> Double { Foundation.log(x) }
