import Testing
import Tokenization

@Suite struct SELFIESErrorTests {
    static let smiles: [(String, Int?, String)] = [
        ("", nil, "the string is empty"),
        ("CCC=", 4, "the bond is not followed by an atom"),
        ("=C", 1, "no atom stands before the bond"),
        ("C==C", 3, "two bonds in a row"),
        ("C(C", 2, "the branch is not closed"),
        ("C)C", 2, "no branch is open here"),
        ("C()C", 3, "the branch is empty"),
        ("C((C))C", 3, "a branch must follow an atom"),
        ("(C)C", 1, "a branch must follow an atom"),
        ("C(1)CC1", 3, "a ring closure must follow an atom"),
        ("CC1CC", 3, "the ring is not closed"),
        ("C11", 3, "the ring closure joins an atom to itself"),
        ("C1C1", 4, "the two atoms are bonded already"),
        ("C=1CC#1", 6, "the two ends of the ring closure tell different bonds"),
        ("C%1C", 2, "two digits, or more in round brackets, must follow %"),
        ("C.", 2, "no atom follows the full stop"),
        ("C..C", 3, "a full stop must follow an atom"),
        ("C(C.C)C", 2, "the branch is not closed before a full stop"),
        ("C*", 2, "SELFIES has no symbol for an unknown atom"),
        ("C$C", 2, "SELFIES has no symbol for a bond of order four"),
        ("CC name", 3, "white space inside SMILES; give the string alone"),
        ("CX", 2, "not an atom that is written without brackets"),
        ("C\u{E9}", 2, "not a symbol of SMILES"),
        ("C[Zz]", 3, "no such element"),
        ("[C@TH1]", 4, "not expected in an atom between brackets"),
        ("C[NH", 2, "the bracket is not closed"),
        ("[99999C]", 2, "the number is too large"),
        ("CC(C)(C)(C)C", 2, "the atom has 5 bonds, and may have 4"),
        ("[CH5]", 1, "the atom has 5 bonds, and may have 4"),
        ("F:F", 1, "the element has no aromatic bonds"),
    ]

    @Test(arguments: smiles)
    func smilesThatCannotBeExpressedSaysWhyAndWhere(
        _ text: String,
        _ column: Int?,
        _ reason: String
    ) {
        let error = #expect(throws: SELFIESError.self) { try SELFIES(smiles: text) }
        #expect(error?.reason == reason)
        #expect(error?.column == column)
        #expect(error?.notation == .smiles)
    }

    @Test func aRingWithoutAPlaceForDoubleBondsSaysWhatMayBeMissing() {
        let error = #expect(throws: SELFIESError.self) { try SELFIES(smiles: "Cn1cccc1.n1cccc1") }
        #expect(error?.reason.hasSuffix("is a hydrogen missing, as in [nH]?") == true)
        #expect((10...16).contains(error?.column ?? 0))
    }

    static let selfies: [(String, Int, String)] = [
        ("C", 1, "SELFIES consists of symbols in brackets, and full stops"),
        ("[C] [C]", 4, "SELFIES consists of symbols in brackets, and full stops"),
        ("[C][N", 4, "the bracket is not closed"),
        ("[C][Xx]", 4, "no such symbol"),
        ("[C][Ring4]", 4, "no such symbol"),
        ("[C][-Branch1][C]", 4, "no such symbol"),
        ("[C][--Ring1][C]", 4, "no such symbol"),
        ("[C][CH]", 4, "no such symbol"),
        ("[]", 1, "no such symbol"),
        ("[C][10000U]", 4, "no such symbol"),
        ("[C][U+10000]", 4, "no such symbol"),
        ("[C][CH5]", 4, "the atom has more hydrogens than bonds"),
    ]

    @Test(arguments: selfies)
    func whatIsNotSELFIESSaysWhyAndWhere(_ text: String, _ column: Int, _ reason: String) {
        let error = #expect(throws: SELFIESError.self) { try SELFIES(text) }
        #expect(error?.reason == reason)
        #expect(error?.column == column)
        #expect(error?.notation == .selfies)
    }

    @Test func theDescriptionPointsAtTheFault() {
        let error = #expect(throws: SELFIESError.self) { try SELFIES(smiles: "CCC=") }
        #expect(
            error?.description == """
                SMILES: the bond is not followed by an atom (column 4)
                    CCC=
                       ^
                """
        )
        let long = String(repeating: "C", count: 300) + "*" + String(repeating: "C", count: 300)
        let lines =
            #expect(throws: SELFIESError.self) { try SELFIES(smiles: long) }?
            .description.split(separator: "\n").map(Array.init) ?? []
        #expect(lines.count == 3)
        #expect(lines[1].count < 90)
        #expect(lines[1].firstIndex(of: "*") == lines[2].firstIndex(of: "^"))
    }

    @Test(arguments: ["[9999U]", "[U+9999]"])
    func theLargestNumbersAreWrittenSoThatTheyCanBeRead(_ text: String) throws {
        #expect(try SELFIES(smiles: SELFIES(text).smiles).text == text)
    }

    @Test func strangeStringsAreRefusedOrReadAndNeverCrash() {
        let bytes = Array("C[]()=#%1290nc[nH]@+-/\\.:*BrlO{}\u{0}\u{E9} ".unicodeScalars)
        var generator = Congruential(state: 3)
        for length in [1, 3, 10, 50] {
            for _ in 0..<2_000 {
                var text = ""
                for _ in 0..<length {
                    text.unicodeScalars.append(bytes.randomElement(using: &generator) ?? "C")
                }
                if let molecule = try? SELFIES(smiles: text) {
                    #expect((try? SELFIES(smiles: molecule.smiles)) != nil, "\(text)")
                }
                _ = try? SELFIES(text)
            }
        }
    }
}

@Suite struct SELFIESSizeTests {
    @Test func nestingAHundredThousandDeepIsNoMoreThanWork() throws {
        let depth = 100_000
        let open = String(repeating: "C(", count: depth) + "C"
        let close = String(repeating: ")C", count: depth)
        let error = #expect(throws: SELFIESError.self) { try SELFIES(smiles: open + close) }
        #expect(error?.reason.contains("SELFIES can tell at most 4096") == true)
        let nested = try SELFIES(String(repeating: "[C][Branch1][P]", count: depth))
        #expect(nested.smiles == String(repeating: "C", count: depth))
    }

    @Test func smilesOfMegabytesAreRefused() {
        let chain = String(repeating: "C", count: 1 << 21)
        let error = #expect(throws: SELFIESError.self) { try SELFIES(smiles: chain + "C") }
        #expect(error?.reason.hasPrefix("it is longer than 2097152 bytes") == true)
        #expect(error?.reason.contains("leave it out") == true)
    }

    @Test func aChainOfManyRingsComesBack() throws {
        let rings = String(repeating: "c1ccc(cc1)", count: 10_000) + "C"
        let encoded = try SELFIES(smiles: rings)
        #expect(try SELFIES(smiles: encoded.smiles).text == encoded.text)
    }

    @Test func tooManyBondsAtOneAtomAreRefused() {
        let star = "C" + String(repeating: "(C)", count: 1_000)
        #expect(throws: SELFIESError.self) { try SELFIES(smiles: star) }
    }

    @Test func aRingOfFourThousandAtomsIsExpressedAndALargerOneRefused() throws {
        let ring = { "C1" + String(repeating: "C", count: $0) + "1" }
        let largest = try SELFIES(smiles: ring(4_096))
        #expect(largest.text.hasSuffix("[Ring3][P][P][P]"))
        #expect(largest.smiles == ring(4_096))
        #expect(throws: SELFIESError.self) { try SELFIES(smiles: ring(4_097)) }
    }
}
