import Foundation
import Testing

/// Training repairs, chooses and rewrites texts as import does, and the model keeps it.
@Suite struct TrainPreparationTests {
    let folder: Scratch
    let corpus: String

    init() throws {
        folder = try Scratch()
        let lines = (0..<30).map { "the cat number \($0) sat on a café table" }
        let odd = [
            "t\u{4BB}e dog cafÃ© r\u{430}n away fast", lines[0], "short", "привет мир снова",
        ]
        corpus = try folder.write((lines + odd).joined(separator: "\n") + "\n", to: "corpus.txt")
    }

    private func train(_ name: String, _ more: [String]) throws -> Run {
        try Tool.run(
            [
                "train", "--corpus", corpus, "--out", folder.file(name), "--batch-size", "8",
                "--max-steps", "2", "--set", "model.encoder_hidden_size=8",
                "--set", "model.decoder_hidden_size=8", "--set", "model.embedding_size=8",
                "--set", "model.latent_dimension=4",
            ] + more
        )
    }

    private let options = [
        "--repair-confusables", "--repair-mojibake", "--min-words", "2", "--script", "Latn",
        "--unique",
    ]

    @Test func trainingPreparesTextsAsImportDoes() throws {
        let run = try train("a", options)
        #expect(run.code == 0, "\(run.messages)")
        let imported = try Tool.run(["corpus", "import", corpus] + options)
        #expect(imported.lines.count == 31)
        #expect(run.messages.contains("31 records read, 3 refused, 1 misread character repaired"))
        #expect(run.messages.contains("corpus.txt:33: the record has 1 words, fewer than 2"))
        let tokens = try folder.read("a/tokenizer.json")
        #expect(tokens.contains("\"ran\"") && !tokens.contains("r\u{430}n"))
    }

    @Test func theModelAndItsCardSayHowRecordsWerePrepared() throws {
        #expect(try train("a", options).code == 0)
        let text =
            "--repair-mojibake --repair-confusables --min-words 2 --script Latn --unique"
        let info = try Tool.run(["info", "--model", folder.file("a"), "--json"])
        #expect(info.objects.first?["run.preparation"] as? String == text)
        #expect(try folder.read("a/README.md").contains("| Preparation of records | \(text) |"))
        #expect(try folder.read("a/README.md").contains("| Text is rewritten | NFC |"))
    }

    @Test func newTextIsPreparedAsThatOfTheTraining() throws {
        #expect(try train("a", options + ["--lowercase", "--strip-accents"]).code == 0)
        func codes(_ text: String) throws -> [String] {
            let run = try Tool.run(
                ["encode", "--model", folder.file("a"), "--format", "tsv"],
                input: text + "\n"
            )
            #expect(run.code == 0)
            #expect(run.messages.contains("--repair-mojibake --repair-confusables"))
            #expect(!run.messages.contains("--unique"))
            return run.lines
        }
        #expect(try codes("t\u{4BB}e d\u{43E}g CAFÃ‰\nshort") == codes("the dog cafe\nshort"))
        #expect(try codes("the dog cafe") != codes("the dog ran"))
    }

    @Test func newMoleculesArePreparedAsThoseOfTheTraining() throws {
        let smiles = TinyModels.smiles.joined(separator: "\n") + "\n"
        let run = try Tool.run(
            [
                "train", "--corpus", try folder.write(smiles, to: "c.smi"), "--kind", "smiles",
                "--out", folder.file("m"), "--max-steps", "2", "--salts", "strip",
                "--set", "model.encoder_hidden_size=8", "--set", "model.decoder_hidden_size=8",
                "--set", "model.embedding_size=8", "--set", "model.latent_dimension=4",
            ]
        )
        #expect(run.code == 0, "\(run.messages)")
        let codes = try Tool.run(
            ["encode", "--model", folder.file("m"), "--format", "tsv"],
            input: "CCN.Cl\nNCC\nCCN\n"
        )
        #expect(Set(codes.lines.dropFirst()).count == 1)
        #expect(codes.lines.count == 4)
    }

    @Test func aFileOfSettingsAsksForTheSame() throws {
        let settings = try folder.write(
            #"{"corpus": {"unique": true, "min_words": 2}, "data": {"fold_case": true}}"#,
            to: "settings.json"
        )
        let shown = try Tool.run(["train", "--config", settings, "--print-config"])
        #expect(shown.lines.contains { $0.hasPrefix("corpus.min_words=2 ") })
        #expect(shown.lines.contains { $0.hasPrefix("corpus.unique=true ") })
        #expect(shown.lines.contains { $0.hasPrefix("data.fold_case=true ") })
        #expect(shown.lines.contains { $0.hasPrefix("corpus.salts=\"keep\" ") })
        #expect(try train("a", ["--config", settings]).code == 0)
        let other = try train("a", ["--config", settings, "--min-words", "3"])
        #expect(other.code == 64)
        #expect(other.messages.contains("corpus.min_words: 2 there, 3 now"))
    }

    @Test(arguments: [
        ("corpus.uniqe=true", "did you mean 'corpus.unique'?"),
        ("corpus.script=Klin", "--script Klin: give codes of scripts"),
        ("corpus.elements=C", "the options for molecules need --kind smiles"),
        ("data.locale=../x", "--locale ../x: give a code"),
        ("data.normalize=nfx", "it must be one of none, nfc, nfd, nfkc, nfkd"),
    ])
    func settingsThatDoNotFitAreRefused(_ setting: String, _ message: String) throws {
        let run = try train("a", ["--set", setting])
        #expect(run.code == 64, "\(run.messages)")
        #expect(run.messages.contains(message), "\(run.messages)")
    }
}
