import Checkpoints
import DurableFiles
import JSONText
import SequenceModels
import Tensors
import Tokenization
import Training
import UnicodeText

/// What `isthmus train` does: corpus, tokenizer, model, training, model folder.
struct TrainJob {
    let settings: TrainSettings
    let corpus: [String]
    let validation: String?
    let select: String?
    let folder: ModelFolder
    let isFresh: Bool
    let threads: Int
    let maximumSeconds: Double

    /// What decides the training, without what follows from the corpus.
    var configuration: TrainingConfiguration { settings.training }

    /// A prepared training: everything but the steps.
    struct Prepared {
        let trainer: Trainer
        let tokenizer: Tokenizer
        let recordCount: Int
        let tokenCount: Int
    }

    /// Reads the corpus, makes or loads tokenizer and model, and writes what makes a model folder.
    func prepare(note: (String) -> Void) throws -> Prepared {
        try configuration.training.precision.requireSupport()
        if isFresh { try removeOldRun() }
        let existing = folder.exists ? try folder.readConfiguration() : nil
        let texts = try read(corpus)
        texts.report.forEach(note)
        let held = try validation.map { try read([$0]) }
        let tokenizer =
            try existing == nil ? makeTokenizer(texts.texts, note: note) : keptTokenizer()
        let sequences = TrainSequences(
            texts,
            validation: held,
            tokenizer: tokenizer,
            data: configuration.data,
            seed: configuration.training.seed
        )
        report(sequences, tokenizer, note)
        let resolved = self.resolved(vocabularySize: tokenizer.vocabulary.count)
        let run = describe(sequences, tokenizer)
        if let existing { try refuseIfDifferent(resolved, run, existing) }
        let regularization = try SubwordRegularization(resolved, tokenizer, sequences)
        let trainer = try makeTrainer(resolved, sequences)
        trainer.redraw = regularization.map { draws in { draws.draw($0, step: $1) } }
        try write(resolved, run, tokenizer)
        return Prepared(
            trainer: trainer,
            tokenizer: tokenizer,
            recordCount: sequences.training.count,
            tokenCount: sequences.training.ids.count + sequences.training.count
        )
    }

    private func read(_ paths: [String]) throws -> TrainCorpus {
        try TrainCorpus(
            paths,
            kind: configuration.data.kind,
            select: select,
            locale: configuration.data.locale,
            settings: settings.corpus
        )
    }

    private func makeTrainer(
        _ configuration: TrainingConfiguration,
        _ sequences: TrainSequences
    ) throws -> Trainer {
        let backend = CPUBackend(
            threadCount: threads,
            precision: configuration.training.precision
        )
        let seed = UInt64(configuration.training.seed)
        let model = SequenceVAE(
            configuration.model,
            using: SeededGenerator(seed: seed, stream: RandomStream.initialization.stream(at: 0)),
            on: backend
        )
        return try Trainer(
            configuration,
            model: model,
            sequences: sequences.training,
            validation: sequences.validation,
            folder: folder
        )
    }

    /// The configuration with what follows from the corpus.
    private func resolved(vocabularySize: Int) -> TrainingConfiguration {
        var resolved = configuration
        resolved.model.vocabularySize = vocabularySize
        if resolved.model.embeddingSize == 0 { resolved.model.embeddingSize = vocabularySize }
        return resolved
    }

    private func settings(_ resolved: TrainingConfiguration) -> TrainSettings {
        var result = settings
        result.training = resolved
        return result
    }

    private func report(
        _ sequences: TrainSequences,
        _ tokenizer: Tokenizer,
        _ note: (String) -> Void
    ) {
        if sequences.tooLong > 0 {
            let limit = configuration.data.maximumLength
            note(
                "\(sequences.tooLong) records of more than \(limit) tokens left out (--max-length)"
            )
        }
        if sequences.inexpressible > 0 {
            note("\(sequences.inexpressible) molecules left out that SELFIES cannot express")
        }
        let percent = 100 * Double(sequences.unknown) / Double(max(1, sequences.total))
        note(
            "\(sequences.training.count) sequences to train on, \(sequences.validation.count) held "
                + "out; vocabulary of \(tokenizer.vocabulary.count) tokens, "
                + "\(percent.rounded(toPlaces: 2)) % unknown"
        )
    }

    /// Facts of the run that are not settings; the fingerprint tells whether the corpus changed.
    private func describe(_ sequences: TrainSequences, _ tokenizer: Tokenizer) -> JSONObject {
        var run = JSONObject()
        run["corpus"] = .array(corpus.map { JSONValue(stringLiteral: $0) })
        for (name, options) in [
            ("preparation", settings.corpus.description),
            ("molecules", settings.corpus.moleculeDescription),
        ] where !options.isEmpty {
            run[name] = .string(options)
        }
        run["records"] = JSONValue(sequences.training.count)
        run["validation_records"] = JSONValue(sequences.validation.count)
        run["tokens"] = JSONValue(sequences.training.ids.count + sequences.training.count)
        run["vocabulary_size"] = JSONValue(tokenizer.vocabulary.count)
        run["threads"] = JSONValue(threads)
        run["fingerprint"] = JSONValue(stringLiteral: sequences.fingerprint)
        return run
    }

    private func refuseIfDifferent(
        _ resolved: TrainingConfiguration,
        _ run: JSONObject,
        _ existing: JSONObject
    ) throws {
        let old = try TrainSettings(keptIn: existing)
        let new = settings(resolved)
        var differences = TrainSettings.table.differences(old, new).map { key in
            "\(key.name): \(key.read(old).serialized()) there, \(key.read(new).serialized()) now"
        }
        if existing["run"]?["fingerprint"] != run["fingerprint"] {
            differences.append("the corpus or how it is divided")
        }
        guard differences.isEmpty else {
            throw ToolError.usage(
                "\(folder.path) holds another training, which differs in:\n  "
                    + differences.joined(separator: "\n  ")
                    + "\nUse the same settings to go on with it, another --out, or --fresh to "
                    + "start anew"
            )
        }
    }

    private func write(
        _ resolved: TrainingConfiguration,
        _ run: JSONObject,
        _ tokenizer: Tokenizer
    ) throws {
        var object = TrainSettings.table.object(of: settings(resolved))
        object["run"] = .object(run)
        try folder.write(tokenizer: tokenizer, configuration: object)
    }

    private func removeOldRun() throws {
        guard Directory.exists(folder.path) else { return }
        guard folder.exists else { return }
        for name in try Directory.entries(of: folder.path) where Self.isOurs(name) {
            try Directory.remove(folder.file(name))
        }
    }

    /// Only what a training wrote is removed; anything else in the folder is the user's.
    private static func isOurs(_ name: String) -> Bool {
        [
            "model.safetensors", "config.json", "tokenizer.json", "README.md", "metrics.jsonl",
            "checkpoints",
        ].contains(name) || name.hasPrefix("events.out.tfevents.")
    }
}

extension Double {
    /// Rounded to a number of decimal places, for people to read.
    func rounded(toPlaces places: Int) -> Double {
        let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
        return (self * scale).rounded() / scale
    }
}
