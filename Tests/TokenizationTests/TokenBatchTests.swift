import Testing
import Tokenization

@Suite struct TokenBatchTests {
    private let sequences: [[TokenID]] = [[5, 9, 7], [], [4], [8, 8]]

    @Test func sequencesComeBackAsTheyWent() {
        let batch = TokenBatch(sequences)
        #expect(batch.sequences == sequences)
        #expect(batch.ids == [5, 9, 7, 4, 8, 8])
        #expect(batch.offsets == [0, 3, 3, 4, 6])
        #expect(batch.lengths == sequences.map(\.count))
        #expect(batch.maximumLength == 3)
    }

    @Test func aBatchFromLengthsIsTheSameBatch() {
        let batch = TokenBatch(sequences)
        #expect(TokenBatch(ids: batch.ids, lengths: batch.lengths) == batch)
    }

    @Test func selectingPermutesWholeSequences() {
        let batch = TokenBatch(sequences).selecting([3, 0, 1])
        #expect(batch.sequences == [[8, 8], [5, 9, 7], []])
    }

    @Test func anEmptyBatchHasNoLength() {
        #expect(TokenBatch([]).isEmpty)
        #expect(TokenBatch([]).maximumLength == 0)
        #expect(TokenBatch([[]]).count == 1)
    }
}
