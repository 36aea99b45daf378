import ArgumentParser
import Generation
import JSONText

/// `isthmus decode`: a sequence for each code.
struct Decode: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a sequence for each code.",
        discussion: """
            Example:
              isthmus decode --model runs/demo-molecules codes.jsonl

            Reads what 'isthmus encode' prints as jsonl or tsv: objects with mean (or z), \
            arrays, or rows of numbers, of which the first Z count. Greedy unless said \
            otherwise. Keys of jsonl: sequence, log_probability (nats), and of molecules valid, \
            canonical. A line that fails gives an empty line, or an object with error.
            """
    )

    @OptionGroup var model: ModelOptions

    @Argument(help: "The codes, one a line (default: stdin).")
    var path: String?

    @OptionGroup var decoding: DecodingArguments
    @OptionGroup var format: ResultFormatOption
    @OptionGroup var seed: SeedOption
    @OptionGroup var common: CommonOptions

    func run() throws {
        let model = try model.load(on: common.backend())
        let options = try decoding.options(default: .greedy, model: model, seed: seed.seed)
        let generator = SequenceGenerator(model.network, options: options)
        let reader = CodeReader(dimension: model.latentDimension)
        let lines = try InputLines(
            path: path,
            hint: "isthmus decode --model DIR codes.jsonl",
            console: common.console
        )
        var failures = LineFailures(console: common.console)
        var firstIndex = 0
        try StandardOutput.writing { output in
            let writer = ResultWriter(
                output,
                format: format.resolved(common),
                columns: model.fieldNames
            )
            while true {
                let batch = try lines.batch(limit: 256).filter { !reader.isHeader($0) }
                if batch.isEmpty { break }
                let outcomes = batch.map { line in Result { try reader.code(of: line) } }
                let codes = outcomes.compactMap { try? $0.get() }
                var results = generator.decode(codes, firstIndex: firstIndex)[...]
                for outcome in outcomes {
                    try write(outcome, &results, model, writer, &failures)
                }
                firstIndex += codes.count
                try writer.flush()
            }
        }
        try failures.finish()
    }

    private func write(
        _ outcome: Result<[Float], any Error>,
        _ results: inout ArraySlice<GeneratedSequence>,
        _ model: LoadedModel,
        _ writer: ResultWriter,
        _ failures: inout LineFailures
    ) throws {
        switch outcome {
        case .success:
            guard let sequence = results.popFirst() else { return }
            failures.succeed()
            let fields = model.fields(of: sequence)
            try writer.write(fields, text: fields[0].1.string ?? "")
        case .failure(let error):
            failures.report("\(error)")
            try writer.writeFailure("\(error)".split(separator: "\n").first.map(String.init) ?? "")
        }
    }
}

/// Reads codes that were written as JSON or as numbers.
struct CodeReader {
    /// Z.
    let dimension: Int

    /// Whether a line is the names of the columns of a table.
    func isHeader(_ line: InputLine) -> Bool {
        line.number == 1 && line.text?.hasPrefix("mean_0") == true
    }

    /// The code on a line.
    ///
    /// - Throws: A `ToolError` that names the line and what is wrong.
    func code(of line: InputLine) throws -> [Float] {
        guard let text = line.text else { throw ToolError.badData(line.problem ?? "unreadable") }
        do {
            let isJSON = text.hasPrefix("{") || text.hasPrefix("[")
            return try isJSON ? numbers(ofJSON: text) : numbers(ofRow: text)
        } catch {
            throw ToolError.badData("line \(line.number): \(error)")
        }
    }

    private func numbers(ofJSON text: String) throws -> [Float] {
        let value = try JSONValue(parsing: Array(text.utf8))
        if let error = value["error"]?.string { throw ToolError.badData(error) }
        guard let array = (value["mean"] ?? value["z"] ?? value).array else {
            throw ToolError.badData("there is no array called 'mean' or 'z'")
        }
        return try checked(array.compactMap { $0.double.map(Float.init) }, of: array.count)
    }

    private func numbers(ofRow text: String) throws -> [Float] {
        let parts = text.split { $0 == "\t" || $0 == " " || $0 == "," }
        let isWhole = parts.count == 2 * dimension
        let wanted = isWhole ? parts.prefix(dimension) : parts[...]
        return try checked(wanted.compactMap { Float($0) }, of: wanted.count)
    }

    private func checked(_ numbers: [Float], of count: Int) throws -> [Float] {
        guard numbers.count == count, numbers.allSatisfy(\.isFinite) else {
            throw ToolError.badData("a code is made of finite numbers")
        }
        guard count == dimension else {
            throw ToolError.badData("a code of this model has \(dimension) numbers, not \(count)")
        }
        return numbers
    }
}
