import Testing
import Tokenization

@Suite struct SamplingTests {
    static let corpus = [
        "the cat sleeps on the mat", "a cat and a dog", "the dog barks at the cat", "the mat",
    ]

    private static func pipeline(_ method: SubwordTrainer.Method) throws -> TokenizationPipeline {
        var trainer = SubwordTrainer(method, vocabularySize: 330)
        for text in corpus { trainer.add(text) }
        return try #require(trainer.tokenizer().pipeline)
    }

    private static func drawn(_ pipeline: TokenizationPipeline, seed: UInt64) -> [[TokenID]] {
        var generator = Congruential(state: seed)
        return corpus.map { pipeline.sample($0, using: &generator).ids }
    }

    static let ways: [(SubwordTrainer.Method, SubwordSampling)] = [
        (.byteBPE, .dropout(0.4)), (.bpe, .dropout(0.4)), (.unigram, .exponent(0.2)),
    ]

    @Test(arguments: ways)
    func whatIsDrawnIsTheSameText(_ method: SubwordTrainer.Method, _ way: SubwordSampling) throws {
        let pipeline = try Self.pipeline(method)
        let drawing = try #require(pipeline.sampling(way))
        var ways: Set<[[TokenID]]> = []
        for seed in 0..<20 as Range<UInt64> {
            let drawn = Self.drawn(drawing, seed: seed)
            #expect(drawn == Self.drawn(drawing, seed: seed))
            #expect(drawn.map { pipeline.decode($0) } == Self.corpus)
            ways.insert(drawn)
        }
        #expect(ways.count > 1)
    }

    @Test func withoutDropoutThereIsOneWayAndWithFullDropoutNoMerge() throws {
        let pipeline = try Self.pipeline(.byteBPE)
        let none = try #require(pipeline.sampling(.dropout(0)))
        #expect(Self.drawn(none, seed: 1) == Self.corpus.map { pipeline.ids(of: $0) })
        let full = try #require(pipeline.sampling(.dropout(1)))
        #expect(Self.drawn(full, seed: 1).map(\.count) == Self.corpus.map(\.utf8.count))
    }

    @Test(arguments: ways)
    func whatIsDrawnCoversTheTextInOrder(
        _ method: SubwordTrainer.Method,
        _ way: SubwordSampling
    ) throws {
        let drawing = try #require(Self.pipeline(method).sampling(way))
        var generator = Congruential(state: 3)
        for text in Self.corpus {
            let ranges = drawing.sample(text, using: &generator).tokens.map(\.range)
            let (starts, ends) = (ranges.map(\.lowerBound), ranges.map(\.upperBound))
            #expect(starts == starts.sorted() && ends == ends.sorted())
            #expect(Set(ranges.joined()) == Set(0..<text.utf8.count))
        }
    }

    @Test func amongTheBestWayOnlyThatOneIsDrawn() throws {
        let pipeline = try Self.pipeline(.unigram)
        let one = try #require(pipeline.sampling(.exponent(0, best: 1)))
        for seed in 0..<5 as Range<UInt64> {
            #expect(Self.drawn(one, seed: seed) == Self.corpus.map { pipeline.ids(of: $0) })
        }
    }

    @Test func aModelThatKnowsNoSuchDrawsSaysSo() throws {
        #expect(try Self.pipeline(.unigram).sampling(.dropout(0.1)) == nil)
        #expect(try Self.pipeline(.byteBPE).sampling(.exponent(0.1)) == nil)
        #expect(try Self.pipeline(.wordPiece).sampling(.dropout(0.1)) == nil)
    }
}
