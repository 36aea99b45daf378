import Foundation
import Testing

@Suite struct EvaluateTests {
    static let keys = [
        "records", "tokens", "tokens_per_record", "negative_elbo", "reconstruction", "kl", "nll",
        "perplexity", "mutual_information", "active_units", "latent_dimension",
        "reconstruction_exact", "data_sha256",
    ]

    @Test func theKeysAreThoseThatArePromised() throws {
        let run = try Tool.run(
            [
                "evaluate", "-m", try TinyModels.sentences.get(), "--corpus", "-", "--json",
                "--importance-samples", "4",
            ],
            input: "The cat sleeps.\nWe walk home.\n"
        )
        #expect(run.code == 0, "\(run.messages)")
        let report = try #require(run.objects.first)
        #expect(run.lines.count == 1)
        #expect(Set(Self.keys).isSubset(of: report.keys))
        #expect(report["records"] as? Int == 2)
        #expect(report["tokens"] as? Int == 10)
        // printf 'The cat sleeps.\nWe walk home.\n' | sha256sum
        #expect(
            report["data_sha256"] as? String
                == "ca18bf1d14f0204dc57e4f8bc1d6ff3a5acad3e3e1ea476a587e7dbec77c7f57"
        )
    }

    @Test func samplesOfMoleculesAreMeasuredAsMOSESDoes() throws {
        let folder = try Scratch()
        let corpus = try folder.write(
            TinyModels.smiles.map { $0 + "\n" }.joined(),
            to: "train.smi"
        )
        let run = try Tool.run([
            "evaluate", "-m", try TinyModels.molecules.get(), "--corpus", corpus, "--json",
            "--importance-samples", "1", "--samples", "30", "--train", corpus,
        ])
        let report = try #require(run.objects.first)
        for key in ["valid", "Novelty"] {
            #expect((report[key] as? Double).map { (0...1).contains($0) } == true)
        }
    }

    @Test func samplesOfTextAreMeasuredByTheirRepetitions() throws {
        let run = try Tool.run(
            [
                "evaluate", "-m", try TinyModels.sentences.get(), "--corpus", "-", "--json",
                "--importance-samples", "1", "--samples", "10",
            ],
            input: "The cat sleeps.\n"
        )
        let report = try #require(run.objects.first)
        #expect((report["self_bleu"] as? [Double])?.count == 5)
        #expect((report["distinct"] as? [Double])?.count == 5)
        #expect(report["novelty"] == nil)
    }

    @Test func recordsThatAreTooLongAreCountedOnce() throws {
        let long = String(repeating: "cat ", count: 30)
        let run = try Tool.run(
            [
                "evaluate", "-m", try TinyModels.sentences.get(), "--corpus", "-",
                "--importance-samples", "1",
            ],
            input: "The cat sleeps.\n\(long)\n\(long)\n"
        )
        #expect(run.code == 0)
        #expect(run.lines[0] == "records                        1")
        #expect(run.messages.contains("2 records of more than 20 tokens left out"))
    }
}
