import Testing
import Tokenization

@Suite struct SELFIESTokenizerTests {
    static let corpus = ["CC(=O)Oc1ccccc1C(=O)O", "C[C@@H](N)C(=O)O", "[Na+].[Cl-]", "F/C=C/F"]
    static let tokenizer = Tokenizer.trained(
        on: corpus,
        kind: .selfies,
        normalization: nil
    )

    @Test func tokensAreTheSymbolsOfTheMolecule() throws {
        for smiles in Self.corpus {
            let ids = Self.tokenizer.ids(of: smiles)
            let selfies = try SELFIES(smiles: smiles)
            #expect(ids.map { Self.tokenizer.vocabulary[$0] } == selfies.symbols)
            #expect(Self.tokenizer.spelling(ids) == selfies.text)
            #expect(Self.tokenizer.decode(ids) == selfies.smiles)
        }
    }

    @Test func placesAreTheAtomsAndBracketsOfTheSMILES() {
        let smiles = "CC(=O)C1CC1"
        let parts = Self.tokenizer.encode(smiles).tokens.map { token in
            let bytes = Array(smiles.utf8)[token.range]
            return String(decoding: bytes, as: UTF8.self)
        }
        #expect(parts == ["C", "C", "(", "(", "=O", "C", "C", "C", "1", "1"])
    }

    @Test func placesAscendAndLieInTheText() {
        for smiles in Self.corpus {
            var start = 0
            for token in Self.tokenizer.encode(smiles).tokens {
                #expect(token.range.lowerBound >= start)
                #expect(token.range.upperBound <= smiles.utf8.count)
                start = token.range.lowerBound
            }
        }
    }

    @Test func anyTokensAreAMolecule() throws {
        var generator = Congruential(state: 9)
        let ids = TokenID(3)..<TokenID(Self.tokenizer.vocabulary.count)
        for _ in 0..<500 {
            let drawn = (0..<30).map { _ in TokenID.random(in: ids, using: &generator) }
            let smiles = Self.tokenizer.decode(drawn)
            if !smiles.isEmpty { _ = try SELFIES(smiles: smiles) }
        }
    }

    @Test func whatSELFIESCannotExpressIsOneUnknownToken() {
        #expect(Self.tokenizer.ids(of: "C*") == [Vocabulary.unknown])
        #expect(Self.tokenizer.ids(of: "not SMILES") == [Vocabulary.unknown])
        #expect(Self.tokenizer.ids(of: "").isEmpty)
        let counted = Tokenizer.trained(on: ["CC", "C*"], kind: .selfies, normalization: nil)
        #expect(counted.vocabulary.tokens.dropFirst(4) == ["[C]"])
    }

    @Test func aFileKeepsTheKind() throws {
        let read = try Tokenizer(json: Self.tokenizer.json())
        #expect(read == Self.tokenizer)
        #expect(read.kind == .selfies)
        #expect(read.decode(read.ids(of: Self.corpus[0])) == "CC(=O)OC1=CC=CC=C1C(=O)O")
    }
}
