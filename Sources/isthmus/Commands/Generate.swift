import ArgumentParser
import DurableFiles
import Generation
import JSONText
import Molecules

/// `isthmus generate`: new sequences from the prior.
struct Generate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write new sequences, from codes drawn from N(0, I).",
        discussion: """
            Example:
              isthmus generate --model runs/demo-molecules -n 20 --valid-only --unique

            Sequence i depends on the model, the options, the seed and i alone. Keys of jsonl: \
            sequence, log_probability (nats), of molecules valid, canonical, and of a model over \
            SELFIES selfies.
            """
    )

    @OptionGroup var model: ModelOptions

    @Option(name: .customShort("n"), help: ArgumentHelp("How many sequences.", valueName: "n"))
    var count = 10

    @OptionGroup var decoding: DecodingArguments

    @Flag(help: "Only molecules that RDKit accepts.")
    var validOnly = false

    @Flag(help: "No sequence, and no molecule, twice.")
    var unique = false

    @Flag(help: "Print the SELFIES that a model over SELFIES writes, not their SMILES.")
    var selfies = false

    @Option(help: ArgumentHelp("Give up after so many attempts (default: 100 n).", valueName: "n"))
    var maxAttempts: Int?

    @Option(help: ArgumentHelp("Draw the first 60 molecules into an SVG file.", valueName: "path"))
    var draw: String?

    @OptionGroup var format: ResultFormatOption
    @OptionGroup var seed: SeedOption
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if count < 1 { throw ValidationError("-n \(count): it must be at least 1") }
        if let maxAttempts, maxAttempts < 1 {
            throw ValidationError("--max-attempts \(maxAttempts): it must be at least 1")
        }
    }

    func run() throws {
        let model = try model.load(on: common.backend())
        if !model.isMolecules, validOnly || draw != nil {
            throw ToolError.usage("--valid-only and --draw need a model of molecules")
        }
        if selfies, !model.writesSELFIES {
            throw ToolError.usage("--selfies needs a model trained with --tokenizer selfies")
        }
        var options = try decoding.options(default: .sampling, model: model, seed: seed.seed)
        options.batchSize = min(512, max(16, count))
        let generator = SequenceGenerator(model.network, options: options)
        var drawn: [Molecule] = []
        let progress = ProgressReporter(besideResults: common.console)
        defer { progress.finish() }
        let filter = try StandardOutput.writing { output in
            let writer = ResultWriter(
                output,
                format: format.resolved(common),
                columns: model.fieldNames
            )
            return try generate(generator, model) { fields, number in
                let shown = selfies ? fields.last : fields.first
                try writer.write(fields, text: shown?.1.string ?? "")
                if number % options.batchSize == 0 {
                    try writer.flush()
                    report(number, to: progress)
                }
                if draw != nil, drawn.count < Self.drawnCount {
                    Molecule(validating: fields[0].1.string ?? "").map { drawn.append($0) }
                }
            }
        }
        if let draw { try AtomicFile.write(Self.drawing(of: drawn), to: draw) }
        try report(filter)
    }

    private static let drawnCount = 60

    /// Shows how far a request of several batches is.
    private func report(_ number: Int, to progress: ProgressReporter) {
        guard count > 512 else { return }
        progress.update(
            fraction: Double(number) / Double(count),
            fields: [("sequences", "\(grouped(number))/\(grouped(count))")]
        )
    }

    /// Calls `body` with what is printed of each sequence that gets through, and its number.
    private func generate(
        _ generator: SequenceGenerator,
        _ model: LoadedModel,
        body: ([(String, JSONValue)], Int) throws -> Void
    ) throws -> SampleFilter {
        var filter = SampleFilter(validOnly: validOnly, unique: unique)
        let codes = generator.priorCodes(0..<attemptLimit)
        for sequence in generator.sequences(decoding: codes) {
            let fields = model.fields(of: sequence)
            guard filter.accepts(fields) else { continue }
            try body(fields, filter.acceptedCount)
            if filter.acceptedCount == count { break }
        }
        return filter
    }

    private var attemptLimit: Int {
        guard isFiltering else { return count }
        return maxAttempts ?? 100 * min(count, 1 << 40)
    }

    private var isFiltering: Bool { validOnly || unique }

    private func report(_ filter: SampleFilter) throws {
        guard isFiltering else { return }
        let attempts = "after \(counted(filter.attemptCount, "attempt"))"
        guard filter.acceptedCount < count else {
            return common.console.note("\(counted(count, "sequence")) \(attempts)")
        }
        throw ToolError(
            .failure,
            "only \(grouped(filter.acceptedCount)) of \(grouped(count)) sequences \(attempts); "
                + "train longer, change --temperature, or raise --max-attempts"
        )
    }

    private static func drawing(of molecules: [Molecule]) -> String {
        let cells = molecules.map { molecule in
            MoleculeGrid.Cell(
                molecule,
                legend: [
                    "logP \(fixed(molecule.logP, 2)), weight \(fixed(molecule.molecularWeight, 1))"
                ]
            )
        }
        return MoleculeGrid(cells: cells, columns: 5).svg()
    }
}

/// Lets the sequences through that were asked for, and counts.
struct SampleFilter {
    private let validOnly: Bool
    private let unique: Bool
    private var seen: Set<String> = []

    /// How many sequences were looked at.
    private(set) var attemptCount = 0

    /// How many of them got through.
    private(set) var acceptedCount = 0

    init(validOnly: Bool, unique: Bool) {
        self.validOnly = validOnly
        self.unique = unique
    }

    /// Whether a sequence gets through; molecules are compared by their canonical SMILES.
    mutating func accepts(_ fields: [(String, JSONValue)]) -> Bool {
        attemptCount += 1
        let values = Dictionary(fields, uniquingKeysWith: { $1 })
        if validOnly, values["valid"]?.bool != true { return false }
        if unique {
            let key = values["canonical"]?.string ?? values["sequence"]?.string ?? ""
            guard seen.insert(key).inserted else { return false }
        }
        acceptedCount += 1
        return true
    }
}
