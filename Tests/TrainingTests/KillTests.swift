import DurableFiles
import Foundation
import Tensors
import Testing

/// `isthmus train`, killed without warning and run again, ends with the bytes of a run that was
/// left alone.
@Suite struct KillTests {
    /// Short sentences of a grammar of five subjects, four verbs and five objects.
    static func writeCorpus(to path: String) throws {
        let (subjects, verbs) = (
            ["I", "you", "we", "they", "all"], ["see", "like", "find", "draw"]
        )
        let objects = ["it", "a tree", "the sea", "an old boat", "two red birds"]
        let sentences = subjects.flatMap { subject in
            verbs.flatMap { verb in objects.map { "\(subject) \(verb) \($0) ." } }
        }
        try AtomicFile.write(sentences.joined(separator: "\n") + "\n", to: path)
    }

    static func arguments(corpus: String, out: String) -> [String] {
        let settings = [
            "model.embedding_size=6", "model.encoder_hidden_size=8", "model.decoder_hidden_size=12",
            "model.latent_dimension=4", "objective.schedule=cyclical", "objective.word_dropout=0.2",
            "objective.input_dropout=0.1", "objective.output_dropout=0.1", "training.patience=1000",
            "checkpoint.every_steps=9", "data.validation_fraction=0.2",
        ]
        return [
            "train", "--corpus", corpus, "--out", out, "--tokenizer", "whitespace", "--epochs",
            "1000", "--max-steps", "600", "--batch-size", "8", "--learning-rate", "0.01",
            "--threads", "1", "--quiet",
        ] + settings.flatMap { ["--set", $0] }
    }

    static func start(_ arguments: [String], messages: String) throws -> Process {
        let process = Process()
        process.executableURL = isthmus
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try AtomicFile.write("", to: messages)
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: messages))
        try process.run()
        return process
    }

    /// The length of a file, 0 when there is none.
    static func length(of path: String) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.size] as? Int ?? 0
    }

    static func text(of path: String) -> String { (try? FileContents.readText(path)) ?? "" }

    /// Waits until the log has grown by so many bytes, then kills; true if the process had ended.
    static func kill(_ process: Process, afterLogging count: Int, in log: String) -> Bool {
        let start = length(of: log)
        while process.isRunning, (0..<count).contains(length(of: log) - start) {
            usleep(500)
        }
        if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        return process.terminationReason == .exit
    }

    @Test func aTrainingKilledAgainAndAgainEndsTheSame() throws {
        let scratch = try Scratch()
        let (corpus, messages) = (scratch.file("corpus.txt"), scratch.file("messages"))
        try Self.writeCorpus(to: corpus)
        let (straight, killed) = (scratch.file("straight"), scratch.file("killed"))
        let whole = try Self.start(
            Self.arguments(corpus: corpus, out: straight),
            messages: messages
        )
        whole.waitUntilExit()
        try #require(whole.terminationStatus == 0, "\(Self.text(of: messages))")

        var generator = SeededGenerator(seed: 5)
        var kills = 0
        for _ in 0..<8 {
            let process = try Self.start(
                Self.arguments(corpus: corpus, out: killed),
                messages: messages
            )
            let count = Int.random(in: 1...4000, using: &generator)
            if Self.kill(process, afterLogging: count, in: "\(killed)/metrics.jsonl") { break }
            kills += 1
        }
        let last = try Self.start(Self.arguments(corpus: corpus, out: killed), messages: messages)
        last.waitUntilExit()
        try #require(last.terminationStatus == 0, "\(Self.text(of: messages))")
        #expect(kills > 2)
        try Self.expectSameFiles(straight, killed)
    }

    static func expectSameFiles(_ straight: String, _ killed: String) throws {
        var wanted = try lastingFiles(of: straight)
        var found = try lastingFiles(of: killed)
        for name in ["config.json", "tokenizer.json"] {
            wanted[name] = try FileContents.read("\(straight)/\(name)")
            found[name] = try FileContents.read("\(killed)/\(name)")
        }
        #expect(Set(wanted.keys) == Set(found.keys))
        for (name, bytes) in wanted { #expect(found[name] == bytes, "\(name)") }
        let names =
            try Directory.entries(of: killed) + Directory.entries(of: "\(killed)/checkpoints")
        #expect(!names.contains { $0.contains(".tmp-") })
    }

    /// The program, which is built beside the tests.
    static let isthmus: URL = {
        let names = CommandLine.arguments + ["/proc/self/exe"]
        let folders = names.flatMap { name in
            let url = URL(fileURLWithPath: name).resolvingSymlinksInPath()
            return sequence(first: url) { $0.path == "/" ? nil : $0.deletingLastPathComponent() }
                .dropFirst()
        }
        let found = folders.map { $0.appendingPathComponent("isthmus") }.first { url in
            let values = try? url.resourceValues(forKeys: [.isRegularFileKey])
            return values?.isRegularFile == true
                && FileManager.default.isExecutableFile(atPath: url.path)
        }
        return found ?? URL(fileURLWithPath: ".build/debug/isthmus")
    }()
}
