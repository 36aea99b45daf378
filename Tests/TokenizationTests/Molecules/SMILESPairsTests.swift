import Testing
import Tokenization

@Suite struct SMILESPairsTests {
    static let corpus = [
        "CC(=O)Oc1ccccc1C(=O)O", "C[C@@H](N)C(=O)O", "C[C@H](N)C(=O)O", "[Na+].[Cl-]", "ClCCBr",
        "OC(=O)c1ccccc1Cl", "CC(=O)Nc1ccc(O)cc1", "C[C@@H](N)C(=O)N[C@@H](C)C(=O)O", "C%12CC%12",
    ]

    /// SMILES with symbols that the corpus lacks, and what is hardly SMILES.
    static let others = [
        "[13CH3]C", "[35Cl]CC", "C%13CC%13", "C%(104)CC%(104)", "[Cl+2]Br", "CC>>CC=O",
        "[nH]1cccc1", "[C", "C]C", "[[C]]", "[]", "%", "[CC(=O)Oc1ccccc1]CC(=O)O",
    ]

    private static func trained(_ corpus: [String], minimumCount: Int = 1) -> Tokenizer {
        var trainer = SubwordTrainer(
            .smilesBPE,
            vocabularySize: 140,
            minimumCount: minimumCount
        )
        for smiles in corpus { trainer.add(smiles) }
        return trainer.tokenizer()
    }

    /// The parts of the SMILES that the tokens stand for.
    private static func parts(_ smiles: String, _ tokenizer: Tokenizer) -> [String] {
        tokenizer.encode(smiles).tokens.map {
            String(decoding: Array(smiles.utf8)[$0.range], as: UTF8.self)
        }
    }

    @Test func tokensAreChainsOfWholeSymbols() {
        let tokenizer = Self.trained(Self.corpus)
        let symbols = Tokenizer.trained(on: Self.corpus, kind: .smiles, normalization: nil)
        for smiles in Self.corpus {
            let parts = Self.parts(smiles, tokenizer)
            #expect(parts.joined() == smiles)
            let ends = symbols.encode(smiles).tokens.map(\.range.upperBound)
            var end = 0
            for part in parts {
                end += part.utf8.count
                #expect(ends.contains(end), "\(part) of \(smiles) ends inside a symbol")
            }
        }
        #expect(Self.parts("CC(=O)O", tokenizer).contains { $0.count > 1 })
    }

    @Test(arguments: [1, 2, 100])
    func decodingGivesTheSMILESBackEvenOfSymbolsThatWereNotSeen(_ minimumCount: Int) {
        let tokenizer = Self.trained(Self.corpus, minimumCount: minimumCount)
        for smiles in Self.corpus + Self.others {
            let ids = tokenizer.ids(of: smiles)
            #expect(!ids.contains(Vocabulary.unknown))
            #expect(tokenizer.decode(ids) == smiles)
        }
    }

    @Test func noTokenReachesOverTheEdgeOfAnAtomThatWasNotSeen() {
        let tokenizer = Self.trained(Self.corpus)
        let smiles = "CC[13CH2](=O)O"
        let parts = Self.parts(smiles, tokenizer)
        #expect(parts.joined() == smiles)
        #expect(parts.filter { $0.hasPrefix("[") || $0.hasSuffix("]") }.count == 2)
    }

    @Test func tokensAreSpelledAsSMILES() throws {
        let tokenizer = Self.trained(Self.corpus)
        let pipeline = try #require(tokenizer.pipeline)
        #expect(tokenizer.vocabulary.tokens.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
        let id = try #require(pipeline.id(ofSpelling: "[C@@H]"))
        #expect(pipeline.spelling(of: id) == "[C@@H]")
        for id in 0..<TokenID(pipeline.idLimit) {
            let spelling = try #require(pipeline.spelling(of: id))
            #expect(pipeline.id(ofSpelling: spelling) == id)
        }
    }

    @Test func theOrderOfTheCorpusDoesNotMatter() {
        #expect(Self.trained(Self.corpus).json() == Self.trained(Self.corpus.reversed()).json())
    }

    @Test func aFileGivesTheSameTokens() throws {
        let tokenizer = Self.trained(Self.corpus)
        let read = try Tokenizer(json: tokenizer.json())
        #expect(read == tokenizer)
        #expect(read.readsSMILES)
        #expect(read.pipeline?.normalizers == tokenizer.pipeline?.normalizers)
        #expect(read.pipeline?.decoders == tokenizer.pipeline?.decoders)
        for smiles in Self.corpus + Self.others {
            #expect(read.ids(of: smiles) == tokenizer.ids(of: smiles))
        }
    }

    @Test func shorthandIsWhatTheReplacementsAre() throws {
        let symbols = ["[C@@H]", "[Cl-]", "%(104)", "[nH]", "%12", "Cl", "Br", ">>"]
            .sorted { $0.utf8.count > $1.utf8.count }
        let shorthand = try #require(SMILESShorthand(symbols))
        let characters = symbols.indices.map {
            String(Unicode.Scalar(UInt32(0xE000 + $0)) ?? " ")
        }
        let model = WordLevelModel(tokens: TokenInventory(["<unk>"]), unknown: "<unk>")
        let quick = TokenizationPipeline(normalizers: [.shorthand(shorthand)], model: model)
        let slow = TokenizationPipeline(
            normalizers: zip(symbols, characters).map { .replace(SplitPattern($0), with: $1) },
            model: model
        )
        for text in Self.corpus + Self.others + ["%12%(104)>>>[Cl-]Cl[13Cl]BBr", "é[nH]日"] {
            #expect(quick.normalized(text) == slow.normalized(text))
        }
    }

    @Test(arguments: [["Cl", "[nH]"], ["C"], ["Cl", "Cl"], ["CC"], ["[C@H"], [""]])
    func shorthandRefusesOtherThanSymbolsLongestFirst(_ symbols: [String]) {
        #expect(SMILESShorthand(symbols) == nil)
    }
}
