import Foundation
import Testing

@Suite struct MoleculeImportTests {
    let folder: Scratch

    init() throws { folder = try Scratch() }

    private static func record(_ name: String, _ atoms: String, _ more: String = "") -> String {
        """
        \(name)
          written by hand

        \(atoms)  1  0  0  0  0  0  0  0  0999 V2000
            0.0000    0.0000    0.0000 C   0  0
            1.5000    0.0000    0.0000 O   0  0
          1  2  1  0
        M  END
        \(more)$$$$

        """
    }

    @Test func aStructureFileIsImportedAndItsBadRecordIsNamed() throws {
        let text =
            Self.record("one", "  2", "> <logP>\n-0.6\n\n") + Self.record("two", "  x")
            + Self.record("three", "  2")
        let path = try folder.write(text, to: "three.sdf")
        let run = try Tool.run(["corpus", "import", path, "--json"])
        #expect(run.code == 0)
        #expect(run.objects.map { $0["text"] as? String } == ["CO", "CO"])
        #expect(run.objects.map { $0["id"] as? String } == ["one", "three"])
        #expect(run.objects[0]["properties"] as? [String: String] == ["logP": "-0.6"])
        #expect(run.messages.contains("three.sdf:16: not a molecule: "))
        #expect(run.messages.contains("2 records, 1 rejected (1 invalid-molecule)"))
    }

    @Test func aCompressedStructureFileIsReadAsTheFileItself() throws {
        let path = try folder.write(
            Self.record("one", "  2") + Self.record("two", "  x") + Self.record("three", "  2"),
            to: "three.sdf"
        )
        let plain = try Tool.run(["corpus", "import", path])
        #expect(try Tool.shell("gzip '\(path)'").code == 0)
        let run = try Tool.run(["corpus", "import", path + ".gz"])
        #expect(run.lines == plain.lines)
        #expect(run.lines == ["CO", "CO"])
        #expect(run.messages.contains("three.sdf.gz:13: not a molecule: "))
    }

    @Test func policiesCountWhatTheyLeaveOutByReason() throws {
        let text = "OCC\nCCO\nCCN.Cl\nC[Si]\nC(C\nCCS\n"
        let path = try folder.write(text, to: "x.smi")
        let options = ["--salts", "strip", "--elements", "C,N,O,S,Cl", "--distinct"]
        let run = try Tool.run(["corpus", "import", path] + options)
        #expect(run.text == "CCO\nCCN\nCCS\n")
        #expect(run.messages.contains("(1 duplicate, 1 element, 1 invalid-molecule)"))
        let mixtures = try Tool.run(["corpus", "import", path, "--salts", "reject"])
        #expect(mixtures.messages.contains("1 mixture"))
        #expect(mixtures.messages.contains("x.smi:3: the molecule has 2 components"))
    }

    @Test func augmentationIsTheSameEachTimeAndAnotherWithAnotherSeed() throws {
        let path = try folder.write("CC(=O)Oc1ccccc1C(=O)O\nCCO\n", to: "x.smi")
        let run = { (seed: String) in
            try Tool.run(["corpus", "import", path, "--augment", "4", "--augment-seed", seed]).lines
        }
        let lines = try run("1")
        #expect(lines.count > 4)
        #expect(try run("1") == lines)
        #expect(try run("2") != lines)
        let again = try Tool.run(
            ["corpus", "import", "-", "--as", "smi", "--distinct"],
            input: lines.joined(separator: "\n") + "\n"
        )
        #expect(again.text == "CC(=O)Oc1ccccc1C(=O)O\nCCO\n")
    }

    @Test func aVocabularyOfSELFIESGivesSMILESBack() throws {
        let out = folder.file("v.json")
        let trained = try Tool.run(
            ["vocab", "train", "-", "--as", "smi", "--model", "selfies", "--out", out],
            input: "CCO\nC1CC1\n"
        )
        #expect(trained.code == 0)
        let options = ["--vocab", out, "--format", "tokens"]
        let encoded = try Tool.run(["vocab", "encode"] + options, input: "C1CC1\n")
        #expect(encoded.text == "[C] [C] [C] [Ring1] [Ring1]\n")
        let decoded = try Tool.run(["vocab", "decode"] + options, input: encoded.text)
        #expect(decoded.text == "C1CC1\n")
    }

    @Test func whereNothingIsAMoleculeTheCodeSaysSo() throws {
        let path = try folder.write("ethanol\nC1CC\n", to: "names.smi")
        let rejects = folder.file("rejects.jsonl")
        let run = try Tool.run(["corpus", "import", path, "--canonical", "--rejects", rejects])
        #expect(run.code == 65)
        #expect(run.messages.contains("no record could be read; rejected: 2 invalid-molecule"))
        #expect(
            try String(contentsOfFile: rejects, encoding: .utf8).split(separator: "\n").count == 2
        )
    }
}
