import Testing
import Tokenization
import UnicodeText

/// Ways to rewrite text, with those that Hugging Face's schema has no steps for.
private let rewritings: [[TextTransform]] = [
    [], [.normalized(.nfkc)], [.normalized(.nfc), .lowercased(locale: "tr"), .normalized(.nfc)],
    [.caseFolded], [.normalized(.nfd), .accentsStripped, .lowercased()], [.latinized],
    [.normalized(.nfc), .latinized, .accentsStripped, .caseFolded, .normalized(.nfc)],
]

/// A tokenizer keeps in its file how text is rewritten.
@Suite struct RewritingTests {
    private static let texts = awkwardTexts.filter { !$0.contains { $0.isNewline } }

    private static func tokenizers(_ transforms: [TextTransform]) -> [Tokenizer] {
        let whole = [Tokenizer.Kind.word, .character, .whitespace].map { kind in
            var counter = VocabularyCounter(kind: kind, normalizer: Normalizer(transforms))
            for text in texts { counter.add(text) }
            return counter.tokenizer()
        }
        let methods: [SubwordTrainer.Method] = [.byteBPE, .bpe, .unigram, .wordPiece]
        return whole
            + methods.map { method in
                var trainer = SubwordTrainer(method, vocabularySize: 600, transforms: transforms)
                for text in texts { trainer.add(text) }
                return trainer.tokenizer()
            }
    }

    @Test(arguments: rewritings)
    func whatIsWrittenIsRead(_ transforms: [TextTransform]) throws {
        for tokenizer in Self.tokenizers(transforms) {
            let read = try Tokenizer(json: tokenizer.json())
            #expect(read == tokenizer)
            #expect(read.transforms == transforms)
            for text in Self.texts { #expect(read.ids(of: text) == tokenizer.ids(of: text)) }
        }
    }

    @Test(arguments: rewritings)
    func aTokenizerRewritesAsTheTransformsDo(_ transforms: [TextTransform]) {
        for tokenizer in Self.tokenizers(transforms) where tokenizer.kind == .character {
            for text in Self.texts {
                let rewritten = transforms.reduce(text) { $1($0) }
                let decoded = tokenizer.decode(tokenizer.ids(of: text))
                #expect(Array(decoded.utf8) == Array(rewritten.utf8))
            }
        }
    }

    @Test(arguments: rewritings)
    func placesAscendAndAreSlicesOfTheText(_ transforms: [TextTransform]) {
        for tokenizer in Self.tokenizers(transforms) {
            for text in Self.texts {
                let bytes = Array(text.utf8)
                let encoding = tokenizer.encode(text)
                #expect(encoding.ids == tokenizer.ids(of: text))
                var last = 0..<0
                for token in encoding.tokens {
                    #expect(token.range.lowerBound >= last.lowerBound)
                    #expect(token.range.upperBound >= last.upperBound)
                    #expect(token.range.upperBound <= bytes.count)
                    #expect(String(validating: bytes[token.range], as: UTF8.self) != nil)
                    last = token.range
                }
            }
        }
    }

    @Test func wordsPointToWhatTheyWereBeforeTheyWereRewritten() throws {
        let transforms: [TextTransform] = [.latinized, .accentsStripped, .lowercased()]
        var counter = VocabularyCounter(kind: .word, normalizer: Normalizer(transforms))
        counter.add("Москва и Ångström")
        let tokenizer = counter.tokenizer()
        let text = "Ångström, и Москва"
        let bytes = Array(text.utf8)
        let places = tokenizer.encode(text).tokens.map {
            [tokenizer.vocabulary[$0.id], String(decoding: bytes[$0.range], as: UTF8.self)]
        }
        #expect(
            places == [
                ["angstrom", "Ångström"], ["<unk>", ", "], ["i", "и"], ["moskva", "Москва"],
            ]
        )
    }

    @Test func onlyStepsThatTheSchemaLacksAreOurOwn() {
        func steps(_ transforms: [TextTransform]) -> [[String]] {
            Self.tokenizers(transforms).map(\.ownSteps)
        }
        let standard: [TextTransform] = [.normalized(.nfc), .accentsStripped, .lowercased()]
        #expect(steps(standard).allSatisfy { $0.isEmpty })
        let all: [TextTransform] = [
            .latinized, .caseFolded, .lowercased(locale: "lt"), .caseFolded,
        ]
        let names = ["IsthmusTransliterate", "IsthmusCaseFold", "IsthmusLowercase"]
        #expect(steps(all).allSatisfy { $0 == names })
    }

    @Test(arguments: [
        (#""locale": "tr""#, #""locale": "../etc""#, "\"../etc\" is not the code of a locale"),
        (#""locale": "tr""#, #""language": "tr""#, "expected a string, found missing"),
        (#""to": "Latin""#, #""to": "Klingon""#, "text can be written in Latin letters only"),
        ("IsthmusCaseFold", "IsthmusRot13", "IsthmusRot13"),
    ])
    func stepsOfOurOwnAreChecked(_ old: String, _ new: String, _ message: String) {
        let transforms: [TextTransform] = [.lowercased(locale: "tr"), .latinized, .caseFolded]
        for tokenizer in Self.tokenizers(transforms) {
            let text = String(decoding: tokenizer.json(), as: UTF8.self)
            #expect(text.contains(old))
            let error = #expect(throws: TokenizerFormatError.self) {
                try Tokenizer(json: Array(text.replacing(old, with: new).utf8), source: "t.json")
            }
            #expect(error?.description.contains(message) == true)
            #expect(error?.description.hasPrefix("t.json: normalizer") == true)
        }
    }
}

/// Words by the rules and dictionaries of a locale.
@Suite struct LocalWordTests {
    @Test func theRulesOfALocaleAreKept() throws {
        let text = "klockan är EU:s"
        var counter = VocabularyCounter(kind: .word, locale: "sv")
        counter.add(text)
        let swedish = counter.tokenizer()
        #expect(swedish.vocabulary.id(of: "EU:s") != nil)
        #expect(swedish.ownSteps == ["IsthmusWords"])
        let read = try Tokenizer(json: swedish.json())
        #expect(read == swedish)
        #expect(read.ids(of: text) == swedish.ids(of: text))
        #expect(read.decode(read.ids(of: text)) == text)
        let root = Tokenizer.trained(on: [text], kind: .word)
        #expect(root.vocabulary.id(of: "EU:s") == nil)
        #expect(root != swedish)
    }

    private static let unspaced = "ฉันรักภาษาไทย 我喜欢学习中文 私は買った"

    private func words(of locale: String) -> Tokenizer {
        var counter = VocabularyCounter(kind: .word, locale: locale)
        counter.add(Self.unspaced)
        return counter.tokenizer()
    }

    @Test(arguments: ["th", "ja", "zh-Hant", "und"])
    func languagesWithoutSpacesHaveWordsByDictionary(_ locale: String) throws {
        let tokenizer = words(of: locale)
        #expect(tokenizer.locale == locale)
        #expect(tokenizer.ownSteps == ["IsthmusWords"])
        for word in ["ภาษา", "喜欢", "学习"] {
            #expect(tokenizer.vocabulary.id(of: word) != nil, "\(word)")
        }
        let read = try Tokenizer(json: tokenizer.json())
        #expect(read == tokenizer)
        #expect(read.decode(read.ids(of: Self.unspaced)) == Self.unspaced)
    }

    @Test(arguments: ["", "en-GB", "xx"])
    func aLocaleWithoutRulesOfItsOwnHasThoseOfUnicode(_ locale: String) {
        let tokenizer = words(of: locale)
        #expect(tokenizer.locale.isEmpty)
        #expect(tokenizer.ownSteps.isEmpty)
        for character in ["ภ", "า", "ษ", "喜", "欢", "私"] {
            #expect(tokenizer.vocabulary.id(of: character) != nil, "\(character)")
        }
        #expect(tokenizer.decode(tokenizer.ids(of: Self.unspaced)) == Self.unspaced)
    }

    @Test(arguments: SubwordTrainer.Method.allCases.filter { $0 != .smilesBPE })
    func piecesStayWithinSegments(_ method: SubwordTrainer.Method) throws {
        let text = "ฉันรักภาษาไทย, the cats sat. 我喜欢学习中文"
        for segmenter in [Segmenter(.words, locale: "th"), Segmenter(.graphemes)] {
            var trainer = SubwordTrainer(method, vocabularySize: 900, segmenter: segmenter)
            for _ in 0..<20 { trainer.add(text) }
            let tokenizer = trainer.tokenizer()
            let bytes = Array(text.utf8)
            let ends = Set(segmenter.segments(of: bytes).map(\.range.upperBound))
            let encoding = tokenizer.encode(text)
            for token in encoding.tokens {
                let slice = bytes[token.range].drop { $0 == 0x20 }
                let inner = slice.indices.dropFirst()
                #expect(!inner.contains { ends.contains($0) }, "\(method) \(token.range)")
            }
            let read = try Tokenizer(json: tokenizer.json())
            #expect(read == tokenizer)
            #expect(read.encode(text) == encoding)
            #expect(tokenizer.ownSteps == ["IsthmusSegments"])
        }
    }

    @Test func theUnitOfSegmentsIsChecked() {
        var trainer = SubwordTrainer(.bpe, vocabularySize: 300, segmenter: Segmenter(.words))
        trainer.add("a")
        let text = String(decoding: trainer.tokenizer().json(), as: UTF8.self)
        let error = #expect(throws: TokenizerFormatError.self) {
            try Tokenizer(json: Array(text.replacing("\"words\"", with: "\"lines\"").utf8))
        }
        #expect(error?.description.contains("none of words, sentences, graphemes") == true)
    }
}
