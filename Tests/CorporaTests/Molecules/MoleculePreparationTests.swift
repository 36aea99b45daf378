import Corpora
import Testing

@Suite struct MoleculePreparationTests {
    /// The texts that come out, and the reasons of what does not.
    private static func run(
        _ smiles: [String],
        _ change: (inout MoleculePreparation) -> Void = { _ in }
    ) -> [String] {
        var preparation = MoleculePreparation()
        change(&preparation)
        return smiles.enumerated().flatMap { index, text in
            preparation.items(for: Record(text: text, source: "x.smi", line: index + 1)).map {
                switch $0 {
                case .record(let record): record.text
                case .reject(let reject): reject.reason.rawValue
                }
            }
        }
    }

    @Test func moleculesAreWrittenInCanonicalForm() {
        #expect(
            Self.run(["OCC", "C1=CC=CC=C1", "C(C"]) == ["CCO", "c1ccccc1", "invalid-molecule"]
        )
    }

    @Test(arguments: [
        (MoleculePreparation.Salts.keep, ["CCCCN.Cl", "CCO"]),
        (.strip, ["CCCCN", "CCO"]), (.largest, ["CCCCN", "CCO"]), (.reject, ["mixture", "CCO"]),
    ])
    func saltsAreDealtWithByChoice(_ salts: MoleculePreparation.Salts, _ expected: [String]) {
        #expect(Self.run(["Cl.NCCCC", "CCO"]) { $0.salts = salts } == expected)
    }

    @Test func elementsThatAreNotAllowedAreRejected() {
        let result = Self.run(["CCO", "CCBr", "C[Si](C)C"]) { $0.elements = ["C", "O"] }
        #expect(result == ["CCO", "element", "element"])
    }

    @Test func aMoleculeWrittenInAnotherWayIsADuplicate() {
        let result = Self.run(["CCO", "OCC", "C(O)C", "CCN"]) { $0.removesDuplicates = true }
        #expect(result == ["CCO", "duplicate", "duplicate", "CCN"])
    }

    @Test func aSaltAndItsAcidAreDuplicatesOnceStrippedAndNeutralized() {
        let result = Self.run(["CCC(=O)[O-].[Na+]", "CCC(=O)O"]) {
            $0.salts = .largest
            $0.neutralizes = true
            $0.removesDuplicates = true
        }
        #expect(result == ["CCC(=O)O", "duplicate"])
    }

    @Test func randomSpellingsDependOnTheMoleculeAndTheSeedAlone() {
        let aspirin = "CC(=O)Oc1ccccc1C(=O)O"
        func spell(_ smiles: [String], _ seed: UInt64) -> [String] {
            Self.run(smiles) { ($0.spellingCount, $0.seed) = (5, seed) }
        }
        let first = spell([aspirin], 1)
        #expect((2...5).contains(first.count))
        #expect(Set(first).count == first.count)
        #expect(Array(spell(["CCO", aspirin], 1).suffix(first.count)) == first)
        #expect(spell(["O=C(C)Oc1ccccc1C(O)=O"], 1) == first)
        #expect(spell([aspirin], 2) != first)
        #expect(Set(Self.run(first)) == [aspirin])
        #expect(spell(["C"], 1) == ["C"])
    }
}
