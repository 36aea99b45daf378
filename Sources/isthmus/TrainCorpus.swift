import Checkpoints
import Corpora
import Molecules
import Tokenization
import Training

/// The corpus of a training as text, and what was left out of it.
struct TrainCorpus {
    var texts: [String] = []
    var summary = CorpusSummary()
    var refused: [String] = []

    /// How many faulty records are shown one by one.
    static let shownFaults = 5

    /// Reads the files; for molecules each record must be one by RDKit.
    init(_ paths: [String], kind: ModelFolder.Kind, select: String?) throws {
        var options = CorpusOptions(selection: select)
        if kind == .text {
            options.segmenter = CorpusOptions.sentences()
        }
        var (texts, refused) = ([String](), [String]())
        summary = try Corpus.read(paths, options: options, onReject: { refused.append("\($0)") }) {
            record in
            let text = record.text.trimmed
            guard kind == .smiles, !Molecule.isValid(text) else { return texts.append(text) }
            refused.append("\(record.source):\(record.line): RDKit refuses the SMILES \(text)")
        }
        self.texts = texts
        self.refused = refused
        guard !texts.isEmpty else {
            let first = refused.first.map { "; the first fault: \($0)" } ?? ""
            throw ToolError.badData(
                "\(paths.joined(separator: ", ")): no record can be used\(first)"
            )
        }
    }

    /// What the user is told about the reading.
    var report: [String] {
        let faults = refused.prefix(Self.shownFaults) + summary.faults.map { "\($0)" }
        let more = refused.count - Self.shownFaults
        return summary.notes + faults
            + (more > 0 ? ["... and \(more) more records refused"] : [])
            + ["\(texts.count) records read, \(refused.count) refused"]
    }
}

extension String {
    /// Without white space at its ends.
    var trimmed: String {
        let isSpace = { (character: Character) in character.isWhitespace }
        let start = drop(while: isSpace)
        return String(start.prefix(start.count - start.reversed().prefix(while: isSpace).count))
    }
}

/// The sequences of a training, and what the tokenizer made of the corpus.
struct TrainSequences {
    var training: TokenBatch
    var validation: TokenBatch
    var tooLong = 0
    /// Molecules that SELFIES has no symbols for.
    var inexpressible = 0
    var unknown = 0
    var total = 0

    /// Tokenizes a corpus; holds a part of it out, chosen by the seed, if there is no other.
    init(
        _ texts: [String],
        validation held: [String]?,
        tokenizer: Tokenizer,
        data: TrainingConfiguration.Data,
        seed: Int
    ) {
        var counts = (tooLong: 0, unknown: 0, total: 0, inexpressible: 0)
        func sequences(_ texts: [String]) -> [[TokenID]] {
            texts.compactMap { text in
                let ids = tokenizer.ids(of: text)
                if tokenizer.kind == .selfies, ids == [Vocabulary.unknown] {
                    counts.inexpressible += 1
                    return nil
                }
                counts.total += ids.count
                counts.unknown += ids.count { $0 == Vocabulary.unknown }
                guard ids.count <= data.maximumLength else {
                    counts.tooLong += 1
                    return nil
                }
                return ids.isEmpty ? nil : ids
            }
        }
        let all = sequences(texts)
        if let held {
            training = TokenBatch(all)
            validation = TokenBatch(sequences(held))
        } else {
            let split = HeldOut(count: all.count, fraction: data.validationFraction, seed: seed)
            training = TokenBatch(split.training.map { all[$0] })
            validation = TokenBatch(split.validation.map { all[$0] })
        }
        (tooLong, unknown, total) = (counts.tooLong, counts.unknown, counts.total)
        inexpressible = counts.inexpressible
    }

    /// A number that changes when any sequence does: FNV-1a over all ids and lengths.
    var fingerprint: String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ value: Int) {
            hash = (hash ^ UInt64(truncatingIfNeeded: value)) &* 0x100_0000_01b3
        }
        for batch in [training, validation] {
            batch.offsets.forEach(add)
            batch.ids.forEach { add(Int($0)) }
        }
        return String(hash, radix: 16)
    }
}
