import Testing
import Tokenization

@Suite struct SMILESTokenizerTests {
    private func pieces(_ smiles: String) -> [String] {
        let tokenizer = Tokenizer.trained(on: [smiles], kind: .smiles)
        return tokenizer.ids(of: smiles).map { tokenizer.vocabulary[$0] }
    }

    @Test func atomsAreWhole() {
        #expect(pieces("ClCBr") == ["Cl", "C", "Br"])
        #expect(pieces("C[C@@H](N)[nH+]") == ["C", "[C@@H]", "(", "N", ")", "[nH+]"])
        #expect(pieces("[13CH3:7][Si][se]") == ["[13CH3:7]", "[Si]", "[se]"])
        #expect(pieces("CnSi") == ["C", "n", "S", "i"])
    }

    @Test func ringClosuresAreWhole() {
        #expect(pieces("C%12C1%(104)%1") == ["C", "%12", "C", "1", "%(104)", "%", "1"])
        #expect(pieces("%(12") == ["%", "(", "1", "2"])
        #expect(pieces("%()") == ["%", "(", ")"])
    }

    @Test func bondsAndArrowsAreOneEach() {
        #expect(pieces("F/C=C\\F") == ["F", "/", "C", "=", "C", "\\", "F"])
        #expect(
            pieces("C>>O>N>*~$#:.") == [
                "C", ">>", "O", ">", "N", ">", "*", "~", "$", "#", ":", ".",
            ]
        )
    }

    @Test(arguments: [
        "[", "]", "[]", "[[C]", "[C", "[C C]", "%", "[é]", "日本", "C \"quoted\"\t|c:1|", "C\u{0}",
        "[C\n]",
    ])
    func whatIsNotSMILESIsKept(_ text: String) {
        let tokenizer = Tokenizer.trained(on: [text], kind: .smiles)
        #expect(tokenizer.decode(tokenizer.ids(of: text)) == text)
    }

    @Test func anOpenBracketIsReadInLinearTime() {
        let text =
            String(repeating: "[C", count: 200_000) + String(repeating: "%(1", count: 200_000)
        let tokenizer = Tokenizer.trained(on: [text], kind: .smiles)
        #expect(tokenizer.ids(of: text).count == 1_000_000)
    }
}
