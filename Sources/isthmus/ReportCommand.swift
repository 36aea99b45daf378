import ArgumentParser
import Checkpoints
import DurableFiles
import JSONText
import Training

/// `isthmus report`.
struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a page with the training curves of models and other results.",
        discussion: """
            Example:
              isthmus report --model runs/a --model runs/b --out report.html

            The page holds everything it shows: it can be mailed. --include takes a folder; its \
            .svg, .txt, .tsv and .json files are shown in the order of their names.
            """
    )

    @Option(name: .shortAndLong, help: "A model folder; may be given again.")
    var model: [String] = []

    @Option(help: "A folder of results to show.")
    var include: String?

    @Option(help: "The page to write.")
    var out: String

    @OptionGroup var common: CommonOptions

    func run() throws {
        guard !model.isEmpty || include != nil else {
            throw ToolError.usage("there is nothing to show: give --model or --include")
        }
        let sections = try model.map(modelSection) + (include.map(includedSections) ?? [])
        let page = ReportPage(title: "Isthmus", sections: sections)
        try AtomicFile.write(page.html, to: out)
        common.console.note(out)
    }

    private func modelSection(_ path: String) throws -> ReportPage.Section {
        let folder = ModelFolder(path: path)
        let configuration = try folder.readConfiguration()
        let records = try MetricsLog.records(of: folder.file("metrics.jsonl"))
        let curves = TrainingCurves(records)
        return ReportPage.Section(
            title: path,
            body: ReportPage.table(ModelFacts(configuration, last: curves.lastValidation).rows)
                + ReportPage.figures(curves.charts)
        )
    }

    private func includedSections(_ folder: String) throws -> [ReportPage.Section] {
        try Directory.entries(of: folder).sorted().compactMap { name in
            let parts = name.split(separator: ".")
            guard parts.count == 2, let body = try Self.shown("\(folder)/\(name)", as: parts[1])
            else { return nil }
            return ReportPage.Section(
                title: parts[0].split(separator: "-").joined(separator: " "),
                body: body
            )
        }
    }

    /// A result as HTML, by the extension of its file; nil for what is not shown.
    private static func shown(_ path: String, as format: Substring) throws -> String? {
        switch format {
        case "svg": ReportPage.inlined(svg: try FileContents.readText(path))
        case "txt":
            "<pre>\(ReportPage.escaped(try FileContents.readText(path, limit: 1 << 20)))</pre>"
        case "tsv": ReportPage.grid(try FileContents.readText(path, limit: 1 << 20))
        case "json": ReportPage.table(ModelFacts.rows(of: try readObject(path)))
        default: nil
        }
    }

    private static func readObject(_ path: String) throws -> JSONObject {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: FileContents.read(path, limit: 1 << 20))
        } catch let error as JSONError {
            throw ToolError.badData("\(path): \(error)")
        }
        return value.object ?? JSONObject()
    }
}

/// What a reader wants to know of a model first.
struct ModelFacts {
    let rows: [(String, String)]

    init(_ configuration: JSONObject, last: JSONObject?) {
        let model = configuration["model"]?.object ?? JSONObject()
        let run = configuration["run"]?.object ?? JSONObject()
        let sizes = model.members.map { "\($0.key) \($0.value.serialized())" }
        rows =
            [
                ("sizes", sizes.joined(separator: ", ")),
                ("sequences", run["records"]?.integer.map(grouped) ?? ""),
                ("tokens", run["tokens"]?.integer.map(grouped) ?? ""),
                ("vocabulary", run["vocabulary_size"]?.integer.map(grouped) ?? ""),
            ] + Self.rows(of: last ?? JSONObject())
    }

    /// The numbers of an object, as people read them.
    static func rows(of object: JSONObject) -> [(String, String)] {
        object.members.compactMap { member in
            guard !["split", "epoch", "step"].contains(member.key) else { return nil }
            return member.value.double.map { value in
                let isWhole = value == value.rounded() && value.magnitude < 1e9
                return (label(member.key), isWhole ? grouped(Int(value)) : fixed(value, 3))
            }
        }
    }

    private static func label(_ key: String) -> String {
        let nats = ["negative_elbo", "reconstruction", "kl", "mutual_information"]
        let words = key.split(separator: "_").joined(separator: " ")
        return nats.contains(key) ? "\(words), nats a sequence" : words
    }
}
