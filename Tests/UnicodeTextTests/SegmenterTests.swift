import Testing
import UnicodeText

@Suite struct SegmenterTests {
    private func pieces(_ text: String, _ unit: SegmentUnit, locale: String = "") -> [String] {
        Segmenter(unit, locale: locale).segments(of: text).map(String.init)
    }

    @Test func wordsKeepContractionsAndNumbersWhole() {
        #expect(pieces("I don't, 3.50!", .words) == ["I", " ", "don't", ",", " ", "3.50", "!"])
    }

    @Test func wordsSayWhatTheyAre() {
        let kinds = Segmenter(.words).segments(of: Array("a 1 , 漢".utf8)).map(\.kind)
        #expect(kinds.filter { $0 != .none } == [.letter, .number, .ideograph])
    }

    @Test func scriptsWithoutSpacesAreCutByDictionary() {
        #expect(pieces("ฉันรักภาษาไทย", .words).count > 1)
        #expect(pieces("我喜欢学习", .words).contains("喜欢"))
    }

    @Test func sentencesEndWhereTheyEnd() {
        #expect(pieces("Is it 3.5? Yes. No!", .sentences) == ["Is it 3.5? ", "Yes. ", "No!"])
    }

    @Test func graphemesKeepMarksAndFamiliesWhole() {
        #expect(pieces("e\u{301}👩‍👩‍👧🇫🇷🇩🇪\r\n", .graphemes).count == 5)
    }

    @Test(arguments: SegmentUnit.allCases)
    func segmentsCoverTheText(_ unit: SegmentUnit) {
        var generator = TextGenerator(seed: 7)
        for _ in 0..<200 {
            let bytes = Array(generator.text(length: 40).utf8)
            var end = 0
            for segment in Segmenter(unit).segments(of: bytes) {
                #expect(segment.range.lowerBound == end)
                #expect(!segment.range.isEmpty)
                end = segment.range.upperBound
            }
            #expect(end == bytes.count)
        }
    }

    @Test func illFormedBytesAreSegmentsToo() {
        let bytes: [UInt8] = [0x61, 0xFF, 0x20, 0xE2, 0x82, 0x62]
        let segments = Segmenter(.words).segments(of: bytes)
        #expect(segments.last?.range.upperBound == bytes.count)
    }

    /// ICU is the oracle: every pair of characters that the fast path knows, set into words, and
    /// random mixtures with characters that it does not.
    @Test func ourWordRulesAreICUs() {
        for first in UInt32(1)..<0x3000 {
            guard let scalar = Unicode.Scalar(first) else { continue }
            expectAgreement("a\(scalar)a 1\(scalar)1 _\(scalar)\(scalar) \(scalar) .\(scalar)b")
        }
    }

    @Test(arguments: 0..<20)
    func theFastPathGivesWhatICUGives(_ seed: UInt64) {
        var generator = TextGenerator(seed: seed)
        for _ in 0..<250 { expectAgreement(generator.text(length: 1 + Int(seed) * 3)) }
    }

    private func expectAgreement(_ text: String) {
        for unit in [SegmentUnit.words, .graphemes] {
            let segmenter = Segmenter(unit)
            var expected: [TextSegment] = []
            let bytes = Array(text.utf8)
            bytes.withUnsafeBufferPointer { bytes in
                segmenter.forEachSegmentByICU(of: bytes, in: 0..<bytes.count) {
                    expected.append($0)
                }
            }
            let found = describe(segmenter.segments(of: bytes), in: bytes)
            #expect(found == describe(expected, in: bytes))
        }
    }
}

/// The segments as text, for a readable failure.
private func describe(_ segments: [TextSegment], in bytes: [UInt8]) -> String {
    segments.map {
        "\(String(decoding: bytes[$0.range], as: UTF8.self).debugDescription) \($0.kind)"
    }.joined(separator: " | ")
}

/// Makes texts that put characters of all word-break classes side by side.
struct TextGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }

    private static let alphabet = Array(
        """
        aAzZ09_.,;:'"!?-/@#$%()<> \t\n\r\u{B}\u{A0}\u{202F}\u{2003}\u{200B}\u{200D}\u{AD}\u{301}\
        éßÆłЖжΣςאב״ابحकिกไ漢字かカ가ᄀ👩👧🇫🇷²½Ⅷ’“”–—…·‧․
        """.unicodeScalars
    )

    /// A text in which ASCII letters and spaces are most frequent.
    mutating func text(length: Int) -> String {
        var result = String.UnicodeScalarView()
        for _ in 0..<length {
            switch next() % 4 {
            case 0: result.append(contentsOf: ["a", "b"])
            case 1: result.append(" ")
            default: result.append(Self.alphabet[Int(next()) % Self.alphabet.count])
            }
        }
        return String(result)
    }
}
