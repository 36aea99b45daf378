import Molecules
import Testing

/// SplitMix64, so that a test is the same every time.
struct RepeatableGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

@Suite struct RandomizationTests {
    static let penicillin = "CC1(C)S[C@@H]2[C@H](NC(=O)Cc3ccccc3)C(=O)N2[C@H]1C(O)=O"

    @Test(arguments: [penicillin, "C/C=C\\C=C/C", "[Na+].[O-]C(=O)c1ccccc1", "F[C@](Cl)(Br)I"])
    func everySpellingIsTheSameMolecule(smiles: String) throws {
        let molecule = try Molecule(smiles: smiles)
        var generator = RepeatableGenerator(state: 1)
        for _ in 0..<50 {
            let spelling = molecule.randomizedSMILES(using: &generator)
            #expect(try Molecule(smiles: spelling) == molecule, "\(spelling)")
        }
    }

    @Test func spellingsDiffer() throws {
        let molecule = try Molecule(smiles: Self.penicillin)
        var generator = RepeatableGenerator(state: 2)
        let spellings = (0..<50).map { _ in molecule.randomizedSMILES(using: &generator) }
        #expect(Set(spellings).count > 40)
    }

    @Test func theGeneratorIsTheOnlySourceOfRandomness() throws {
        let molecule = try Molecule(smiles: Self.penicillin)
        var first = RepeatableGenerator(state: 3)
        var second = RepeatableGenerator(state: 3)
        for _ in 0..<10 {
            let spelling = molecule.randomizedSMILES(using: &first)
            #expect(spelling == molecule.randomizedSMILES(using: &second))
        }
    }
}
