import Molecules
import Testing

@Suite struct MoleculeTests {
    @Test func spellingsOfOneMoleculeAreEqual() throws {
        let spellings = [
            "OC(=O)c1ccccc1OC(C)=O", "CC(=O)Oc1ccccc1C(=O)O", "O=C(C)OC1=CC=CC=C1C(O)=O",
        ]
        let molecules = try spellings.map { try Molecule(smiles: $0) }
        #expect(Set(molecules).count == 1)
        #expect(Set(molecules.map(\.canonicalSMILES)) == ["CC(=O)Oc1ccccc1C(=O)O"])
    }

    @Test(arguments: ["", "C(", "C1CC", "c1cccc1", "CC(C)(C)(C)C", "Xy", "é", "C\u{0}C", "[", "C%"])
    func whatIsNotAMoleculeIsRefused(smiles: String) {
        #expect(!Molecule.isValid(smiles))
        #expect(Molecule(validating: smiles) == nil)
        #expect(throws: MoleculeError.self) { try Molecule(smiles: smiles) }
    }

    @Test(arguments: [
        "C", "[Na+].[Cl-]", "C/C=C\\C", "N[C@@H](C)C(=O)O", "[13CH4]", "*", "C%12CC%12",
    ])
    func whatIsAMoleculeIsAccepted(smiles: String) throws {
        #expect(Molecule.isValid(smiles))
        let canonical = try Molecule(smiles: smiles).canonicalSMILES
        #expect(try Molecule(smiles: canonical).canonicalSMILES == canonical)
    }
}
