import Foundation
import Testing

/// The levels of instructions that this machine has, and what a training and a model come to at
/// each, in a process that is kept to it.
private enum Level {
    /// The levels that the tool reaches when it may use no more.
    static let available = ["baseline", "avx2", "avx512"].filter { level in
        let run = try? Tool.run(["info", "--json"], environment: limit(level))
        return run?.objects.first?["instructions"] as? String == level
    }

    /// Sizes that no vector divides, so that whole vectors and their tails both take part.
    private static let settings = [
        "model.encoder_hidden_size=37", "model.decoder_hidden_size=53", "model.embedding_size=21",
        "model.decoder_layers=2", "model.latent_dimension=5",
    ]

    static func limit(_ level: String) -> [String: String] { ["ISTHMUS_MAX_CPU": level] }

    /// Trains ten steps and returns the model folder.
    static func train(_ cell: String, at level: String, in folder: Scratch) throws -> String {
        let corpus = try folder.write(
            TinyModels.texts.map { $0 + "\n" }.joined(),
            to: "corpus.txt"
        )
        let model = folder.file("\(cell)-\(level)-\(UUID().uuidString)")
        let settings = (settings + ["model.cell=\(cell)"]).flatMap { ["--set", $0] }
        let run = try Tool.run(
            [
                "train", "--corpus", corpus, "--kind", "text", "--out", model, "--max-steps", "10",
                "--batch-size", "8", "--precision", "f32", "--seed", "7",
            ] + settings,
            environment: limit(level)
        )
        try #require(run.code == 0, "\(run.messages)")
        return model
    }

    /// The weights of a model folder.
    static func weights(_ model: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: "\(model)/model.safetensors"))
    }

    /// What a command prints of every text.
    static func printed(
        _ command: [String],
        model: String,
        at level: String
    ) throws -> [[String: Any]] {
        let run = try Tool.run(
            command + ["--model", model, "--json"],
            input: TinyModels.texts.map { $0 + "\n" }.joined(),
            environment: limit(level)
        )
        try #require(run.code == 0, "\(run.messages)")
        return run.objects
    }
}

@Suite struct InstructionLevelTests {
    /// Ten steps of training keep what rounding does far below this part of a code's size.
    private static let tolerance = 1e-4

    @Test func theBaselineRunsEverywhere() {
        #expect(Level.available.first == "baseline")
    }

    @Test(arguments: ["gru", "lstm"])
    func aTrainingIsTheSameAtEveryLevelButForRounding(_ cell: String) throws {
        let folder = try Scratch()
        var codes: [[Double]] = []
        for level in Level.available {
            let model = try Level.train(cell, at: level, in: folder)
            codes.append(
                try Level.printed(["encode"], model: model, at: level).flatMap { object in
                    ["mean", "log_variance"].flatMap { object[$0] as? [Double] ?? [] }
                }
            )
        }
        #expect(codes.allSatisfy { $0.count == TinyModels.texts.count * 10 })
        for (code, level) in zip(codes, Level.available) {
            let error = zip(code, codes[0]).map { abs($0 - $1) }.max() ?? 0
            #expect(error < Self.tolerance, "\(level)")
        }
    }

    @Test(arguments: ["gru", "lstm"])
    func aTrainingIsTheSameBitForBitWithinALevel(_ cell: String) throws {
        let folder = try Scratch()
        for level in Level.available {
            let models = try (0..<2).map { _ in
                try Level.train(cell, at: level, in: folder)
            }
            #expect(try Level.weights(models[0]) == Level.weights(models[1]), "\(level)")
        }
    }

    @Test func decodingIsTheSameAtEveryLevelButForRounding() throws {
        let folder = try Scratch()
        let model = try Level.train("gru", at: "baseline", in: folder)
        for command in [["reconstruct", "--greedy"], ["reconstruct", "--beam", "3"], ["score"]] {
            let results = try Level.available.map {
                try Level.printed(command, model: model, at: $0)
            }
            for (result, level) in zip(results, Level.available) {
                expectSame(result, results[0], "\(command) at \(level)")
            }
        }
    }

    /// Texts are equal, numbers nearly so.
    private func expectSame(
        _ objects: [[String: Any]],
        _ others: [[String: Any]],
        _ comment: Comment
    ) {
        #expect(objects.count == TinyModels.texts.count && others.count == objects.count, comment)
        for (object, other) in zip(objects, others) {
            #expect(Set(object.keys) == Set(other.keys), comment)
            for (key, value) in object {
                if let number = value as? Double, let second = other[key] as? Double {
                    #expect(abs(number - second) < Self.tolerance * max(1, abs(number)), comment)
                } else {
                    #expect("\(value)" == other[key].map { "\($0)" }, comment)
                }
            }
        }
    }

    @Test func anUnknownLevelIsRefused() throws {
        let run = try Tool.run(["info"], environment: Level.limit("mmx"))
        #expect(run.code == 64)
        #expect(
            run.messages
                == "isthmus: error: ISTHMUS_MAX_CPU=mmx: it must be one of baseline, avx2, avx512\n"
        )
    }
}
