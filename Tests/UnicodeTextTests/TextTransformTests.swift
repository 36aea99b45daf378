import Testing
import UnicodeText

@Suite struct TextTransformTests {
    @Test func theFourFormsDiffer() {
        let text = "\u{212B}\u{FB01}e\u{301}"
        func scalars(_ form: NormalizationForm) -> [UInt32] {
            TextTransform.normalized(form)(text).unicodeScalars.map(\.value)
        }
        #expect(scalars(.nfc) == [0xC5, 0xFB01, 0xE9])
        #expect(scalars(.nfd) == [0x41, 0x30A, 0xFB01, 0x65, 0x301])
        #expect(scalars(.nfkc) == [0xC5, 0x66, 0x69, 0xE9])
        #expect(scalars(.nfkd) == [0x41, 0x30A, 0x66, 0x69, 0x65, 0x301])
    }

    @Test func caseFollowsTheLanguage() {
        #expect(TextTransform.lowercased()("ÉTÉ ΟΔΟΣ I") == "été οδος i")
        #expect(TextTransform.lowercased(locale: "tr")("I İ") == "ı i")
        #expect(TextTransform.lowercased(locale: "tr")("plain") == "plain")
        #expect(TextTransform.caseFolded("Straße İ").hasPrefix("strasse"))
    }

    @Test(arguments: [
        TextTransform.normalized(.nfc), .normalized(.nfd), .normalized(.nfkc), .normalized(.nfkd),
        .lowercased(), .lowercased(locale: "tr"), .caseFolded, .accentsStripped, .latinized,
    ])
    func alignmentLeadsBackToTheSource(_ transform: TextTransform) {
        var generator = TextGenerator(seed: 3)
        for _ in 0..<100 {
            let source = Array((generator.text(length: 30) + "ﬁ e\u{301} ΑΣ İ").utf8)
            let result = transform.apply(to: source)
            #expect(result.alignment.source(of: 0..<result.bytes.count) == 0..<source.count)
            expectMonotonic(result, from: source, by: transform)
        }
    }

    /// The part of the source that a character of the result maps to transforms to something
    /// that holds the character, and parts ascend.
    private func expectMonotonic(
        _ result: TransformedText,
        from source: [UInt8],
        by transform: TextTransform
    ) {
        var end = 0
        for segment in Segmenter(.graphemes).segments(of: result.bytes) {
            let range = result.alignment.source(of: segment.range)
            #expect(range.lowerBound >= end || range.upperBound >= end)
            #expect(UTF8Validation.firstInvalidOffset(in: Array(source[range])) == nil)
            end = range.upperBound
            if case .normalized = transform {
                let again = transform.apply(to: Array(source[range])).bytes
                #expect(again.contains(result.bytes[segment.range]))
            }
        }
    }

    @Test func illFormedBytesSurvive() {
        let bytes: [UInt8] = [0x65, 0xCC, 0x81, 0xFF, 0x41]
        #expect(TextTransform.normalized(.nfc).apply(to: bytes).bytes == [0xC3, 0xA9, 0xFF, 0x41])
    }

    @Test func theASCIIPathGivesWhatICUGives() {
        let ascii = (0..<128).map { String(UnicodeScalar(UInt8($0))) }.joined()
        for transform in [TextTransform.normalized(.nfkc), .lowercased(), .caseFolded] {
            let withICU = transform(ascii + "é")
            #expect(transform(ascii) + "é" == withICU)
        }
    }

    @Test func propertiesAreThoseOfUnicode() {
        #expect(CharacterProperties.category(of: "a") == .letter)
        #expect(CharacterProperties.category(of: "½") == .number)
        #expect(CharacterProperties.category(of: "—") == .punctuation)
        #expect(CharacterProperties.category(of: "€") == .symbol)
        #expect(CharacterProperties.category(of: "\u{301}") == .mark)
        #expect(CharacterProperties.isWhiteSpace("\u{2003}"))
        #expect(CharacterProperties.script(of: "a2b") == "Latn")
        #expect(CharacterProperties.script(of: "12") == nil)
        #expect(CharacterProperties.script(of: "рaсa\u{301}р") == "Cyrl")
    }
}
