import Testing
import Tokenization

@Suite struct VocabularyTests {
    @Test func specialTokensComeFirst() {
        let vocabulary = Vocabulary(["a", "b"])
        #expect(vocabulary.tokens == ["<pad>", "<bos>", "<eos>", "<unk>", "a", "b"])
        #expect(vocabulary.id(of: "<pad>") == Vocabulary.padding)
        #expect(vocabulary.id(of: "<bos>") == Vocabulary.beginningOfSequence)
        #expect(vocabulary.id(of: "<eos>") == Vocabulary.endOfSequence)
        #expect(vocabulary.id(of: "<unk>") == Vocabulary.unknown)
        #expect((0..<TokenID(vocabulary.count)).filter(vocabulary.isSpecial) == [0, 1, 2, 3])
    }

    @Test func everyIdIsFoundBySpelling() {
        let words =
            (0..<5000).map { "word\($0 * 7919)" }
            + (0..<128).map { String(UnicodeScalar(UInt8($0))) }
        let vocabulary = Vocabulary(words)
        #expect(vocabulary.count == words.count + 4)
        for (index, word) in words.enumerated() {
            #expect(vocabulary.id(of: word) == TokenID(index + 4))
        }
        #expect(vocabulary.id(of: "absent") == nil)
        #expect(vocabulary.id(of: "") == nil)
    }

    @Test func aRepeatedTokenKeepsItsFirstPlace() {
        #expect(Vocabulary(["b", "a", "b", "<unk>"]) == Vocabulary(["b", "a"]))
    }

    @Test func countsDoNotMakeAnotherVocabulary() {
        let counted = Tokenizer.trained(on: ["b b a"], kind: .word).vocabulary
        #expect(counted.counts?.last == 1)
        #expect(counted == Vocabulary(["b", "a"]))
        #expect(counted != Vocabulary(["a", "b"]))
    }

    @Test func tokensAreToldApartByTheirBytes() {
        let vocabulary = Vocabulary(["\u{E9}", "e\u{301}"])
        #expect(vocabulary.count == 6)
        #expect(vocabulary.id(of: "e\u{301}") == 5)
    }
}
