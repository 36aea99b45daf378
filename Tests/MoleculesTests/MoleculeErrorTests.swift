import Molecules
import Testing

@Suite struct MoleculeErrorTests {
    private func refusal(of smiles: String) -> MoleculeError? {
        do {
            _ = try Molecule(smiles: smiles)
            return nil
        } catch {
            return error
        }
    }

    @Test func aValenceTooHighIsPointedAt() throws {
        let error = try #require(refusal(of: "CCBr.CC(C)(C)(C)C"))
        #expect(error.column == 7)
        #expect(
            error.description == """
                not a molecule: Explicit valence for atom # 4 C, 5, is greater than permitted \
                (column 7)
                    CCBr.CC(C)(C)(C)C
                          ^
                """
        )
    }

    @Test func aLongStringIsExcerpted() throws {
        let chain = String(repeating: "C", count: 200)
        let error = try #require(refusal(of: chain + "F(F)" + chain))
        #expect(error.column == 201)
        let lines = error.description.split(separator: "\n").map(Array.init)
        #expect(lines[1].count <= 84)
        let caret = try #require(lines[2].firstIndex(of: "^"))
        #expect(lines[1][caret] == "F")
    }

    @Test func moreAtomsThanCanBeNumberedInTimeAreRefused() throws {
        let error = try #require(refusal(of: String(repeating: "C(", count: 2001)))
        let advice = "; larger ones would take minutes, so leave it out"
        #expect(error.reason == "it has more than 2000 atoms" + advice)
        let long = try #require(refusal(of: "C" + String(repeating: "-", count: 1 << 16)))
        #expect(long.reason == "it is longer than 65536 bytes" + advice)
        #expect(!Molecule.isValid(String(repeating: "C", count: 2001)))
        let named = "CCO " + String(repeating: "C", count: 3000)
        #expect(Molecule.isValid(named))
    }

    @Test func whatCouldDisturbATerminalIsNotShown() throws {
        let error = try #require(refusal(of: "CC\u{1B}[2J\u{0}"))
        #expect(!error.description.unicodeScalars.contains("\u{1B}"))
        #expect(!error.description.unicodeScalars.contains("\u{0}"))
    }

    @Test(arguments: [
        ("C1CC", 2), ("CC(", 3), ("CC)C", 3), ("CC==C", 4), ("CC[Xy]C", 3), ("CCl.Xy", 5),
        ("C11", 3),
        ("CC=", 3), ("c1ccccc1c", 9), ("C(C(C", 4),
    ])
    func theFaultIsPointedAt(smiles: String, column: Int) throws {
        #expect(try #require(refusal(of: smiles)).column == column)
    }

    @Test func anEmptyStringIsNamedAsSuch() throws {
        #expect(try #require(refusal(of: "")).reason == "the string is empty")
    }
}
