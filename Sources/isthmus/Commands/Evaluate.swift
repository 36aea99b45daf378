import ArgumentParser
import Corpora
import Evaluation
import Generation
import JSONText
import Molecules
import Tokenization

/// `isthmus evaluate`: how good a model is on records it has not seen.
struct Evaluate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure a model on a corpus, and what it writes by itself.",
        discussion: """
            Example:
              isthmus evaluate --model runs/demo-sentences --corpus test.txt --json

            Nats a record unless the name says otherwise; nll is importance-weighted, and \
            perplexity is a token's, by nll. --samples draws sequences and measures them: of \
            molecules valid, unique@1000, unique@10000 (where so many were drawn) and, with \
            --train, Novelty, as MOSES defines them; of text distinct and self_bleu (lists, for \
            n-grams of 1 to 5 tokens) and, with --train, novelty. data_sha256 is of the records, \
            one a line.
            """
    )

    @OptionGroup var model: ModelOptions

    @Option(help: ArgumentHelp("The corpus to measure on; '-' is stdin.", valueName: "path"))
    var corpus: String

    @OptionGroup var reading: CorpusReading

    @Option(help: ArgumentHelp("Codes drawn for each record.", valueName: "k"))
    var importanceSamples = 32

    @Option(help: ArgumentHelp("Measure so many sequences of the model's own.", valueName: "n"))
    var samples: Int?

    @Option(help: ArgumentHelp("The training corpus, for novelty.", valueName: "path"))
    var train: String?

    @Option(help: ArgumentHelp("Tokens at most (default: as in the training).", valueName: "n"))
    var maxLength: Int?

    @OptionGroup var seed: SeedOption
    @OptionGroup var common: CommonOptions

    func validate() throws {
        try EvaluationArguments.check(importanceSamples)
        if let samples, samples < 1 {
            throw ValidationError("--samples \(samples): it must be at least 1")
        }
        if train != nil, samples == nil {
            throw ValidationError("--train is for the novelty of --samples, which is missing")
        }
    }

    func run() throws {
        let model = try model.load(on: common.backend())
        model.notePreparation(common.console)
        let data = try readCorpus(model)
        var options = EvaluationOptions()
        options.importanceSampleCount = importanceSamples
        options.seed = seed.seed
        let report = model.network.evaluate(TokenBatch(data.sequences), options: options)
        var results = Self.results(report) + [("data_sha256", .string(data.hash.hexDigest()))]
        if let samples { results += try sampleResults(of: model, count: samples) }
        try StandardOutput.writing { try $0.write(Results.text(results, json: common.json)) }
    }

    /// The records that are evaluated.
    private struct Data {
        var sequences: [[TokenID]] = []
        var hash = SHA256()
    }

    private func readCorpus(_ model: LoadedModel) throws -> Data {
        let limit = maxLength ?? model.maximumLength
        var data = Data()
        var tooLongCount = 0
        var failures = LineFailures(console: common.console)
        try reading.read([corpus], console: common.console) { record in
            do {
                data.sequences.append(try model.tokens(of: record.text, maximumLength: limit))
                data.hash.update(record.text.onOneLine.utf8)
                data.hash.update([0x0A])
                failures.succeed()
            } catch is SequenceTooLong {
                tooLongCount += 1
                failures.fail()
            } catch {
                failures.report("\(record.source):\(record.line): \(error)")
            }
        }
        if tooLongCount > 0 {
            common.console.warn(
                "\(counted(tooLongCount, "record")) of more than \(limit) tokens left out; "
                    + "--max-length takes longer ones"
            )
        }
        try failures.finish()
        return data
    }

    static func results(_ report: EvaluationReport) -> [(String, JSONValue)] {
        func number(_ value: Double) -> JSONValue { JSONValue(value.rounded(toPlaces: 4)) }
        return [
            ("records", JSONValue(report.records)),
            ("tokens", JSONValue(report.tokens)),
            ("tokens_per_record", number(report.tokensPerRecord)),
            ("negative_elbo", number(report.negativeELBO)),
            ("reconstruction", number(report.reconstruction)),
            ("kl", number(report.kl)),
            ("nll", number(report.negativeLogLikelihood)),
            ("importance_samples", JSONValue(report.importanceSampleCount)),
            ("perplexity", number(report.perplexity)),
            ("mutual_information", number(report.mutualInformation)),
            ("active_units", JSONValue(report.activeUnits)),
            ("latent_dimension", JSONValue(report.latentDimension)),
            ("reconstruction_exact", number(report.reconstructionQuality.exactFraction)),
            ("reconstruction_token_accuracy", number(report.reconstructionQuality.tokenAccuracy)),
        ]
    }

    private func sampleResults(
        of model: LoadedModel,
        count: Int
    ) throws -> [(String, JSONValue)] {
        var options = DecodingOptions()
        options.maximumLength = model.maximumLength
        options.seed = seed.seed
        let generator = SequenceGenerator(model.network, options: options)
        let sequences = Array(generator.sequences(decoding: generator.priorCodes(0..<count)))
        if model.isMolecules {
            let smiles = sequences.map { model.tokenizer.decode($0.tokens) }
            return try SampleMeasures.ofMolecules(smiles, reference: trainingMolecules())
        }
        return try SampleMeasures.ofText(
            sequences.map(\.tokens),
            reference: trainingSequences(model)
        )
    }

    private func trainingMolecules() throws -> Set<String>? {
        try train.map { path in
            var molecules: Set<String> = []
            try reading.read([path], console: common.console) { record in
                if let molecule = Molecule(validating: record.text) {
                    molecules.insert(molecule.canonicalSMILES)
                }
            }
            return molecules
        }
    }

    private func trainingSequences(_ model: LoadedModel) throws -> Set<[TokenID]>? {
        try train.map { path in
            var sequences: Set<[TokenID]> = []
            try reading.read([path], console: common.console) {
                sequences.insert(model.tokenizer.ids(of: try model.preparation.prepared($0.text)))
            }
            return sequences
        }
    }
}

/// The measures of samples by the names they are printed under.
enum SampleMeasures {
    /// MOSES's measures of SMILES strings.
    static func ofMolecules(
        _ smiles: [String],
        reference: Set<String>?
    ) -> [(String, JSONValue)] {
        let quality = MoleculeQuality(of: smiles, reference: reference)
        let uniqueness = [
            (1_000, "unique@1000", quality.uniquenessOfFirst1000),
            (10_000, "unique@10000", quality.uniquenessOfFirst10000),
        ]
        return [
            ("samples", JSONValue(quality.count)),
            ("valid", number(quality.validity)),
        ] + uniqueness.filter { quality.count >= $0.0 }.map { ($0.1, number($0.2)) }
            + (quality.novelty.map { [("Novelty", number($0))] } ?? [])
    }

    /// The diversity of sequences of tokens.
    static func ofText(
        _ sequences: [[TokenID]],
        reference: Set<[TokenID]>?
    ) -> [(String, JSONValue)] {
        let diversity = SampleDiversity(of: sequences, reference: reference)
        return [
            ("samples", JSONValue(diversity.count)),
            ("self_bleu", .array(diversity.selfBLEU.map(number))),
            ("distinct", .array(diversity.distinct.map(number))),
        ] + (diversity.novelty.map { [("novelty", number($0))] } ?? [])
    }

    private static func number(_ value: Double) -> JSONValue {
        JSONValue(value.rounded(toPlaces: 4))
    }
}
