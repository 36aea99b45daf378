import Foundation
import Testing

@Suite struct TrainLockTests {
    let folder: Scratch
    let arguments: [String]

    init() throws {
        folder = try Scratch()
        let lines = (0..<60).map { "\(TinyModels.texts[$0 % TinyModels.texts.count])\n" }
        arguments = [
            "train", "--corpus", try folder.write(lines.joined(), to: "corpus.txt"), "--out",
            folder.file("model"), "--batch-size", "8", "--epochs", "1000000",
            "--set", "model.encoder_hidden_size=8", "--set", "model.decoder_hidden_size=8",
            "--set", "model.embedding_size=8", "--set", "model.latent_dimension=4", "--quiet",
        ]
    }

    /// A training that has no end, and what a line of the shell does while it runs as `$pid`.
    private func run(during line: String) throws -> Run {
        let words = arguments.map { "'\($0)'" }.joined(separator: " ")
        return try Tool.shell(
            """
            "$isthmus" \(words) --max-minutes 2 & pid=$!
            until [ -s '\(folder.file("model"))/metrics.jsonl' ]; do sleep 0.05; done
            echo $pid
            \(line.replacing("AGAIN", with: "\"$isthmus\" \(words) --max-steps 1"))
            """
        )
    }

    @Test(arguments: ["", " --fresh"])
    func twoTrainingsDoNotShareAFolder(_ option: String) throws {
        let run = try run(during: "AGAIN\(option); echo $?; kill $pid; wait $pid; echo $?")
        let pid = try #require(run.lines.first)
        #expect(run.lines.dropFirst() == ["1", "75"], "\(run.messages)")
        #expect(run.messages.contains("process \(pid) on "), "\(run.messages)")
        #expect(run.messages.contains("is training in \(folder.file("model"))"))
    }

    @Test func whatAKilledTrainingLeftKeepsNobodyOut() throws {
        let run = try run(
            during: "kill -9 $pid; wait $pid; ls '\(folder.file("model"))/training.lock'; "
                + "AGAIN --fresh; echo $?"
        )
        #expect(run.lines.count == 4 && run.lines.last == "0", "\(run.messages)")
        #expect(!FileManager.default.fileExists(atPath: folder.file("model/training.lock")))
    }

    @Test func aTrainingThatCannotStartLeavesNoFolder() throws {
        let empty = try folder.write("", to: "empty.txt")
        let run = try Tool.run(["train", "--corpus", empty, "--out", folder.file("none")])
        #expect(run.code == 65)
        #expect(!FileManager.default.fileExists(atPath: folder.file("none")))
    }
}
