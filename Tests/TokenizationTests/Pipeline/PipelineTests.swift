import JSONText
import Testing
import Tokenization
import UnicodeText

/// Texts in many scripts, with what is awkward in each.
let awkwardTexts = [
    "", " ", "Hello there!", "  two  spaces ", "I'm sure they'll say it's 1,234.50\u{A0}€.",
    "e\u{301}té ﬁne Ŀa \u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467} ½ İstanbul",
    "line\r\n\r\n  next\tline\n", "Привет, как дела? Ёлка", "Γειά σου Κόσμε ΟΔΟΣ",
    "我喜欢学习中文,因为它很有趣。", "私はGPUを3枚買った。", "ฉันรักภาษาไทย", "नमस्ते दुनिया",
    "مرحبا بالعالم ١٢٣", "שלום עולם", "한국어 \u{1112}\u{1161}\u{11AB}", "a\u{0}b\u{7F}c\u{AD}d",
    "\u{FFFD}\u{FEFF}x", "'s 't don't DON'T 'LL ''", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
]

/// A pipeline's laws, tried on one that cuts text into characters and knows none of them.
@Suite struct PipelineTests {
    /// A model whose tokens are characters, all of them token 0.
    private struct CharacterModel: TokenizationModel {
        let tokens = TokenInventory(["?"])
        let unknownID: TokenID? = 0
        var schema: ModelSchema { ModelSchema(nil) }

        func encode(_ piece: UnsafeBufferPointer<UInt8>, into result: inout PieceTokens) {
            for index in piece.indices
            where index + 1 == piece.count || piece[index + 1] & 0xC0 != 0x80 {
                result.append(0, end: index + 1)
            }
        }
    }

    private static let normalizers: [[NormalizationStep]] = [
        [], [.form(.nfc)], [.form(.nfkd), .stripAccents, .lowercase],
        [.strip(left: true, right: true)],
        [.replace(SplitPattern(" "), with: "\u{2581}"), .prepend("\u{2581}")], [.bert(.init())],
        [.lowercase, .byteLevel], [.cleaned],
        [
            .transformed(.latinized), .transformed(.caseFolded),
            .transformed(.lowercased(locale: "tr")),
        ],
        NormalizationStep.steps(of: .accentsStripped),
    ]

    private static let preTokenizers: [[PreTokenizationStep]] = [
        [], [.byteLevel(ByteLevelOptions())],
        [.metaspace(replacement: "\u{2581}", prepend: .always, splits: true)],
        [.words], [.scripts], [.fixedLength(3)], [.whitespaceSplit, .digits(individually: true)],
        [.bert],
        [.punctuation(.mergedWithPrevious), .delimiter("a")],
        [.split(.cl100k, .isolated, isInverted: false)],
        [.split(.o200k, .mergedWithNext, isInverted: false)],
        [.segments(Segmenter(.words, locale: "ja"))], [.segments(Segmenter(.sentences))],
    ]

    /// As in `tokenizers`, each piece of what the first character became gets a sign in front.
    @Test(
        arguments: [
            ("\u{338F}x", [.form(.nfkd)], "▁k ▁g x"), ("x\u{338F}", [.form(.nfkd)], "▁x k g"),
            ("k\u{338F}", [.prepend("x"), .form(.nfkd)], "▁x ▁k k g"), ("kg", [], "▁k g"),
            ("xkg", [.replace(SplitPattern("x"), with: "")], "k g"),
            ("x", [.replace(SplitPattern("x"), with: "kg")], "▁k ▁g"),
        ] as [(String, [NormalizationStep], String)]
    )
    func metaspacesStandBeforeWhatTheFirstCharacterBecame(
        _ text: String,
        _ normalizers: [NormalizationStep],
        _ expected: String
    ) throws {
        let tokens = TokenInventory(["x", "k", "g", "▁x", "▁k", "▁g", "?"])
        let pipeline = TokenizationPipeline(
            normalizers: normalizers,
            preTokenizers: [
                .fixedLength(1), .metaspace(replacement: "▁", prepend: .first, splits: true),
            ],
            model: WordLevelModel(tokens: tokens, unknown: "?")
        )
        let ids = pipeline.ids(of: text)
        #expect(ids.map { tokens.token($0) ?? "" }.joined(separator: " ") == expected)
        #expect(pipeline.encode(text).ids == ids)
    }

    private func expectPlacesAreInOrder(_ text: String, _ encoding: Encoding) {
        let bytes = Array(text.utf8)
        var last = 0..<0
        for token in encoding.tokens {
            #expect(token.range.lowerBound >= last.lowerBound)
            #expect(token.range.upperBound >= last.upperBound)
            #expect(token.range.lowerBound >= last.upperBound || token.range.overlaps(last))
            #expect(token.range.upperBound <= bytes.count)
            #expect(String(validating: bytes[token.range], as: UTF8.self) != nil)
            last = token.range
        }
    }

    @Test(arguments: normalizers, preTokenizers)
    func placesAscendAndAreSlicesOfTheText(
        _ normalizers: [NormalizationStep],
        _ preTokenizers: [PreTokenizationStep]
    ) {
        let pipeline = TokenizationPipeline(
            normalizers: normalizers,
            preTokenizers: preTokenizers,
            model: CharacterModel()
        )
        for text in awkwardTexts {
            let encoding = pipeline.encode(text)
            expectPlacesAreInOrder(text, encoding)
            #expect(encoding.ids == pipeline.ids(of: text))
        }
    }

    /// As tokenizers 0.23.3 does.
    @Test func anAddedTokenOfNormalisedTextIsWrittenAsThatIs() {
        let pipeline = TokenizationPipeline(
            addedTokens: [
                AddedToken(id: 1, content: "Big City", isNormalized: true, isSpecial: false),
                AddedToken(id: 2, content: "RAW", isSpecial: false),
            ],
            normalizers: [.lowercase, .replace(SplitPattern(" "), with: "_"), .prepend("_")],
            model: CharacterModel(),
            decoders: [.fuse]
        )
        #expect(pipeline.decode([1, 2, 1]) == "_big_cityRAW_big_city")
        #expect(pipeline.token(1) == "Big City")
    }

    @Test func withoutStepsEveryCharacterHasItsPlace() {
        let pipeline = TokenizationPipeline(model: CharacterModel())
        for text in awkwardTexts {
            let scalars = text.unicodeScalars.map { String($0) }
            let bytes = Array(text.utf8)
            let parts = pipeline.encode(text).tokens.map {
                String(decoding: bytes[$0.range], as: UTF8.self)
            }
            #expect(parts.map { Array($0.utf8) } == scalars.map { Array($0.utf8) })
        }
    }
}
