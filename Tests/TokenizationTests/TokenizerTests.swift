import Testing
import Tokenization
import UnicodeText

@Suite struct TokenizerTests {
    @Test func textAlreadyCutKeepsItsTokens() {
        let line = "the company 's <unk> does n't cost $ N , mr. smith said"
        let tokenizer = Tokenizer.trained(on: [line], kind: .whitespace)
        let encoding = tokenizer.encode(line)
        #expect(encoding.tokens.count == 13)
        #expect(encoding.ids[3] == Vocabulary.unknown)
        #expect(tokenizer.vocabulary.id(of: "n't") != nil)
        #expect(tokenizer.decode(encoding.ids) == line)
    }

    @Test(arguments: ["e\u{301}a\r\nb", "👩‍👩‍👧🇫🇷 नमस्ते", "  two  spaces ", ""])
    func graphemesAreCharacters(_ text: String) {
        let tokenizer = Tokenizer.trained(on: [text], kind: .character, normalization: nil)
        let encoding = tokenizer.encode(text)
        #expect(encoding.tokens.count == text.count)
        #expect(tokenizer.decode(encoding.ids).utf8.elementsEqual(text.utf8))
    }

    @Test func placesReferToTheTextBeforeNormalisation() {
        let text = "Ŀa e\u{301}té ﬁne"
        let tokenizer = Tokenizer.trained(
            on: [text],
            kind: .word,
            lowercased: true,
            normalization: .nfkc
        )
        let encoding = tokenizer.encode(text)
        let bytes = Array(text.utf8)
        let parts = encoding.tokens.map { String(decoding: bytes[$0.range], as: UTF8.self) }
        #expect(parts.last == "ﬁne")
        #expect(parts.contains { $0.utf8.elementsEqual("e\u{301}té".utf8) })
        #expect(tokenizer.vocabulary.id(of: "fine") != nil)
    }

    @Test func trainingDoesNotDependOnTheOrderOfTexts() {
        let texts = ["b a c", "a b", "d", "c a é z"]
        let one = Tokenizer.trained(on: texts, kind: .word)
        let two = Tokenizer.trained(on: texts.reversed(), kind: .word)
        #expect(one == two)
        #expect(one.vocabulary.tokens.dropFirst(4).elementsEqual(["a", "b", "c", "d", "z", "é"]))
        #expect(one.vocabulary.counts == [0, 0, 0, 0, 3, 2, 2, 1, 1, 1])
    }

    @Test func sizeAndCountLimitTheVocabulary() {
        let texts = ["a a a b b c"]
        let small = Tokenizer.trained(on: texts, kind: .word, vocabularySize: 6)
        #expect(small.vocabulary.tokens.dropFirst(4).elementsEqual(["a", "b"]))
        #expect(small.vocabulary.counts?[3] == 1)
        let frequent = Tokenizer.trained(on: texts, kind: .word, minimumCount: 3)
        #expect(frequent.vocabulary.tokens.dropFirst(4).elementsEqual(["a"]))
    }

    @Test func mergedCountsAreCountsOfTheWhole() {
        var first = VocabularyCounter(kind: .word)
        var second = VocabularyCounter(kind: .word)
        var whole = VocabularyCounter(kind: .word)
        for (index, text) in ["a b", "b, c", "a (d)", "c"].enumerated() {
            whole.add(text)
            if index % 2 == 0 { first.add(text) } else { second.add(text) }
        }
        first.merge(second)
        #expect(first.tokenizer() == whole.tokenizer())
        #expect(first.totalCount == whole.totalCount)
    }

    @Test func aBatchHoldsTheTextsInOrder() {
        let texts = ["a b", "", "b"]
        let tokenizer = Tokenizer.trained(on: texts, kind: .word)
        #expect(tokenizer.batch(texts).sequences == texts.map(tokenizer.ids))
        let many = (0..<2000).map { texts[$0 % texts.count] + String($0 % 7) }
        #expect(tokenizer.batch(many).sequences == many.map(tokenizer.ids))
        #expect(tokenizer.batch(many, threadCount: 3) == tokenizer.batch(many))
    }

    @Test(arguments: [2, 3, 8])
    func aBatchMayHaveMoreTokensThanThereIsRoomFor(threadCount: Int) throws {
        let texts = (0..<5000).map { String(repeating: "\($0 % 13)", count: $0 % 40) }
        var trainer = SubwordTrainer(.byteBPE, vocabularySize: 262)
        for text in texts { trainer.add(text) }
        let pipeline = try #require(trainer.tokenizer().pipeline)
        let one = pipeline.batch(texts)
        #expect(one.ids.count > texts.reduce(0) { $0 + $1.utf8.count } / 2)
        #expect(one.sequences == texts.map { pipeline.ids(of: $0) })
        #expect(pipeline.batch(texts, threadCount: threadCount) == one)
    }
}
