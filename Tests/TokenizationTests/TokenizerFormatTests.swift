import Testing
import Tokenization
import UnicodeText

@Suite struct TokenizerFormatTests {
    @Test(arguments: Tokenizer.Kind.allCases, [NormalizationForm?.none, .nfc, .nfkd])
    func whatIsWrittenIsRead(_ kind: Tokenizer.Kind, _ form: NormalizationForm?) throws {
        let texts = ["a \"b\" \\ \u{1}\u{7F} é e\u{301} 日本 👩‍👩‍👧", "CCO[C@H]", "don't, (stop)"]
        for lowercased in [false, true] {
            let tokenizer = Tokenizer.trained(
                on: texts,
                kind: kind,
                lowercased: lowercased,
                normalization: form
            )
            let read = try Tokenizer(json: tokenizer.json())
            #expect(read == tokenizer)
            #expect(read.json() == tokenizer.json())
            #expect(read.vocabulary.count == tokenizer.vocabulary.count)
        }
    }

    private static let small = Tokenizer.trained(on: ["a b"], kind: .whitespace)

    /// The file of a small tokenizer, with a part replaced.
    private func file(_ old: String, _ new: String) -> [UInt8] {
        let text = String(decoding: Self.small.json(), as: UTF8.self)
        #expect(text.contains(old))
        return Array(text.replacing(old, with: new).utf8)
    }

    private func problem(_ bytes: [UInt8]) -> String? {
        do {
            _ = try Tokenizer(json: bytes, source: "some/tokenizer.json")
            return nil
        } catch {
            return error.description
        }
    }

    @Test(arguments: [
        (#""version": "1.0","#, ""),
        (#""padding": null"#, #""padding": {"strategy": "BatchLongest"}"#),
        (#""post_processor": null"#, #""post_processor": {"type": "ByteLevel"}"#),
        (#""truncation": null"#, #""truncation": null, "comment": [1, 2.5e3, true]"#),
        (#""normalizer": {"#, #""ignored": {"#),
    ])
    func harmlessFieldsArePassedOver(_ old: String, _ new: String) {
        #expect(problem(file(old, new)) == nil)
    }

    @Test(arguments: [
        (
            #""a": 4"#, #""a": 5"#,
            """
            some/tokenizer.json: model.vocab.b: the id 5 is also that of "a"
            Give each token once, with the ids 0, 1, 2, ... without gaps.
            """
        ),
        (
            #""a": 4"#, #""a": 99999999999"#,
            """
            some/tokenizer.json: model.vocab.a: the id is not one of 0 to 5, though there are \
            6 tokens
            Give each token once, with the ids 0, 1, 2, ... without gaps.
            """
        ),
        (
            #""a": 4"#, #""a": -1"#,
            """
            some/tokenizer.json: model.vocab.a: the id is not one of 0 to 5, though there are \
            6 tokens
            Give each token once, with the ids 0, 1, 2, ... without gaps.
            """
        ),
        (
            #""unk_token": "<unk>""#, #""unk_token": "[UNK]""#,
            """
            some/tokenizer.json: model.unk_token: [UNK] is not in the vocabulary
            Correct the file, or make it anew with the program that wrote it.
            """
        ),
        (
            #""type": "WordLevel""#, #""type": "Novel""#,
            """
            some/tokenizer.json: model: Novel is not a model that is known here
            Use another tokenizer, or one that does without.
            """
        ),
        (
            #""type": "WhitespaceSplit""#, #""type": "Novel""#,
            """
            some/tokenizer.json: pre_tokenizer: Novel is not a pre-tokenizer that is known here
            Use another tokenizer, or one that does without.
            """
        ),
        (
            #""type": "NFC""#, #""type": "StripAccents""#,
            """
            some/tokenizer.json: normalizer: StripAccents cannot be used, or not at this place
            Use NFC, NFD, NFKC, NFKD, Lowercase, and what `isthmus vocab train` writes.
            """
        ),
        (
            #""truncation": null"#, #""truncation": {"max_length": 5}"#,
            """
            some/tokenizer.json: truncation: truncation would cut texts short
            Set it to null; the length of sequences is limited elsewhere.
            """
        ),
    ])
    func errorsSayWhatAndWhere(_ old: String, _ new: String, _ message: String) {
        #expect(problem(file(old, new)) == message)
    }

    @Test func brokenJSONIsShown() {
        #expect(
            problem(Array("{\"version\": \"1.0\",\n  \"model\" {}}".utf8))
                == """
                some/tokenizer.json:2:11: expected ':' after the name
                      "model" {}}
                              ^
                The file is damaged or not JSON: copy it again, or make it anew.
                """
        )
    }

    @Test(arguments: [
        #""vocab": {"<unk>": 0, "<pad>": 1, "a": 2}}"#,
        #""vocab": {"<unk>": 0, "a": 2}}, "added_tokens": [{"id": 1, "content": "<pad>"}]"#,
        #""vocab": {"<unk>": 0, "a": 2}}, "added_tokens": [{"id": 1, "content": "[S]"}]"#,
    ])
    func aTokenizerOfWordsFromElsewhereHasItsOwnSpecialTokens(_ vocabulary: String) throws {
        let text = """
            {"pre_tokenizer": {"type": "WhitespaceSplit"}, "model": {"type": "WordLevel",
            "unk_token": "<unk>", \(vocabulary)}
            """
        let pipeline = try TokenizationPipeline(json: Array(text.utf8))
        let tokenizer = try Tokenizer(json: Array(text.utf8))
        #expect(tokenizer.pipeline?.encode("a b").ids == [2, 0])
        #expect(pipeline.encode("a b").ids == [2, 0])
    }

    @Test(arguments: [
        (#""syngle": []"#, 0), (#""single": []"#, 0),
        (#""single": [{"Sequence": {"id": "A", "type_id": 0}}]"#, 1),
        (
            """
            "single": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}]
            """, 2
        ),
    ])
    func aTemplateHasTheTextOnce(_ single: String, _ count: Int) {
        let text = """
            {"post_processor": {"type": "TemplateProcessing", \(single), "pair": [],
            "special_tokens": {}},
            "model": {"type": "BPE", "unk_token": "<unk>", "vocab": {"<unk>": 0, "a": 1}, "merges": []}}
            """
        var message: String?
        do throws(TokenizerFormatError) {
            _ = try TokenizationPipeline(json: Array(text.utf8))
        } catch {
            message = error.description
        }
        let wanted = "post_processor.single: the text, A, must be in it once, not \(count) times"
        #expect((count == 1) == (message == nil), "\(message ?? "")")
        #expect(count == 1 || message?.contains(wanted) == true, "\(message ?? "")")
    }

    @Test func whatIsSaidTwiceOfATokenIsTheSame() throws {
        let moved = try #require(problem(file(#""<pad>": 0"#, #""<pad>": 9"#)))
        #expect(moved.contains("<pad> has another id than in the model"))
        #expect(problem(file(#""b": 5"#, #""a": 5"#))?.contains("occurs twice") == true)
    }

    @Test(arguments: [
        "", "{", "[]", "null", "0", "{}", "{\"model\": 3}",
        "{\"model\": {\"type\": \"WordLevel\"}}",
        "{\"pre_tokenizer\": {\"type\": \"WhitespaceSplit\"}, \"model\": {\"type\": \"WordLevel\", "
            + "\"unk_token\": \"<unk>\", \"vocab\": {}}}",
        String(repeating: "[", count: 1_000_000), String(repeating: "{\"a\":", count: 100_000),
        "{\"pre_tokenizer\": \(String(repeating: "[", count: 60))",
    ])
    func whatIsNoTokenizerIsRefused(_ text: String) {
        #expect(problem(Array(text.utf8)) != nil)
    }

    @Test func nestedSequencesOfNormalizersAreRead() throws {
        let nested = file(
            #""type": "NFC""#,
            #""type": "Sequence", "normalizers": [{"type": "NFD"}]"#
        )
        #expect(try Tokenizer(json: nested).normalizer.transforms == [.normalized(.nfd)])
    }

    @Test func everyCutAndEveryChangedByteIsHandled() {
        let bytes = Self.small.json()
        for index in bytes.indices {
            #expect(problem(Array(bytes[..<(index)])) != nil || index >= bytes.count - 1)
            for value in [0x00, 0x22, 0x5C, 0x7B, 0xFF] as [UInt8] {
                var changed = bytes
                changed[index] = value
                _ = problem(changed)
            }
        }
    }
}
