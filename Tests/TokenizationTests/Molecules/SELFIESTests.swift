import Foundation
import Testing
import Tokenization

@Suite struct SELFIESTests {
    /// What the Python package selfies 2.2.0 says; Documentation/Reference/selfies_golden.py wrote
    /// the file.
    static let golden: [[String]] = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Golden/selfies.tsv")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }()

    @Test func encodingGivesWhatThePackageGives() throws {
        let cases = Self.golden.filter { $0[0] == "encode" }
        #expect(cases.count == 55)
        for fields in cases {
            #expect(try SELFIES(smiles: fields[1]).text == fields[2], "\(fields[1])")
        }
    }

    @Test func decodingGivesWhatThePackageGives() {
        let cases = Self.golden.filter { $0[0] == "decode" }
        #expect(cases.count == 120)
        for fields in cases {
            let smiles = try? SELFIES(fields[1]).smiles
            #expect(smiles ?? "ERROR" == fields[2], "\(fields[1])")
        }
    }

    @Test func theSMILESOfSymbolsComesBackFromItsOwnSymbols() throws {
        for fields in Self.golden where fields[0] == "encode" {
            let encoded = try SELFIES(smiles: fields[1])
            #expect(try SELFIES(smiles: encoded.smiles).smiles == encoded.smiles)
            #expect(try SELFIES(encoded.text) == encoded)
        }
    }

    @Test func anySequenceOfSymbolsIsAMoleculeThatComesBack() throws {
        let symbols = SELFIESTests.symbols
        var generator = Congruential(state: 11)
        for length in [1, 2, 5, 20, 60] {
            for _ in 0..<400 {
                let text = (0..<length).map { _ in symbols.randomElement(using: &generator) ?? "" }
                let derived = try SELFIES(text.joined())
                if derived.smiles.isEmpty { continue }
                #expect(try SELFIES(smiles: derived.smiles).smiles == derived.smiles)
            }
        }
    }

    @Test func theSymbolsTogetherAreTheText() throws {
        let salt = try SELFIES(smiles: "[Na+].CC(=O)[O-]")
        #expect(
            salt.symbols == ["[Na+1]", ".", "[C]", "[C]", "[=Branch1]", "[C]", "[=O]", "[O-1]"]
        )
        #expect(salt.symbols.joined() == salt.text)
    }

    @Test func constraintsDecideHowManyBondsAnAtomHas() throws {
        let acid = "O=Cl(=O)(=O)O"
        #expect(throws: SELFIESError.self) { try SELFIES(smiles: acid) }
        let encoded = try SELFIES(smiles: acid, constraints: .hypervalent)
        #expect(encoded.smiles == acid)
        #expect(try SELFIES("[S][=O][=O]").smiles == "S=O")
        #expect(try SELFIES("[C][S][=Branch1][C][=O][C]").smiles == "CS(=O)C")
        let octet = try SELFIES("[C][S][=Branch1][C][=O][C]", constraints: .octetRule)
        #expect(octet.smiles == "CSC=O")
        #expect(BondConstraints(maxima: ["Zz": 1]) == nil)
        #expect(BondConstraints(maxima: ["C": -1]) == nil)
    }

    @Test func ringsInAnotherComponentAndMoreThanNinetyNineRingsComeBack() throws {
        #expect(try SELFIES(smiles: "C1CC.O1").smiles == "C1CC.O1")
        let rings = String(repeating: "[C][C][C][Ring1][Ring1]", count: 120)
        let many = try SELFIES(rings).smiles
        #expect(many.contains("%(120)"))
    }

    static let symbols = """
        [C] [=C] [#C] [N] [=N] [#N] [O] [=O] [F] [S] [=S] [Cl] [C@@H1] [N+1] [=N+1] [O-1] [Branch1] \
        [=Branch1] [#Branch1] [Branch2] [=Branch2] [Branch3] [Ring1] [=Ring1] [#Ring1] [Ring2] \
        [Ring3] [P] [=P] [13C] [NH1] [nop] [/C] [\\C] [-/Ring1] [//Ring1] [Ring1] [Ring2] [C] [C]
        """.split(separator: " ").map(String.init)
}

/// A small generator with a fixed course.
struct Congruential: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state ^ (state >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    }
}
