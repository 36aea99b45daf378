import Foundation
import Testing

@Suite struct TrainCommandTests {
    let folder: Scratch
    let corpus: String

    init() throws {
        folder = try Scratch()
        let lines = (0..<60).map { "\(TinyModels.texts[$0 % TinyModels.texts.count])\n" }
        corpus = try folder.write(lines.joined(), to: "corpus.txt")
    }

    private func arguments(_ name: String, steps: Int, _ more: [String] = []) -> [String] {
        [
            "train", "--corpus", corpus, "--out", folder.file(name), "--batch-size", "8",
            "--max-steps", "\(steps)", "--set", "model.encoder_hidden_size=8",
            "--set", "model.decoder_hidden_size=8", "--set", "model.embedding_size=8",
            "--set", "model.latent_dimension=4",
        ] + more
    }

    @Test func theFolderOfTheModelIsAllThatIsPrinted() throws {
        let run = try Tool.run(arguments("a", steps: 10, ["--quiet"]))
        #expect(run.code == 0, "\(run.messages)")
        #expect(run.text == folder.file("a") + "\n")
        #expect(run.messages.isEmpty)
        let plain = try Tool.run(arguments("b", steps: 10))
        #expect(!plain.messages.isEmpty)
        #expect(!plain.messages.contains("\u{1B}") && !plain.messages.contains("\r"))
    }

    @Test func subwordsCanBeDrawnAnewInEachStep() throws {
        let byteBPE = ["--tokenizer", "byte-bpe", "--vocabulary-size", "280"]
        let sampling = ["--set", "data.subword_sampling=0.3"]
        func loss(_ name: String, _ more: [String]) throws -> String {
            let run = try Tool.run(arguments(name, steps: 20, byteBPE + more))
            #expect(run.code == 0, "\(run.messages)")
            return try folder.read(name + "/metrics.jsonl")
        }
        let drawn = try loss("a", sampling)
        #expect(try drawn == loss("b", sampling))
        #expect(try drawn != loss("c", []))
        let words = try Tool.run(arguments("d", steps: 5, sampling))
        #expect(words.code == 64)
        #expect(words.messages.contains("data.subword_sampling=0.3: the tokenizer is neither"))
    }

    @Test func jsonHasTheKeysThatArePromised() throws {
        let run = try Tool.run(arguments("a", steps: 10, ["--json"]))
        let result = try #require(run.objects.first)
        let keys = [
            "model", "epochs", "steps", "tokens", "seconds", "tokens_per_second", "validation",
        ]
        #expect(run.lines.count == 1)
        #expect(Set(keys).isSubset(of: result.keys))
        let validation = try #require(result["validation"] as? [String: Any])
        let measures = [
            "negative_elbo", "reconstruction", "kl", "perplexity", "mutual_information",
            "active_units",
        ]
        #expect(Set(measures).isSubset(of: validation.keys))
    }

    @Test(arguments: ["TERM", "INT"])
    func aSignalSavesAndEndsWith75AndTheSameCommandGoesOn(_ signal: String) throws {
        let endless = ["--epochs", "1000000"]
        let line = arguments("a", steps: 1_000_000, endless + ["--max-minutes", "2"]).map {
            "'\($0)'"
        }
        .joined(separator: " ")
        let run = try Tool.shell(
            """
            "$isthmus" \(line) & pid=$!
            until [ -s '\(folder.file("a"))/metrics.jsonl' ]; do sleep 0.05; done
            kill -\(signal) $pid; wait $pid
            """
        )
        #expect(run.code == 75)
        #expect(run.text.isEmpty)
        #expect(run.messages.contains("checkpoint written; run the same command again to go on"))
        let minutes = ["--max-minutes", "0.001"]
        let again = try Tool.run(arguments("a", steps: 1_000_000, endless + minutes))
        #expect(again.code == 0, "\(again.messages)")
    }

    @Test func anotherConfigurationOverAnExistingRunIsRefused() throws {
        #expect(try Tool.run(arguments("a", steps: 5)).code == 0)
        let more = ["--set", "objective.beta=0.25"]
        let run = try Tool.run(arguments("a", steps: 5, more))
        #expect(run.code == 64)
        #expect(run.messages.contains("objective.beta: "))
        #expect(run.messages.contains("--fresh"))
        #expect(try Tool.run(arguments("a", steps: 5, more + ["--fresh"])).code == 0)
    }

    @Test func sequencesThatAreTooLongAreCountedOnce() throws {
        let run = try Tool.run(arguments("a", steps: 5, ["--max-length", "4"]))
        #expect(run.code == 0, "\(run.messages)")
        let reports = run.messages.split(separator: "\n").filter { $0.contains("--max-length") }
        #expect(reports.count == 1)
        #expect(reports.first?.contains("of more than 4 tokens left out") == true)
    }

    @Test func stepsOfTheTokenizerThatOnlyIsthmusKnowsAreToldOf() throws {
        let run = try Tool.run(
            arguments("a", steps: 1, ["--quiet", "--set", "data.lowercase=true", "--locale", "tr"])
        )
        #expect(run.code == 0, "\(run.messages)")
        #expect(run.messages.contains("tokenizer.json: only Isthmus reads it"), "\(run.messages)")
    }

    @Test(arguments: ["word", "bpe"])
    func theVocabularyDoesNotDependOnTheThreads(_ tokenizer: String) throws {
        for threads in ["1", "2"] {
            let more = ["--tokenizer", tokenizer, "--threads", threads]
            let run = try Tool.run(arguments(threads, steps: 1, more))
            #expect(run.code == 0, "\(run.messages)")
        }
        #expect(try folder.read("1/tokenizer.json") == folder.read("2/tokenizer.json"))
    }

    @Test func everySettingIsPrintedWithItsMeaning() throws {
        let run = try Tool.run(["train", "--print-config", "--preset", "moses"])
        #expect(run.code == 0)
        #expect(run.lines.contains { $0.hasPrefix("model.latent_dimension=128 ") })
        #expect(run.lines.allSatisfy { $0.contains("  # ") || $0.contains(" # ") })
    }

    @Test(arguments: [
        ("empty.txt", "", 65, "no record could be read"),
        ("bad.smi", "C(C\nCC)(\n", 65, "RDKit refuses"),
    ])
    func aCorpusWithNothingToLearnFromIsRefused(
        _ name: String,
        _ text: String,
        _ code: Int,
        _ message: String
    ) throws {
        let path = try folder.write(text, to: name)
        let run = try Tool.run([
            "train", "--corpus", path, "--kind", "smiles", "--out", folder.file("out"),
        ])
        #expect(run.code == Int32(code))
        #expect(run.messages.contains(message), "\(run.messages)")
    }
}
