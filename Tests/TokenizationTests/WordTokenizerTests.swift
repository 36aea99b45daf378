import Testing
import Tokenization

@Suite struct WordTokenizerTests {
    private static let sentences = [
        "The cat sat on the mat.",
        "\"I don't know,\" she said, \"whether it's true.\"",
        "“I don’t know,” she said, “whether it’s true.”",
        "The dogs' owner (a well-known actor) paid $3.50 for 1,000 sheets - or 12% less!",
        "He said: 'wait'; then he left... for good?",
        "Is 3/4 of £20 more than €14.99?",
        "The 'quick' brown fox—very quick—jumped over #5 & co.",
        "E-mail me at first.last@example.org, or see https://example.org/a?b=c.",
        "It was 5 o'clock; rock 'n' roll was on.",
        "« Bonjour ! » dit-il ; l’homme n’était pas là, aujourd’hui.",
        "«\u{A0}Bonjour\u{202F}!\u{A0}» dit-elle\u{202F}; il y a 10\u{202F}000\u{A0}km.",
        "Qu'est-ce que c'est ? L'été, c'est beau : il fait 30 °C.",
        "„Guten Tag“, sagte er, „wie geht’s?“ – „Gut.“",
        "Die Straße ist – ungefähr – 3,5 km lang (oder 3.500 m).",
        "»Ach so«, rief sie; »na und?«",
        "¿Qué tal? ¡Muy bien!",
        "Он сказал: «Привет!» — и ушёл.",
        "Το σπίτι είναι μεγάλο· πολύ μεγάλο;",
        "我喜欢学习中文,因为它很有趣。",
        "私はGPUを3枚買った。",
        "ฉันรักภาษาไทย และ ดนตรี",
        "GPU 加速 is fast",
        "a 👩‍👩‍👧 family 🇫🇷🇩🇪 of flags",
        "½ cup, m² and x₁, snake_case and __init__",
        "the <unk> said <unk>, (<unk>) a<unk>b",
        "Mr. Smith's e.g. 3.14 vs. 2,718",
    ]

    @Test(arguments: sentences)
    func decodingGivesTheSentenceBack(_ sentence: String) {
        let tokenizer = Tokenizer.trained(on: Self.sentences, kind: .word)
        let text = tokenizer.decode(tokenizer.ids(of: sentence))
        #expect(Array(text.utf8) == Array(sentence.utf8))
    }

    @Test(arguments: sentences)
    func rangesAscendAndIndexTheSource(_ sentence: String) {
        let tokenizer = Tokenizer.trained(on: Self.sentences, kind: .word)
        let bytes = Array(sentence.utf8)
        var end = 0
        for token in tokenizer.encode(sentence).tokens {
            #expect(token.range.lowerBound >= end)
            end = token.range.upperBound
            guard token.id != Vocabulary.unknown else { continue }
            #expect(
                String(decoding: bytes[token.range], as: UTF8.self)
                    == tokenizer.vocabulary[token.id]
            )
        }
        #expect(end <= bytes.count)
    }

    @Test func aWordIsOneTokenWhereverItStands() {
        let tokenizer = Tokenizer.trained(on: ["\"the cat\" (the dog) well-the"], kind: .word)
        let the = tokenizer.vocabulary.id(of: "the")
        let ids = tokenizer.ids(of: "\"the cat\" (the dog) well-the")
        #expect(ids.count { $0 == the } == 3)
    }

    @Test func contractionsStayWhole() {
        let vocabulary = Tokenizer.trained(on: ["don't it’s dogs' 3.50"], kind: .word).vocabulary
        #expect(Set(vocabulary.tokens.dropFirst(4)) == ["don't", "it’s", "dogs", "' ", "3.50"])
    }

    @Test func theUnknownTokenIsReadAndWritten() {
        let tokenizer = Tokenizer.trained(on: ["the said , cat"], kind: .word)
        let encoding = tokenizer.encode("the <unk> said the dog")
        #expect(encoding.unknownCount == 2)
        #expect(tokenizer.decode(encoding.ids) == "the <unk> said the <unk>")
    }

    @Test func otherSpecialTokensAreOnlyText() {
        let tokenizer = Tokenizer.trained(on: ["<pad> <bos> <eos>"], kind: .word)
        #expect(tokenizer.ids(of: "<pad> <bos> <eos>").allSatisfy { $0 > 2 })
        #expect(tokenizer.decode([1, 0, 2]) == "")
    }

    @Test func spacesAreTidied() {
        let tokenizer = Tokenizer.trained(on: ["a b, c"], kind: .word)
        let noBreak = Tokenizer.trained(on: ["\u{A0}a\u{A0}"], kind: .word)
        #expect(noBreak.decode(noBreak.ids(of: "\u{A0}a \u{A0}")) == "\u{A0}a\u{A0}")
        let text = "  a \t b ,\u{2003}c\n"
        let encoding = Tokenizer.trained(on: [text], kind: .word).encode(text)
        #expect(tokenizer.decode(tokenizer.ids(of: " \ta \n b, c  ")) == "a b, c")
        #expect(encoding.tokens.last?.range == 12..<13)
    }
}
