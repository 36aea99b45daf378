import Testing
import Tokenization
import UnicodeText

@Suite struct BPETrainerTests {
    private func counts(_ pieces: [String: Int]) -> PieceCounts {
        var counts = PieceCounts()
        for (piece, count) in pieces { counts.add(piece, count: count) }
        return counts
    }

    private func spelled(_ model: BPEModel) -> [String] {
        model.merges.map {
            (model.tokens.token($0.left) ?? "") + " " + (model.tokens.token($0.right) ?? "")
        }
    }

    @Test func theMostFrequentPairGoesFirst() {
        let counts = counts(["low": 5, "lower": 2, "newest": 6, "widest": 3])
        var trainer = BPETrainer(vocabularySize: 100)
        trainer.minimumFrequency = 3
        let model = trainer.train(on: counts)
        #expect(spelled(model).prefix(4) == ["e s", "es t", "l o", "lo w"])
    }

    @Test func ofEquallyFrequentPairsTheLowestIdsGoFirst() {
        let model = BPETrainer(vocabularySize: 6).train(on: counts(["cd": 2, "ab": 2]))
        #expect(spelled(model) == ["a b", "c d"])
    }

    @Test(arguments: [(nil, nil), ("##", nil), ("##", "</w>")])
    func theOrderOfPiecesIsIndifferent(_ prefix: String?, _ suffix: String?) {
        let pieces = ["abab": 3, "bab": 2, "aab": 5, "ccab": 1, "aaaa": 4]
        let sorted = pieces.sorted { $0.key < $1.key }
        var trainer = BPETrainer(vocabularySize: 20)
        trainer.options.continuingSubwordPrefix = prefix
        trainer.options.endOfWordSuffix = suffix
        func model(_ pieces: [(key: String, value: Int)]) -> BPEModel {
            var counts = PieceCounts()
            for piece in pieces { counts.add(piece.key, count: piece.value) }
            return trainer.train(on: counts)
        }
        let one = model(sorted)
        let two = model(sorted.reversed())
        #expect(one.merges == two.merges)
        #expect(one.tokens == two.tokens)
    }

    @Test func specialTokensAndTheAlphabetComeFirst() {
        var trainer = BPETrainer(vocabularySize: 8)
        trainer.specialTokens = ["<pad>", "<unk>"]
        trainer.initialAlphabet = ["z"]
        let model = trainer.train(on: counts(["ba": 3, "bab": 1]))
        #expect(
            model.tokens.entries.map(\.token) == ["<pad>", "<unk>", "a", "b", "z", "ba", "bab"]
        )
    }

    @Test func theAlphabetCanBeLimited() {
        var trainer = BPETrainer(vocabularySize: 10)
        trainer.alphabetLimit = 2
        let model = trainer.train(on: counts(["aab": 3, "ac": 1]))
        #expect(model.tokens.id(of: "c") == nil)
        #expect(model.tokens.id(of: "aab") != nil)
    }

    @Test func tokensCanBeKeptShort() {
        var trainer = BPETrainer(vocabularySize: 100)
        trainer.maximumTokenLength = 4
        let model = trainer.train(on: counts(["aaaaaaaa": 10]))
        #expect(model.tokens.entries.allSatisfy { $0.token.count < 4 })
    }

    @Test func countsBeyond32BitsAreExact() {
        let model = BPETrainer(vocabularySize: 5)
            .train(on: counts(["ab": 5_000_000_000, "bc": 4_999_999_999, "ca": 5_000_000_001]))
        #expect(spelled(model) == ["c a", "a b"])
    }

    @Test func nothingToLearnFromGivesAnEmptyModel() {
        let model = BPETrainer(vocabularySize: 10).train(on: PieceCounts())
        #expect(model.tokens.count == 0)
        #expect(model.merges.isEmpty)
    }

    @Test func progressEndsWithTheVocabulary() {
        var last: BPETrainer.Progress?
        _ = BPETrainer(vocabularySize: 5).train(on: counts(["abcab": 2])) { last = $0 }
        #expect(last == .init(tokenCount: 5, vocabularySize: 5))
    }

    @Test(arguments: [SubwordTrainer.Method.byteBPE, .bpe, .unigram])
    func whatIsEncodedDecodesToTheNormalisedText(_ method: SubwordTrainer.Method) throws {
        var trainer = SubwordTrainer(method, vocabularySize: 600)
        for text in awkwardTexts.dropFirst(4) { trainer.add(text) }
        let tokenizer = trainer.tokenizer()
        let pipeline = try #require(tokenizer.pipeline)
        let read = try Tokenizer(json: tokenizer.json())
        #expect(read == tokenizer)
        #expect(tokenizer.vocabulary.tokens.prefix(4).elementsEqual(Vocabulary.specialTokens))
        let form = TokenizationPipeline(normalizers: [.form(.nfc)], model: pipeline.model)
        for text in awkwardTexts {
            let ids = tokenizer.ids(of: text)
            #expect(Array(tokenizer.decode(ids).utf8) == Array(form.normalized(text).utf8))
            #expect(ids == read.ids(of: text))
            #expect(ids == tokenizer.encode(text).ids)
            #expect(!ids.contains { $0 <= Vocabulary.unknown })
        }
    }
}
