import ArgumentParser

/// How a command prints results that belong to lines.
enum ResultFormat: String, CaseIterable, ExpressibleByArgument {
    /// The sequence or number alone.
    case text
    /// A JSON object a line.
    case jsonl
    /// Columns separated by tabs, named in the first line.
    case tsv
    /// Columns separated by commas, named in the first line, quoted as RFC 4180 has it.
    case csv
}

/// The choice of a format: `--format`, or `--json` for `--format jsonl`.
struct ResultFormatOption: ParsableArguments {
    @Option(help: "How to print results; --json is jsonl.")
    var format = ResultFormat.text

    /// The format, given what `--json` says.
    func resolved(_ common: CommonOptions) -> ResultFormat { common.json ? .jsonl : format }
}
