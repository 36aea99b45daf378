import ArgumentParser
import Checkpoints
import DurableFiles
import JSONText
import Tensors
import Training
import UnicodeText

/// `isthmus train`.
struct Train: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Train a model on a corpus.",
        discussion: """
            Example:
              isthmus train --corpus molecules.smi --kind smiles --out my-model

            The same command run again goes on where it stopped (Ctrl-C saves), and ends with \
            the same bytes as if it had not. A setting is taken from the preset, then --config, \
            then the flags, then --set; --print-config shows all of them.
            """
    )

    @Option(parsing: .upToNextOption, help: "Files to learn from; - is stdin.")
    var corpus: [String] = []

    @Option(help: "The model folder to write.")
    var out: String?

    @Option(help: "What the sequences are: text or smiles.")
    var kind: String?

    @Option(help: "A corpus to validate on, instead of a part of --corpus.")
    var validation: String?

    @Option(
        help: """
            The part of --corpus that is held out (0.05). Of more than 2,000 sequences, a spread \
            sample of so many is measured during the training; evaluate takes all.
            """
    )
    var validationFraction: String?

    @Option(help: "The column or field that holds the sequence.")
    var select: String?

    @Option(help: "small, moses, he2019, demo-molecules or demo-sentences.")
    var preset: String = Preset.small.rawValue

    @Option(help: "A JSON file of settings.")
    var config: String?

    @Option(name: .customLong("set"), help: "One setting, such as objective.beta=0.5.")
    var settings: [String] = []

    @Option(
        help: """
            word, whitespace, char, smiles, smiles-bpe, selfies, bpe, byte-bpe, unigram, \
            wordpiece, or a file: a tokenizer.json, a vocab.json beside a merges.txt, a \
            .tiktoken file, SentencePiece's .model, or BERT's vocab.txt.
            """
    )
    var tokenizer: String?

    @Option(help: "How text is cut, for a .tiktoken file: gpt2, cl100k, o200k or qwen.")
    var pattern: String?

    @Option(help: "The most tokens the vocabulary may have.")
    var vocabularySize: String?

    @Option(help: "Longer sequences are left out.")
    var maxLength: String?

    @Option(help: "Passes over the corpus.")
    var epochs: String?

    @Option(help: "Steps at most.")
    var maxSteps: String?

    @Option(help: "Stop after so many minutes; run again to go on.")
    var maxMinutes: Double?

    @Option(help: "Sequences a step.")
    var batchSize: String?

    @Option(help: "The highest learning rate.")
    var learningRate: String?

    @Option(help: "auto, f32 or bf16.")
    var precision: String?

    @Option(help: "The seed of everything random.")
    var seed: String?

    @Flag(help: "Start anew, whatever the folder holds.")
    var fresh = false

    @Flag(help: "Print all settings with their meaning, and stop.")
    var printConfig = false

    @OptionGroup(title: "Repairs") var repairs: RepairOptions

    @OptionGroup(title: "Choice of records") var filters: FilterOptions

    @OptionGroup(title: "Molecules") var molecules: MoleculeOptions

    @OptionGroup(title: "Rewriting, which the tokenizer keeps") var rewriting: RewritingOptions

    @Option(help: "The language of sentences, words and cases, such as fr.")
    var locale: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
        let settings = try resolvedSettings()
        if printConfig { return try Self.printSettings(of: settings) }
        guard !corpus.isEmpty else { throw ToolError.usage("--corpus is missing") }
        guard let out else { throw ToolError.usage("--out is missing") }
        let job = TrainJob(
            settings: settings,
            corpus: corpus,
            validation: validation,
            select: select,
            folder: ModelFolder(path: out),
            isFresh: fresh,
            threads: common.threadCount,
            maximumSeconds: maxMinutes.map { $0 * 60 } ?? .infinity
        )
        try TrainingLock.holding(job.folder) { try run(job, out: out) }
    }

    private func run(_ job: TrainJob, out: String) throws {
        let report = TrainReport(console: common.console)
        let prepared = try job.prepare(note: report.note)
        if let warning = TokenizerFile.warning(of: prepared.tokenizer, at: job.tokenizerPath) {
            common.console.warn(warning)
        }
        if let note = TokenizerFile.note(ofWordsIn: prepared.tokenizer) { report.note(note) }
        InterruptFlag.install()
        let outcome = try prepared.trainer.run(
            seconds: job.maximumSeconds,
            shouldStop: { InterruptFlag.isSet },
            onEvent: report.show
        )
        report.finish()
        try job.folder.write(card: ModelCard(job, prepared, outcome))
        if outcome.reason == .interrupted {
            throw ToolError(
                .interrupted,
                "\(InterruptFlag.signalName): stopped at step \(outcome.step) of \(prepared.trainer.totalSteps), checkpoint "
                    + "written; run the same command again to go on"
            )
        }
        if outcome.reason == .outOfTime {
            report.note(
                "stopped after \(maxMinutes ?? 0) minutes at step \(outcome.step) of "
                    + "\(prepared.trainer.totalSteps); run the same command again to go on"
            )
        }
        let result = common.json ? JSONValue.object(outcome.json(model: out)).serialized() : out
        try StandardOutput.writing { try $0.line(result) }
    }
}

extension Train {
    /// Preset, then file, then flags, then `--set`.
    func resolvedSettings() throws -> TrainSettings {
        guard let preset = Preset(rawValue: preset) else {
            let names = Preset.allCases.map(\.rawValue).joined(separator: ", ")
            throw ToolError.usage("--preset \(self.preset): it must be one of \(names)")
        }
        var result = TrainSettings(preset.configuration)
        let table = TrainSettings.table
        if let config { try table.apply(Self.readSettings(config), to: &result) }
        repairs.adjust(&result.corpus)
        filters.adjust(&result.corpus)
        molecules.adjust(&result.corpus)
        for (key, value) in flags {
            try table.set(assignment: "\(key)=\(value)", in: &result)
        }
        for assignment in settings { try table.set(assignment: assignment, in: &result) }
        if result.training.data.tokenizer.isEmpty {
            result.training.data.tokenizer =
                result.training.data.kind == .smiles ? "smiles" : "word"
        }
        if let problem = result.problem { throw ToolError.usage(problem) }
        return result
    }

    private var flags: [(String, String)] {
        let automatic = CPUBackend.hasNativeBFloat16 ? Precision.bfloat16 : .float32
        let precision = precision == "auto" ? automatic.rawValue : precision
        let given: [(String, String?)] = [
            ("data.kind", kind), ("data.validation_fraction", validationFraction),
            ("data.tokenizer", tokenizer), ("data.pattern", pattern),
            ("data.vocabulary_size", vocabularySize),
            ("data.max_length", maxLength), ("data.batch_size", batchSize),
            ("training.epochs", epochs), ("training.max_steps", maxSteps),
            ("training.seed", seed), ("training.precision", precision),
            ("optimizer.learning_rate", learningRate), ("data.locale", locale),
            ("data.normalize", rewriting.normalize.map { $0.form?.rawValue ?? "none" }),
            ("data.latinize", rewriting.latinize ? "true" : nil),
            ("data.strip_accents", rewriting.stripAccents ? "true" : nil),
            ("data.lowercase", rewriting.lowercase ? "true" : nil),
            ("data.fold_case", rewriting.foldCase ? "true" : nil),
        ]
        return given.compactMap { key, value in value.map { (key, $0) } }
    }

    private static func readSettings(_ path: String) throws -> JSONObject {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: FileContents.read(path, limit: 1 << 20))
        } catch let error as JSONError {
            throw ToolError.badData("\(path): \(error)")
        }
        guard let object = value.object else {
            throw ToolError.badData("\(path): \(value.kind), not an object of settings")
        }
        return object
    }

    private static func printSettings(of settings: TrainSettings) throws {
        try StandardOutput.writing { output in
            for key in TrainSettings.table.keys {
                let assignment = "\(key.name)=\(key.read(settings).serialized())"
                let padding = String(repeating: " ", count: max(1, 36 - assignment.count))
                try output.line("\(assignment)\(padding)# \(key.documentation)")
            }
        }
    }
}
