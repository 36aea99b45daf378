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
              isthmus report --model runs/a --model runs/b --include results --out report.html

            The page holds everything it shows: it can be mailed. --include takes a folder; its
            .svg, .txt and .json files are shown in the order of their names.
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
            let path = "\(folder)/\(name)"
            if name.hasSuffix(".svg") {
                let picture = ReportPage.inlined(svg: try FileContents.readText(path))
                return ReportPage.Section(title: name, body: picture)
            }
            guard name.hasSuffix(".txt") || name.hasSuffix(".json") else { return nil }
            let text = ReportPage.escaped(try FileContents.readText(path, limit: 1 << 20))
            return ReportPage.Section(title: name, body: "<pre>\(text)</pre>")
        }
    }
}

/// What a reader wants to know of a model first.
struct ModelFacts {
    let rows: [(String, String)]

    init(_ configuration: JSONObject, last: JSONObject?) {
        let model = configuration["model"]?.object ?? JSONObject()
        let run = configuration["run"]?.object ?? JSONObject()
        let sizes = model.members.map { "\($0.key) \($0.value.serialized())" }
        let results = (last ?? JSONObject()).members.compactMap { member -> (String, String)? in
            guard !["split", "epoch", "step"].contains(member.key) else { return nil }
            return member.value.double.map { (Self.label(member.key), fixed($0, 2)) }
        }
        rows =
            [
                ("sizes", sizes.joined(separator: ", ")),
                ("sequences", run["records"]?.integer.map(grouped) ?? ""),
                ("tokens", run["tokens"]?.integer.map(grouped) ?? ""),
                ("vocabulary", run["vocabulary_size"]?.integer.map(grouped) ?? ""),
            ] + results
    }

    private static func label(_ key: String) -> String {
        let nats = ["negative_elbo", "reconstruction", "kl", "mutual_information"]
        let words = key.split(separator: "_").joined(separator: " ")
        return nats.contains(key) ? "\(words), nats a sequence" : words
    }
}
