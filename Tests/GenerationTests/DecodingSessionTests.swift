import Generation
import SequenceModels
import Tensors
import Testing
import TinyModels
import Tokenization

/// One step at a time is the same as all at once.
struct DecodingSessionTests {
    private let sequences: [[TokenID]] = [[4, 5, 6, 7, 8, 9], [10, 4], [], [5, 5, 5]]

    /// log p(x|z) a step at a time; sequences leave the batch when they end.
    private func stepwise(_ model: SequenceVAE, _ codes: [[Float]]) -> [Float] {
        let session = DecodingSession(PreparedDecoder(model), codes: codes)
        var sums = [Float](repeating: 0, count: codes.count)
        var active = Array(codes.indices)
        var logProbabilities = session.start()
        for step in 0... {
            let values = logProbabilities.scalars
            let width = model.configuration.vocabularySize
            let next = active.map { place in
                step < sequences[place].count ? sequences[place][step] : Vocabulary.endOfSequence
            }
            for row in active.indices { sums[active[row]] += values[row * width + Int(next[row])] }
            let kept = active.indices.filter { next[$0] != Vocabulary.endOfSequence }
            guard !kept.isEmpty else { return sums }
            session.select(kept)
            active = kept.map { active[$0] }
            logProbabilities = session.step(kept.map { next[$0] })
        }
        return sums
    }

    private func expectAgreement(_ model: SequenceVAE, tolerance: Float) {
        let codes = model.someCodes(sequences.count)
        let together = model.logLikelihoods(of: TokenBatch(sequences), codes: codes)
        for (one, other) in zip(together, stepwise(model, codes)) {
            #expect(abs(one - other) < tolerance)
        }
    }

    @Test(arguments: RecurrentCell.allCases, [1, 2, 3])
    func steppingEqualsTeacherForcing(cell: RecurrentCell, layerCount: Int) {
        expectAgreement(tinyModel(cell: cell, layerCount: layerCount), tolerance: 1e-4)
    }

    @Test func aVocabularyTooLargeForATableOfInputProductsChangesNothing() {
        expectAgreement(tinyModel(vocabularySize: 500_000), tolerance: 1e-3)
    }

    @Test func selectedRowsGoOnAsTheyWouldHave() {
        let model = tinyModel(cell: .lstm, layerCount: 2)
        let codes = model.someCodes(3)
        let decoder = PreparedDecoder(model)
        let one = DecodingSession(decoder, codes: codes)
        let other = DecodingSession(decoder, codes: [codes[2], codes[0], codes[0]])
        _ = (one.start(), other.start())
        _ = (one.step([4, 5, 6]), other.step([6, 4, 4]))
        one.select([2, 0, 0])
        for (x, y) in zip(one.step([7, 8, 9]).scalars, other.step([7, 8, 9]).scalars) {
            #expect(abs(x - y) < 1e-5)
        }
    }

    @Test func logProbabilitiesSumToOne() {
        let model = tinyModel()
        let session = DecodingSession(PreparedDecoder(model), codes: model.someCodes(4))
        let rows = model.backend.unary(.exp, session.start()).scalars
        for row in 0..<4 { #expect(abs(rows[row * 11..<(row + 1) * 11].reduce(0, +) - 1) < 1e-5) }
    }

    @Test func steppingAsksTheSystemForNoMemory() {
        let model = tinyModel(cell: .lstm, layerCount: 2)
        let session = DecodingSession(PreparedDecoder(model), codes: model.someCodes(9))
        var logProbabilities = session.start()
        logProbabilities = session.step([4, 5, 6, 7, 8, 9, 10, 4, 5])
        let before = model.backend.storagePool.allocationCount
        for _ in 0..<20 { logProbabilities = session.step([4, 5, 6, 7, 8, 9, 10, 4, 5]) }
        #expect(logProbabilities.shape == [9, 11])
        #expect(model.backend.storagePool.allocationCount == before)
    }
}
