import Tokenization
import Training

/// The sequences of a training, and what the tokenizer made of the corpus.
struct TrainSequences {
    private(set) var training = TokenBatch([])

    /// The texts of the sequences to train on.
    private(set) var texts: [String] = []

    private(set) var validation = TokenBatch([])

    /// Records of more tokens than the configuration allows.
    private(set) var tooLong = 0

    /// Molecules that SELFIES has no symbols for.
    private(set) var inexpressible = 0

    private(set) var unknown = 0
    private(set) var total = 0

    /// Tokenizes a corpus; holds a part of its records out, chosen by the seed, if there is no
    /// other.
    ///
    /// The spellings of a molecule stay on one side, and of one that is held out the first is taken.
    init(
        _ corpus: TrainCorpus,
        validation held: TrainCorpus?,
        tokenizer: Tokenizer,
        data: TrainingConfiguration.Data,
        seed: Int
    ) {
        let all = sequences(of: corpus, tokenizer, data)
        let starts = Self.starts(of: all)
        guard let held else {
            let split = HeldOut(count: starts.count, fraction: data.validationFraction, seed: seed)
            let ends = Array(starts.dropFirst()) + [all.count]
            let kept = split.training.flatMap { all[starts[$0]..<ends[$0]] }
            training = TokenBatch(kept.map(\.ids))
            texts = kept.map(\.text)
            validation = TokenBatch(split.validation.map { all[starts[$0]].ids })
            return
        }
        training = TokenBatch(all.map(\.ids))
        texts = all.map(\.text)
        let others = sequences(of: held, tokenizer, data)
        validation = TokenBatch(Self.starts(of: others).map { others[$0].ids })
    }

    /// A text of a record as tokens.
    private struct Sequence {
        var ids: [TokenID]
        var text: String
        var record: Int
    }

    /// Where in the sequences a record starts.
    private static func starts(of sequences: [Sequence]) -> [Int] {
        sequences.indices.filter {
            $0 == 0 || sequences[$0].record != sequences[$0 - 1].record
        }
    }

    private mutating func sequences(
        of corpus: TrainCorpus,
        _ tokenizer: Tokenizer,
        _ data: TrainingConfiguration.Data
    ) -> [Sequence] {
        corpus.texts.enumerated().compactMap { index, text in
            let ids = tokenizer.ids(of: text)
            guard isUsable(ids, tokenizer, data) else { return nil }
            return Sequence(ids: ids, text: text, record: corpus.record(of: index))
        }
    }

    private mutating func isUsable(
        _ ids: [TokenID],
        _ tokenizer: Tokenizer,
        _ data: TrainingConfiguration.Data
    ) -> Bool {
        if tokenizer.kind == .selfies, ids == [Vocabulary.unknown] {
            inexpressible += 1
            return false
        }
        total += ids.count
        unknown += ids.count { $0 == Vocabulary.unknown }
        guard ids.count <= data.maximumLength else {
            tooLong += 1
            return false
        }
        return !ids.isEmpty
    }

    /// A number that changes when any sequence does, of all ids and lengths.
    var fingerprint: String {
        var hash = SequenceHash()
        for batch in [training, validation] {
            batch.offsets.forEach { hash.add($0) }
            batch.ids.forEach { hash.add(Int($0)) }
        }
        return String(hash.value, radix: 16)
    }
}
