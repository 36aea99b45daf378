import Foundation
import Molecules
import Testing

/// The held-out molecules that ship with the project.
private func shippedMolecules() throws -> [String] {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    let file = root.appending(path: "corpora/molecules/test.smi")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
}

private let difficultMolecules = [
    "[Na+].[O-]C(=O)c1ccccc1", "F/C=C/F", "N[C@@H](C)C(=O)O", "C[N+](C)(C)C", "[13CH4]",
    "CS(=O)(=O)Nc1ccccc1", "O=[N+]([O-])c1ccccc1", "c1ccn(=O)cc1", "c1cc[o+]cc1", "c1ccs(=O)c1",
    "C%12CCCC%12", "C1CC2CC1CC2", "C12C3C4C1C5C4C3C25", "N#Cc1ccc[nH]1", "FS(F)(F)(F)(F)F",
    "c1cc2cccc3ccc(c1)n23", "C1.C1", "C(C.C)C", "[Fe+2]", "*C", "[*:1]C", "C=1CC=1", "C1CC=1",
    "CP(=O)(O)O", "[B-](F)(F)(F)F", "[2H]C([2H])[2H]", "C/1=C/CCCCCC1", "c1ccc(-c2ccccc2)cc1",
]

/// Symbols of aliphatic molecules, for which valence is all that validity asks for.
private let aliphaticSymbols = """
    C C C N O F S P Cl Br I B [O-] [N+] [NH2+] [NH+] [C@@H] [C@H] [S+] [Si] [2H] [H] [B-] [O+] [P+]
    [Na+] * ( ( ) ) 1 2 3 4 %10 = # - / \\ . [Se]
    """.split(whereSeparator: \.isWhitespace).map(String.init)

@Suite struct SMILESPrefixTests {
    @Test func everyPrefixOfAMoleculeIsAccepted() throws {
        var generator = RepeatableGenerator(state: 5)
        let randomized = try shippedMolecules().prefix(200).map {
            try Molecule(smiles: $0).randomizedSMILES(using: &generator)
        }
        for smiles in try shippedMolecules() + randomized + difficultMolecules {
            // Reading a string asks about each of its prefixes.
            let prefix = SMILESPrefix(smiles)
            #expect(prefix?.isComplete == true, "\(smiles)")
        }
    }

    @Test(arguments: [
        ")", "C)", "(C", "C((", "C()", "C=)", "C==", "=", "1", "C(1", "C11", "C1C1", "C12CC12", ".",
        "C..", "FF(", "F=", "O#", "C(=O)(=O)=", "[CH5]", "[Xx]", "C%1", "C%01", "[C", "[]", "X",
        "c#C", "CC(C)(C)(C)C", "O1CF", "F1", "CO1", "[Cl-](", "C=1CC#1", "[C+++]", "[CH3", "C&",
    ])
    func whatCannotBeCompletedIsRefused(smiles: String) {
        #expect(SMILESPrefix(smiles) == nil)
    }

    @Test(arguments: ["", "C1CC", "C(", "C(C", "C=", "C.", "CC%12", "C1CC1=", "c1cc2"])
    func whatIsNotCompleteSaysSo(smiles: String) throws {
        let prefix = try #require(SMILESPrefix(smiles))
        #expect(!prefix.isComplete)
        #expect(SMILESPrefix(smiles + prefix.completion.joined())?.isComplete == true)
    }

    @Test func completionsCloseRingsAndBranches() {
        #expect(SMILESPrefix("C1CCC(CO")?.completion == ["1", ")"])
        #expect(SMILESPrefix("C1CC(O")?.completion == ["1", ")"])
        #expect(SMILESPrefix("C1CC(F")?.completion == [")", "1"])
        #expect(SMILESPrefix("C=1")?.completion == ["C", "C", "1"])
        #expect(SMILESPrefix("CCO")?.completion == [])
    }

    @Test func walksNeverGetStuckAndEndInMolecules() throws {
        let symbols = aliphaticSymbols.compactMap { text in
            SMILESSymbol(text).map { (text, $0) }
        }
        #expect(symbols.count == aliphaticSymbols.count)
        var generator = RepeatableGenerator(state: 6)
        for _ in 0..<300 {
            var prefix = SMILESPrefix()
            var smiles = ""
            for _ in 0..<Int.random(in: 1...30, using: &generator) {
                let allowed = symbols.filter { prefix.allows($0.1) }
                let (text, symbol) = try #require(allowed.randomElement(using: &generator))
                prefix.append(symbol)
                smiles += text
            }
            smiles += prefix.completion.joined()
            #expect(SMILESPrefix(smiles)?.isComplete == true, "\(smiles)")
            #expect(Molecule.isValid(smiles), "\(smiles)")
        }
    }

    @Test func aRefusedSymbolChangesNothing() throws {
        var prefix = try #require(SMILESPrefix("CF"))
        let before = prefix
        let bond = try #require(SMILESSymbol("="))
        #expect(!prefix.allows(bond))
        let isAppended = prefix.append(bond)
        #expect(!isAppended)
        #expect(prefix == before)
    }

    @Test func aSymbolIsExactlyOne() {
        for text in ["C", "Cl", "[nH]", "%12", "%(123)", "=", "(", ")", ".", "[13C@@H-]", "*"] {
            #expect(SMILESSymbol(text) != nil, "\(text)")
        }
        for text in ["", "CC", "C1", "[nH", "%1", "Xy", " ", "[C@@@H]", "l"] {
            #expect(SMILESSymbol(text) == nil, "\(text)")
        }
    }

    @Test func whatIsOpenIsCounted() throws {
        let prefix = try #require(SMILESPrefix("C1CC(C(N2"))
        #expect(prefix.openRingCount == 2)
        #expect(prefix.openBranchCount == 2)
        #expect(prefix.count == 9)
    }
}
