import JSONText

/// Prints results, each on a line of its own, in one of the formats.
final class ResultWriter {
    private let output: StandardOutput
    private let format: ResultFormat
    private let columns: [String]
    private var hasHeader = false

    /// Creates a writer.
    ///
    /// - Parameters:
    ///   - output: Where to print.
    ///   - format: How to print.
    ///   - columns: The keys that are columns of a table; the first is what `text` prints.
    init(_ output: StandardOutput, format: ResultFormat, columns: [String]) {
        self.output = output
        self.format = format
        self.columns = columns
    }

    /// Prints a result.
    ///
    /// - Parameters:
    ///   - fields: The values by key.
    ///   - text: What the format `text` prints.
    /// - Throws: What writing to stdout throws.
    func write(_ fields: [(String, JSONValue)], text: String) throws {
        switch format {
        case .text: try output.line(text.onOneLine)
        case .jsonl: try output.line(Self.object(fields).serialized())
        case .tsv: try row(fields, separator: "\t") { $0.onOneLine }
        case .csv: try row(fields, separator: ",", quoting: Self.quoted)
        }
    }

    /// Prints what belongs to a line for which there is no result: an empty line, an object with
    /// `error`, or empty columns.
    func writeFailure(_ problem: String) throws {
        try write(format == .jsonl ? [("error", .string(problem))] : [], text: "")
    }

    /// Hands over what was printed so far.
    func flush() throws { try output.flush() }

    /// Prints the names of the columns if nothing was printed yet.
    func writeHeader() throws {
        guard !hasHeader else { return }
        hasHeader = true
        switch format {
        case .tsv: try output.line(columns.joined(separator: "\t"))
        case .csv: try output.line(columns.joined(separator: ","))
        case .text, .jsonl: break
        }
    }

    private func row(
        _ fields: [(String, JSONValue)],
        separator: String,
        quoting: (String) -> String
    ) throws {
        try writeHeader()
        let values = Dictionary(fields, uniquingKeysWith: { $1 })
        try output.line(
            columns.map { values[$0].map { quoting(Self.plain($0)) } ?? "" }
                .joined(separator: separator)
        )
    }

    private static func object(_ fields: [(String, JSONValue)]) -> JSONValue {
        var object = JSONObject()
        for (name, value) in fields { object[name] = value }
        return .object(object)
    }

    private static func plain(_ value: JSONValue) -> String {
        value.isNull ? "" : value.string ?? value.serialized()
    }

    private static func quoted(_ text: String) -> String {
        let special: Set<Unicode.Scalar> = ["\"", ",", "\n", "\r"]
        guard text.unicodeScalars.contains(where: special.contains) else { return text }
        let doubled = text.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
        return "\"\(doubled)\""
    }
}
