internal import Generation
internal import LatentSpace
internal import SequenceModels
internal import Tokenization
internal import UnicodeText

extension SequenceVAE {
    /// Decodes the means greedily and compares with the records.
    func reconstructionQuality(
        of records: TokenBatch,
        codes: [LatentCode]
    ) -> ReconstructionQuality {
        var options = DecodingOptions(strategy: .greedy)
        options.allowsUnknown = true
        options.maximumLength = 2 * records.maximumLength + 1
        let generator = SequenceGenerator(self, options: options)
        var (exact, places, edits) = (0, 0, 0)
        for (index, decoded) in generator.sequences(decoding: codes.map(\.mean)).enumerated() {
            let record = records[index]
            let ended = decoded.tokens + (decoded.isFinished ? [Vocabulary.endOfSequence] : [])
            let wanted = record + [Vocabulary.endOfSequence]
            exact += ended.elementsEqual(wanted) ? 1 : 0
            places += zip(ended, wanted).count { $0 == $1 }
            edits += editDistance(record, decoded.tokens)
        }
        return ReconstructionQuality(
            exactFraction: Double(exact) / Double(records.count),
            tokenAccuracy: Double(places) / Double(records.ids.count + records.count),
            editDistance: Double(edits) / Double(records.count)
        )
    }
}
