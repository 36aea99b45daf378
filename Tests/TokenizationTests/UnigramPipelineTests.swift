import Foundation
import Testing
import Tokenization
import UnicodeText

private let sentences = [
    "The boat left the harbour before the sun was up.",
    "Nobody was singing, and nothing was moving on the sea.",
    "A gull sat on the mast, waiting for the fishing to begin.",
    "Das Meer war ruhig, und der Wind kam aus dem Norden.",
    "Море было спокойно, и ветер дул с севера.", "  two  spaces ", "日本語 🐟",
]

private func trained(_ method: SubwordTrainer.Method, _ size: Int = 380) -> Tokenizer {
    var trainer = SubwordTrainer(method, vocabularySize: size)
    for _ in 0..<3 { for sentence in sentences { trainer.add(sentence) } }
    return trainer.tokenizer()
}

@Test func unigramTokenizersDecodeWhatTheyEncode() {
    let tokenizer = trained(.unigram)
    for text in sentences + ["", " ", "never seen: ŧ€𝄞"] {
        #expect(tokenizer.decode(tokenizer.ids(of: text)) == text)
    }
}

@Test(arguments: [SubwordTrainer.Method.unigram, .wordPiece])
func learntTokenizersAreReadAsTheyWereWritten(_ method: SubwordTrainer.Method) throws {
    let tokenizer = trained(method)
    let read = try Tokenizer(json: tokenizer.json())
    #expect(read == tokenizer)
    for text in sentences { #expect(read.ids(of: text) == tokenizer.ids(of: text)) }
}

@Test func wordPieceTokenizersSpellWordsAndSigns() {
    let tokenizer = trained(.wordPiece, 200)
    #expect(tokenizer.decode(tokenizer.ids(of: sentences[0])) == sentences[0])
}

@Test func unigramTokenizersAreTheSameAsSentencePieceModels() throws {
    let tokenizer = trained(.unigram)
    let model = try #require(tokenizer.pipeline.flatMap { SentencePieceModel($0) })
    let read = try SentencePieceTokenizer(SentencePieceModel(model.serialized))
    for text in sentences + ["never seen: ŧ€𝄞", "<b>x</b> 0x41"] {
        #expect(read.ids(of: text) == tokenizer.ids(of: text))
        #expect(read.decode(read.ids(of: text)) == text)
    }
}

@Test func otherTokenizersAreNoSentencePieceModels() {
    #expect(trained(.wordPiece).pipeline.flatMap { SentencePieceModel($0) } == nil)
    let upper = SubwordTrainer(
        .unigram,
        vocabularySize: 300,
        transforms: [.normalized(.nfc), .lowercased()]
    ).tokenizer()
    #expect(upper.pipeline.flatMap { SentencePieceModel($0) } == nil)
}

@Test func otherStagesAreNoSentencePieceModels() throws {
    let pipeline = try #require(trained(.unigram).pipeline)
    func isModel(_ normalizers: [NormalizationStep], _ cuts: [PreTokenizationStep]) -> Bool {
        let other = TokenizationPipeline(
            addedTokens: pipeline.addedTokens,
            normalizers: normalizers,
            preTokenizers: cuts,
            model: pipeline.model
        )
        return SentencePieceModel(other) != nil
    }
    #expect(isModel(pipeline.normalizers, []))
    #expect(isModel(Array(pipeline.normalizers.dropFirst()), pipeline.preTokenizers))
    #expect(!isModel(pipeline.normalizers, [.punctuation(.isolated)]))
    #expect(!isModel(pipeline.normalizers.reversed(), []))
    #expect(!isModel(pipeline.normalizers + [.lowercase], []))
}

@Test func wordPieceTokenizersBecomeBERTVocabularies() throws {
    let model = try #require(trained(.wordPiece, 200).pipeline?.model as? WordPieceModel)
    let lines = try #require(model.bertVocabulary)
    let read = try TokenizationPipeline(bertVocabulary: lines)
    #expect((0..<4).map { read.token($0) } == ["[PAD]", "[CLS]", "[SEP]", "[UNK]"])
    #expect(read.idLimit == model.tokens.count)
}

@Test(arguments: ["unigram", "bpe"])
func sentencePieceModelsBecomePipelines(_ name: String) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let golden = folder.appending(path: "Golden/SentencePiece")
    let model = try SentencePieceModel(Data(contentsOf: golden.appending(path: "\(name).model")))
    let exact = try SentencePieceTokenizer(model)
    let pipeline = try model.pipeline()
    for text in sentences.dropLast(2) {
        #expect(pipeline.ids(of: text) == exact.ids(of: text))
    }
}

@Test(arguments: ["unigram", "unigram-bytes", "bpe", "bpe-bytes", "char", "word"])
func pipelinesOfSentencePieceModelsAreReadAsTheyWereWritten(_ name: String) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let golden = folder.appending(path: "Golden/SentencePiece")
    let model = try SentencePieceModel(Data(contentsOf: golden.appending(path: "\(name).model")))
    let pipeline = try model.pipeline()
    #expect(try TokenizationPipeline(json: pipeline.json()).json() == pipeline.json())
}

@Test func bertVocabulariesBecomePipelines() throws {
    let lines = Array("[PAD]\n[UNK]\n[CLS]\n[SEP]\nthe\nsea\n##s\n,\ncafe\n".utf8)
    let pipeline = try TokenizationPipeline(bertVocabulary: lines)
    #expect(pipeline.ids(of: "The seas, café xyz") == [4, 5, 6, 7, 8, 1])
    let encoding = pipeline.encode("the sea", addingSpecialTokens: true)
    #expect(encoding.ids == [2, 4, 5, 3])
    #expect(pipeline.decode([2, 4, 5, 6, 3]) == "the seas")
    #expect(throws: TokenizerFormatError.self) {
        try TokenizationPipeline(bertVocabulary: Array("a\nb\n".utf8))
    }
}

@Test func modelsThatAreWrongAreNamed() {
    func problem(_ model: String) -> String {
        let json = "{\"version\": \"1.0\", \"model\": \(model)}"
        do {
            _ = try TokenizationPipeline(json: Array(json.utf8), source: "t")
            return ""
        } catch {
            return error.description.split(separator: "\n").first.map { String($0) } ?? ""
        }
    }
    let unigram = "{\"type\": \"Unigram\", \"unk_id\": 0, \"vocab\": "
    #expect(problem(unigram + "[[\"a\", 0]]}") == "")
    #expect(problem(unigram + "[]}") == "t: model.unk_id: there is no piece 0")
    #expect(
        problem(unigram + "[[\"a\", 0], [\"a\", 1]]}")
            == "t: model.vocab.1: the piece \"a\" is there already"
    )
    #expect(
        problem(unigram + "[[\"a\"]]}")
            == "t: model.vocab.0: expected a piece and its log-probability"
    )
    #expect(
        problem("{\"type\": \"WordPiece\", \"unk_token\": \"[UNK]\", \"vocab\": {\"a\": 0}}")
            == "t: model.unk_token: [UNK] is not in the vocabulary"
    )
}
