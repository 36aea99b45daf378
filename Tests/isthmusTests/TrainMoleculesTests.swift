import Foundation
import Testing

@Suite struct TrainMoleculesTests {
    let folder: Scratch
    let corpus: String

    init() throws {
        folder = try Scratch()
        let more = ["OCC", "CCN.Cl", "C[Si](C)C", "C(C", "CC(=O)[O-].[Na+]"]
        let lines = (TinyModels.smiles + more).map { "\($0)\n" }
        corpus = try folder.write(lines.joined(), to: "corpus.smi")
    }

    private func train(_ name: String, _ more: [String]) throws -> Run {
        try Tool.run(
            [
                "train", "--corpus", corpus, "--kind", "smiles", "--out", folder.file(name),
                "--batch-size", "8", "--max-steps", "2", "--validation-fraction", "0.2",
                "--set", "model.encoder_hidden_size=8", "--set", "model.decoder_hidden_size=8",
                "--set", "model.embedding_size=8", "--set", "model.latent_dimension=4",
            ] + more
        )
    }

    /// The facts of a run that its model folder keeps.
    private func facts(_ name: String) throws -> [String: Any] {
        let data = Data(try folder.read("\(name)/config.json").utf8)
        let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        return try #require(object?["run"] as? [String: Any])
    }

    @Test func trainingPreparesMoleculesAsImportDoes() throws {
        let policy = ["--salts", "strip", "--neutralize", "--elements", "C,N,O", "--distinct"]
        let run = try train("a", policy)
        #expect(run.code == 0, "\(run.messages)")
        let imported = try Tool.run(["corpus", "import", corpus] + policy)
        let canonical = TinyModels.smiles.map { $0 == "CC(=O)N" ? "CC(N)=O" : $0 }
        #expect(imported.lines == canonical)
        #expect(run.messages.contains("\(imported.lines.count) records read, 5 refused"))
        #expect(run.messages.contains("corpus.smi:23: the molecule has Si"))
        let text = "--salts strip --neutralize --elements C,N,O --distinct"
        #expect(try facts("a")["molecules"] as? String == text)
    }

    @Test func spellingsOfAMoleculeStayOnOneSide() throws {
        let options = ["--distinct", "--salts", "reject", "--augment", "4"]
        let run = try train("a", options)
        #expect(run.code == 0, "\(run.messages)")
        let facts = try facts("a")
        // 21 molecules are left, of which a fifth is held out, each in one spelling.
        #expect(facts["validation_records"] as? Int == 4)
        let training = try #require(facts["records"] as? Int)
        #expect((18...68).contains(training))
        _ = try train("b", options)
        #expect(try self.facts("b")["fingerprint"] as? String == facts["fingerprint"] as? String)
        _ = try train("c", options + ["--augment-seed", "1"])
        #expect(try self.facts("c")["fingerprint"] as? String != facts["fingerprint"] as? String)
    }

    @Test func theSameTrainingWithAnotherPolicyIsRefused() throws {
        #expect(try train("a", ["--canonical"]).code == 0)
        #expect(try train("a", ["--canonical"]).code == 0)
        let run = try train("a", ["--canonical", "--augment", "2"])
        #expect(run.code == 64)
        #expect(run.messages.contains("the corpus or how it is divided"))
    }

    @Test func textHasNoPoliciesForMolecules() throws {
        let run = try Tool.run([
            "train", "--corpus", corpus, "--out", folder.file("a"), "--canonical",
        ])
        #expect(run.code == 64)
        #expect(run.messages.contains("--kind smiles"))
    }
}
