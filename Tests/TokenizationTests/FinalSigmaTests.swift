import Testing
import Tokenization
import UnicodeText

/// Capital sigmas at the end of words, which only some programs lower-case as Unicode says.
@Suite struct FinalSigmaTests {
    private static let texts = [
        "ΟΔΥΣΣΕΥΣ", "Σ", "ΑΣ ΒΣ.", "ΑΣ\u{301}", "ΑΣ'Α", "ΑΣ-Α", "ΑΣ\u{AD}Β", "ʰΣ", "Α'\u{301}'Σ'",
        "ΣΣ",
        "Aʰ:Σ:ʰ", "ǅΣ!", "1Σ", "ΌΣΟΣ ΣΑΣ", "Α\u{1F600}Σ", "ΑΣ\u{1D400}", "ΟΔΟΣ\nΣ",
        "\u{3A3}\u{345}\u{3A3}", "Ⓐ\u{300}Σ", "ªΣ", "ΑΣª",
    ]

    private func normalized(_ text: String, by steps: [NormalizationStep]) -> String {
        TokenizationPipeline(
            normalizers: steps,
            model: WordLevelModel(tokens: .init(), unknown: "")
        )
        .normalized(text)
    }

    @Test(arguments: texts)
    func stepsOfLowerCasingAreTheTransform(_ text: String) throws {
        let steps = NormalizationStep.steps(of: .lowercased())
        #expect(normalized(text, by: steps) == TextTransform.lowercased()(text))
        guard case .replace(let pattern, let sigma) = steps[0] else { return #expect(Bool(false)) }
        let expression = try SplitPattern(reading: "(?:\(pattern.text))")
        let slow: [NormalizationStep] = [.replace(expression, with: sigma), .lowercase]
        #expect(normalized(text, by: slow) == normalized(text, by: steps))
    }

    @Test(arguments: [Tokenizer.Kind.word, .whitespace, .character])
    func wordsEndAsTheyDidWhenTheFileWasWritten(_ kind: Tokenizer.Kind) throws {
        var counter = VocabularyCounter(kind: kind, normalizer: Normalizer([.lowercased()]))
        counter.add("ΟΔΥΣΣΕΥΣ")
        let tokenizer = counter.tokenizer()
        let read = try Tokenizer(json: tokenizer.json())
        #expect(read == tokenizer)
        #expect(read.kind == kind)
        #expect(read.decode(read.ids(of: "ΟΔΥΣΣΕΥΣ")) == "οδυσσευς")
        #expect(read.ownSteps.isEmpty)
    }

    /// As `tokenizers` 0.23.3 does.
    @Test func filesMadeElsewhereLowerCaseEachCharacter() throws {
        let json = """
            {"version": "1.0", "normalizer": {"type": "Lowercase"},
             "pre_tokenizer": {"type": "WhitespaceSplit"}, "model": {"type": "WordLevel", "unk_token": "<unk>",
             "vocab": {"<pad>": 0, "<bos>": 1, "<eos>": 2, "<unk>": 3, "οδοσ": 4, "οδος": 5}}}
            """
        let tokenizer = try Tokenizer(json: json.utf8)
        #expect(tokenizer.ids(of: "ΟΔΟΣ οδος ΟΔΟσ") == [4, 5, 4])
        let again = try Tokenizer(json: tokenizer.json())
        #expect(again.ids(of: "ΟΔΟΣ οδος ΟΔΟσ") == [4, 5, 4])
    }
}
