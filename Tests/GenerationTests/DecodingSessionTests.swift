import Autodiff
import Generation
import SequenceModels
import Tensors
import Testing
import Tokenization

/// One step at a time is the same as all at once.
struct DecodingSessionTests {
    private let sequences: [[TokenID]] = [[4, 5, 6, 7, 8, 9], [10, 4], [], [5, 5, 5]]

    /// log p(x|z) of whole sequences, teacher-forced.
    private func likelihoods(_ model: SequenceVAE, _ codes: [[Float]]) -> [Float] {
        let tape = Tape(on: model.backend, isRecording: false)
        let shape = [codes.count, codes[0].count]
        let z = Tensor(codes.flatMap(\.self), shape: shape, on: model.backend)
        let batch = TokenBatch(sequences)
        let likelihood = model.likelihood(given: tape.constant(z), prefix: batch)
        return likelihood.logProbability(of: batch).value.scalars
    }

    /// The same, a step at a time; sequences leave the batch when they end.
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

    @Test(arguments: RecurrentCell.allCases, [1, 2, 3])
    func steppingEqualsTeacherForcing(cell: RecurrentCell, layerCount: Int) {
        let model = tinyModel(cell: cell, layerCount: layerCount)
        let codes = someCodes(sequences.count, model: model)
        for (one, other) in zip(likelihoods(model, codes), stepwise(model, codes)) {
            #expect(abs(one - other) < 1e-4)
        }
    }

    /// A vocabulary too large for a table of input products.
    @Test func aTableOfInputProductsChangesNothing() {
        let model = tinyModel(vocabularySize: 500_000)
        let codes = someCodes(sequences.count, model: model)
        for (one, other) in zip(likelihoods(model, codes), stepwise(model, codes)) {
            #expect(abs(one - other) < 1e-3)
        }
    }

    @Test func selectedRowsGoOnAsTheyWouldHave() {
        let model = tinyModel(cell: .lstm, layerCount: 2)
        let codes = someCodes(3, model: model)
        let (one, other) = (
            DecodingSession(PreparedDecoder(model), codes: codes),
            DecodingSession(PreparedDecoder(model), codes: [codes[2], codes[0], codes[0]])
        )
        _ = (one.start(), other.start())
        _ = one.step([4, 5, 6])
        _ = other.step([6, 4, 4])
        one.select([2, 0, 0])
        let (a, b) = (one.step([7, 8, 9]).scalars, other.step([7, 8, 9]).scalars)
        for (x, y) in zip(a, b) { #expect(abs(x - y) < 1e-5) }
    }

    @Test func logProbabilitiesSumToOne() {
        let model = tinyModel()
        let session = DecodingSession(PreparedDecoder(model), codes: someCodes(4, model: model))
        let rows = model.backend.unary(.exp, session.start()).scalars
        for row in 0..<4 { #expect(abs(rows[row * 11..<(row + 1) * 11].reduce(0, +) - 1) < 1e-5) }
    }
}
