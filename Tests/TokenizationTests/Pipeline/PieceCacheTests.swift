import Testing
import Tokenization

/// What is remembered of earlier words never changes what a word becomes.
@Suite struct PieceCacheTests {
    /// More words than are remembered, each with the tokens that the model gives it.
    private static let words = (0..<125_000).map { String($0 &* 7_919, radix: 16) }

    private let model: BPEModel = {
        var trainer = BPETrainer(vocabularySize: 60)
        trainer.initialAlphabet = "0123456789abcdef".unicodeScalars.map(\.self)
        var counts = PieceCounts()
        for (number, word) in Self.words.prefix(2_000).enumerated() {
            counts.add(word, count: number % 7 + 1)
        }
        return trainer.train(on: counts)
    }()

    private func pieceTokens(_ word: String) -> PieceTokens {
        var tokens = PieceTokens()
        Array(word.utf8).withUnsafeBufferPointer { model.encode($0, into: &tokens) }
        return tokens
    }

    private func expected(_ word: String) -> [TokenID] { pieceTokens(word).ids }

    /// The tokens of words with a space between each two, as the model alone gives them.
    private func expected(_ words: ArraySlice<String>) -> [Token] {
        var tokens: [Token] = []
        var start = 0
        for word in words {
            let found = pieceTokens(word)
            let ends = found.ends.map { start + Int($0) }
            for (id, range) in zip(found.ids, zip([start] + ends, ends)) {
                tokens.append(Token(id: id, range: range.0..<range.1))
            }
            start += word.utf8.count + 1
        }
        return tokens
    }

    @Test func moreWordsThanAreRememberedBecomeWhatTheModelSays() {
        let pipeline = TokenizationPipeline(preTokenizers: [.whitespaceSplit], model: model)
        let texts = stride(from: 0, to: Self.words.count, by: 25).map {
            Self.words[$0..<$0 + 25].joined(separator: " ")
        }
        let tokens = Self.words.map(expected)
        for threadCount in [3, 1] {
            let batch = pipeline.batch(texts, threadCount: threadCount)
            #expect(batch.ids == Array(tokens.joined()))
        }
    }

    @Test func longWordsAndWordsOfManyTokensAreNotMistakenForOthers() {
        let words = (1...60).map { String(repeating: "0f", count: $0) }
        let texts = words.flatMap { [$0, $0 + " " + $0] }
        let pipeline = TokenizationPipeline(preTokenizers: [.whitespaceSplit], model: model)
        for _ in 0..<2 {
            let sequences = pipeline.batch(texts, threadCount: 2).sequences
            for (word, pair) in zip(words, stride(from: 0, to: sequences.count, by: 2)) {
                let tokens = expected(word)
                #expect(sequences[pair] == tokens)
                #expect(sequences[pair + 1] == tokens + tokens)
            }
        }
    }

    @Test(arguments: [0, 3, 6])
    func threadsThatFillAndReplaceASharedCacheGetWhatTheModelSays(bits: Int) {
        let windows = stride(from: 0, to: 2_000, by: 3).map { Self.words[$0..<$0 + 12] }
        let texts = windows.map { $0.joined(separator: " ") }
        let tokens = windows.map(expected)
        let pipeline = TokenizationPipeline(preTokenizers: [.whitespaceSplit], model: model)
            .remembering(bits: bits)
        let faults = concurrentMap(16, threadCount: 4) { round in
            texts.indices.count(where: { index in
                let place = (index + round % 4 * 2) % texts.count
                return pipeline.encode(texts[place]).tokens != tokens[place]
            })
        }
        #expect(faults == Array(repeating: 0, count: 16))
    }
}
