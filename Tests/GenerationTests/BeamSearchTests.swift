import Generation
import SequenceModels
import Tensors
import Testing
import TinyModels
import Tokenization

/// The laws of beam search.
struct BeamSearchTests {
    private func options(_ strategy: DecodingStrategy, length: Int = 12) -> DecodingOptions {
        var options = DecodingOptions(strategy: strategy)
        options.maximumLength = length
        return options
    }

    /// Every sequence of up to `length` of the tokens 4, 5 and 6.
    private func allSequences(upTo length: Int) -> [[TokenID]] {
        var (all, longest): ([[TokenID]], [[TokenID]]) = ([[]], [[]])
        for _ in 0..<length {
            longest = longest.flatMap { head in ([4, 5, 6] as [TokenID]).map { head + [$0] } }
            all += longest
        }
        return all
    }

    /// 40 finished sequences of at most 3 tokens exist.
    @Test(arguments: [0, 0.5, 1])
    func aWideBeamFindsTheBestSequencesThereAre(lengthExponent: Double) {
        let model = tinyModel(cell: .lstm, vocabularySize: 7)
        let sequences = allSequences(upTo: 3)
        let search = SequenceGenerator(
            model,
            options: options(.beam(width: 40, lengthExponent: lengthExponent), length: 3)
        )
        for (code, found) in zip(model.someCodes(5), search.decodeAll(model.someCodes(5))) {
            let codes = [[Float]](repeating: code, count: sequences.count)
            let likelihoods = model.logLikelihoods(of: TokenBatch(sequences), codes: codes)
            let scores = sequences.indices.map { index in
                Double(likelihoods[index])
                    / power(Double(sequences[index].count + 1), lengthExponent)
            }
            let best = scores.indices.sorted { scores[$0] > scores[$1] }
            #expect(found.map(\.tokens) == best.map { sequences[$0] })
            for (sequence, index) in zip(found, best) {
                #expect(abs(sequence.logProbability - Double(likelihoods[index])) < 1e-4)
            }
        }
    }

    @Test func aBeamOfOneIsGreedy() {
        let model = tinyModel()
        let codes = model.someCodes(30)
        let greedy = SequenceGenerator(model, options: options(.greedy)).decode(codes)
        let beam = SequenceGenerator(model, options: options(.beam(width: 1))).decode(codes)
        for (one, other) in zip(greedy, beam) where one.isFinished {
            #expect(one.tokens == other.tokens)
            #expect(abs(one.logProbability - other.logProbability) < 1e-4)
        }
    }

    @Test func resultsAreDifferentAndInOrder() {
        let model = tinyModel()
        let search = SequenceGenerator(model, options: options(.beam(width: 4)))
        for found in search.decodeAll(model.someCodes(10)) {
            #expect(!found.isEmpty && found.count <= 4)
            #expect(Set(found.map(\.tokens)).count == found.count)
            let finished = found.prefix { $0.isFinished }.map(\.logProbability)
            #expect(finished == finished.sorted(by: >))
            #expect(found.dropFirst(finished.count).allSatisfy { !$0.isFinished })
        }
    }

    /// For exponents of 0, 1/2 and 1.
    private func power(_ base: Double, _ exponent: Double) -> Double {
        exponent == 0 ? 1 : exponent == 1 ? base : base.squareRoot()
    }
}
