import Generation
import SequenceModels
import Tensors
import Testing
import TinyModels
import Tokenization

/// The laws of greedy decoding and sampling.
struct SequenceGeneratorTests {
    private func options(
        _ strategy: DecodingStrategy,
        _ processors: [any LogitsProcessor] = []
    ) -> DecodingOptions {
        var options = DecodingOptions(strategy: strategy)
        options.processors = processors
        options.maximumLength = 12
        options.seed = 5
        return options
    }

    /// Bit for bit.
    @Test(arguments: [DecodingStrategy.greedy, .sampling, .beam(width: 3)])
    func aResultDoesNotDependOnItsBatch(strategy: DecodingStrategy) {
        let model = tinyModel()
        let codes = model.someCodes(23)
        let whole = SequenceGenerator(model, options: options(strategy)).decode(codes)
        for batchSize in [1, 4, 7] {
            var small = options(strategy)
            small.batchSize = batchSize
            let generator = SequenceGenerator(model, options: small)
            #expect(generator.decode(codes) == whole)
            #expect(generator.decode(Array(codes[9...]), firstIndex: 9) == Array(whole[9...]))
        }
    }

    @Test(arguments: RecurrentCell.allCases, [1, 2, 3])
    func aResultDoesNotDependOnTheNumberOfThreads(cell: RecurrentCell, threadCount: Int) {
        let one = tinyModel(cell: cell, layerCount: 2)
        let model = tinyModel(cell: cell, layerCount: 2, threadCount: threadCount)
        let codes = one.someCodes(300)
        for processors in [[], [TopK(7)]] as [[any LogitsProcessor]] {
            var large = options(.sampling, processors)
            large.batchSize = 130
            let expected = SequenceGenerator(one, options: options(.sampling, processors))
            let sequences = SequenceGenerator(model, options: large).decode(codes)
            #expect(sequences == expected.decode(codes))
        }
    }

    /// Of sequences that begin in the places of others, and of a batch that gets smaller.
    @Test(arguments: RecurrentCell.allCases, [[], [TopK(5)]] as [[any LogitsProcessor]])
    func decodingAsksTheSystemForNoMoreMemory(
        cell: RecurrentCell,
        processors: [any LogitsProcessor]
    ) {
        let model = tinyModel(cell: cell, layerCount: 2)
        var small = options(.sampling, processors)
        small.batchSize = 16
        let generator = SequenceGenerator(model, options: small)
        var sequences = generator.sequences(decoding: generator.priorCodes(0..<500))
        for _ in 0..<40 { _ = sequences.next() }
        let before = model.backend.storagePool.allocationCount
        var count = 40
        while sequences.next() != nil { count += 1 }
        #expect(count == 500)
        #expect(model.backend.storagePool.allocationCount == before)
    }

    @Test func aSequenceThatMayNotEndIsAsLongAsItCanBe() {
        let model = tinyModel()
        let endless = options(.sampling, [SuppressTokens([Vocabulary.endOfSequence])])
        let decoded = SequenceGenerator(model, options: endless).decode(model.someCodes(40))
        #expect(decoded.allSatisfy { $0.tokens.count == 12 && !$0.isFinished })
    }

    @Test func anotherSeedMakesOtherChoices() {
        let model = tinyModel()
        let codes = model.someCodes(10)
        var other = options(.sampling)
        other.seed = 6
        let one = SequenceGenerator(model, options: options(.sampling)).decode(codes)
        #expect(one != SequenceGenerator(model, options: other).decode(codes))
        #expect(one == SequenceGenerator(model, options: options(.sampling)).decode(codes))
    }

    /// Whatever a processor changed.
    @Test(arguments: RecurrentCell.allCases)
    func theLogProbabilityIsThatOfTheModel(cell: RecurrentCell) {
        let model = tinyModel(cell: cell, layerCount: 2)
        let codes = model.someCodes(40)
        let chosen = options(.sampling, [Temperature(1.3), TopK(6), Nucleus(p: 0.9)])
        let decoded = SequenceGenerator(model, options: chosen).decode(codes)
        let finished = decoded.indices.filter { decoded[$0].isFinished }
        #expect(finished.count > 5)
        let likelihoods = model.logLikelihoods(
            of: TokenBatch(finished.map { decoded[$0].tokens }),
            codes: finished.map { codes[$0] }
        )
        for (index, likelihood) in zip(finished, likelihoods) {
            #expect(abs(decoded[index].logProbability - Double(likelihood)) < 1e-4)
        }
    }

    @Test func specialTokensAreNotGenerated() {
        let model = tinyModel(vocabularySize: 6)
        let codes = model.someCodes(300)
        let known = SequenceGenerator(model, options: options(.sampling)).decode(codes)
        #expect(known.allSatisfy { $0.tokens.allSatisfy { $0 > Vocabulary.unknown } })
        var allowing = options(.sampling)
        allowing.allowsUnknown = true
        let tokens = SequenceGenerator(model, options: allowing).decode(codes).flatMap(\.tokens)
        #expect(Set(tokens) == [Vocabulary.unknown, 4, 5])
    }

    @Test func samplingOneOfOneTokenIsGreedy() {
        let model = tinyModel()
        let codes = model.someCodes(20)
        let greedy = SequenceGenerator(model, options: options(.greedy)).decode(codes)
        let single = SequenceGenerator(model, options: options(.sampling, [TopK(1)])).decode(codes)
        #expect(single.map(\.tokens) == greedy.map(\.tokens))
        for (one, other) in zip(single, greedy) {
            #expect(abs(one.logProbability - other.logProbability) < 1e-5)
        }
        let cold = SequenceGenerator(model, options: options(.sampling, [Temperature(1e-4)]))
        #expect(cold.decode(codes).map(\.tokens) == greedy.map(\.tokens))
    }

    /// The first token of 8,000 sequences from one code, at two temperatures.
    @Test(arguments: [1, 0.5] as [Float])
    func samplesFollowTheDistribution(temperature: Float) {
        let model = tinyModel()
        let code = model.someCodes(1)
        let start = DecodingSession(PreparedDecoder(model), codes: code).start()
        let sharpened = model.backend.scaled(start, by: 1 / temperature, offset: 0)
        var weights = model.backend.unary(.exp, sharpened).scalars.map(Double.init)
        for special in [0, 1, 3] { weights[special] = 0 }
        var single = options(.sampling, temperature == 1 ? [] : [Temperature(temperature)])
        single.maximumLength = 1
        let count = 8000
        let codes = [[Float]](repeating: code[0], count: count)
        let decoded = SequenceGenerator(model, options: single).decode(codes)
        let firsts = decoded.map { $0.tokens.first ?? Vocabulary.endOfSequence }
        for (token, weight) in weights.enumerated() {
            let expected = weight / weights.reduce(0, +)
            let observed = Double(firsts.count { $0 == TokenID(token) }) / Double(count)
            let deviation = (expected * (1 - expected) / Double(count)).squareRoot()
            #expect(abs(observed - expected) <= 4.5 * deviation)
        }
    }

    @Test(arguments: [0, 1, 5])
    func nothingIsLongerThanTheMaximum(length: Int) {
        let model = tinyModel()
        for strategy in [DecodingStrategy.greedy, .sampling, .beam(width: 2)] {
            var limited = options(strategy)
            limited.maximumLength = length
            let decoded = SequenceGenerator(model, options: limited).decode(model.someCodes(50))
            #expect(decoded.allSatisfy { $0.tokens.count <= length })
            #expect(decoded.allSatisfy { $0.isFinished || $0.tokens.count == length })
        }
    }

    /// A batch, a batch ahead, and what takes the places of those that end in so many steps.
    @Test func codesAreTakenAsTheyAreNeeded() {
        let model = tinyModel()
        var small = options(.greedy)
        small.batchSize = 4
        let generator = SequenceGenerator(model, options: small)
        var drawn = 0
        let codes = AnySequence(
            generator.priorCodes(0..<Int.max).lazy.map { code in
                drawn += 1
                return code
            }
        )
        var sequences = generator.sequences(decoding: codes)
        for _ in 0..<5 { _ = sequences.next() }
        #expect(drawn <= 4 * (2 + 5 * 13))
    }

    @Test func codesOfThePriorDependOnTheirIndexOnly() {
        let generator = SequenceGenerator(tinyModel(), options: options(.sampling))
        let codes = Array(generator.priorCodes(0..<2000))
        #expect(Array(generator.priorCodes(100..<110)) == Array(codes[100..<110]))
        let values = codes.flatMap(\.self)
        let mean = values.reduce(0, +) / Float(values.count)
        let square = values.reduce(0) { $0 + $1 * $1 } / Float(values.count)
        #expect(abs(mean) < 0.04)
        #expect(abs(square - 1) < 0.06)
    }
}
