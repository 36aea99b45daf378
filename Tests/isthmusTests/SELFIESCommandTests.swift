import Testing

@Suite struct SELFIESCommandTests {
    @Test func moleculesGoThereAndBack() throws {
        let encoded = try Tool.run(["selfies", "encode"], input: "CCO ethanol\nc1ccccc1\n")
        #expect(encoded.text == "[C][C][O]\n[C][=C][C][=C][C][=C][Ring1][=Branch1]\n")
        #expect(encoded.messages.isEmpty)
        let decoded = try Tool.run(["selfies", "decode"], input: encoded.text)
        #expect(decoded.text == "CCO\nC1=CC=CC=C1\n")
    }

    @Test func aLineThatFailsBecomesAnEmptyLineAndIsReportedWithACaret() throws {
        let run = try Tool.run(["selfies", "encode"], input: "CC\nC*\nCN\n")
        #expect(run.code == 0)
        #expect(run.text == "[C][C]\n\n[C][N]\n")
        #expect(run.messages.contains("line 2: SMILES: SELFIES has no symbol for an unknown atom"))
        #expect(run.messages.contains("     ^\n"))
        #expect(run.messages.hasSuffix("1 of 3 lines failed\n"))
    }

    @Test func theRuleForBondsIsChosen() throws {
        let line = "O=Cl(=O)(=O)O\n"
        #expect(try Tool.run(["selfies", "encode"], input: line).code == 65)
        let run = try Tool.run(["selfies", "encode", "--bonds", "hypervalent"], input: line)
        #expect(run.text == "[O][=Cl][=Branch1][C][=O][=Branch1][C][=O][O]\n")
    }
}
