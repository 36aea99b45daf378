import ArgumentParser
import Corpora
import JSONText
import UnicodeText

/// `isthmus corpus import`: files of any format to one record a line.
struct CorpusImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Read files of many formats and print one record a line.",
        discussion: """
            Example:
              isthmus corpus import reviews.csv.gz --select text --out reviews.txt

            Dumps of MediaWiki, TEI, JATS, PubMed, DocBook, feeds, pages of HTML, translation \
            memories and chemical XML are recognised; other XML is read by a path.

            A record that cannot be read is reported, counted, and written to --rejects; reading \
            goes on. Tabs, line ends and zero bytes in a record become spaces; --json keeps them, \
            with the record's id, source and line.
            """
    )

    @OptionGroup var files: InputFiles

    @OptionGroup var reading: CorpusReading
    @OptionGroup(title: "Rewriting") var rewriting: RewritingOptions

    @Option(help: ArgumentHelp("Where to write the records (default: stdout).", valueName: "path"))
    var out: String?

    @Option(help: ArgumentHelp("Where to write what was rejected, as JSON.", valueName: "path"))
    var rejects: String?

    @Option(help: ArgumentHelp("Where to write what repairs changed, as JSON.", valueName: "path"))
    var changes: String?

    @Option(
        help: ArgumentHelp(
            "Read one part of N, to divide the work: I/N, with I from 1 to N; parts of files if "
                + "there are N of them, else of records.",
            valueName: "i/n"
        )
    )
    var shard: String?

    @Flag(help: "End with code 65 when any record was rejected.")
    var strict = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let shard, Shard(shard) == nil {
            throw ValidationError("--shard \(shard): give I/N with I from 1 to N, such as 1/4")
        }
        if changes != nil, !reading.settings.repairs(isReport: true).isActive {
            throw ValidationError("--changes: name repairs to list, such as --repair-mojibake")
        }
        try LocaleCode.requireUse(
            of: reading.locale,
            by: ["--sentences": reading.sentences, "--lowercase": rewriting.lowercase]
        )
    }

    func run() throws {
        let paths = try files.all()
        try requireFilesApart(paths)
        let summary = try OutputFile.writing(to: out) { output in
            try Self.writing(to: rejects) { rejects in
                try Self.writing(to: changes) { changes in
                    try importRecords(paths, to: output, rejects: rejects, changes: changes)
                }
            }
            .get()
        }
        common.console.note(summary.line)
        if strict, summary.hasLosses {
            throw ToolError.badData("records were rejected, which --strict does not allow")
        }
    }

    /// Requires that results are not written into each other, nor into what is read; the file of records
    /// alone may be one of those, which it replaces when all is read.
    private func requireFilesApart(_ paths: [String]) throws {
        let sideResults = [("--rejects", rejects), ("--changes", changes)]
        try OutputChoices(choices: [("--out", out ?? "-")] + sideResults).requireDistinct()
        try OutputChoices(choices: sideResults).requireOther(than: paths)
        guard out == nil || out == "-" else { return }
        for path in paths { try StandardStreams.requireOtherThanOutput(path) }
    }

    /// Runs `body` with a file of its own if a path is given.
    private static func writing<Result>(
        to path: String?,
        _ body: (OutputFile?) throws -> Result
    ) throws -> Result {
        guard let path else { return try body(nil) }
        return try OutputFile.writing(to: path) { try body($0) }
    }

    /// Imports with files of rejects and changes, which are as complete where there is no record
    /// at all.
    private func importRecords(
        _ paths: [String],
        to output: OutputFile,
        rejects: OutputFile?,
        changes: OutputFile?
    ) throws -> Result<CorpusSummary, CorpusError> {
        // Asking an option for its value takes longer than to write a record.
        let isJSON = common.json
        do {
            if let summary = try importTexts(paths, to: output, rejects: rejects) {
                return .success(summary)
            }
            let summary = try reading.read(
                paths,
                console: common.console,
                transforms: transforms,
                shard: shard.flatMap { Shard($0) },
                progress: progress,
                onReject: { try rejects?.line($0.json.serialized()) },
                onChange: { try changes?.line($0.json.serialized()) },
                onRecord: { record in
                    try output.line(isJSON ? record.json.serialized() : record.plain)
                }
            )
            return .success(summary)
        } catch let error as CorpusError {
            return .failure(error)
        }
    }

    /// Imports as lines what needs nothing of a record but its texts; nil where more is needed.
    private func importTexts(
        _ paths: [String],
        to output: OutputFile,
        rejects: OutputFile?
    ) throws -> CorpusSummary? {
        if common.json || shard != nil { return nil }
        var lines = LineBuffer(output)
        let summary = Result {
            try reading.readTexts(
                paths,
                console: common.console,
                transforms: transforms,
                progress: progress,
                onReject: { try rejects?.line($0.json.serialized()) },
                onText: { try lines.append($0) }
            )
        }
        try lines.flush()
        return try summary.get()
    }

    /// Shows how far the work is, where no records get in its way.
    private var progress: ProgressReporter {
        ProgressReporter(besideResults: common.console, atEnd: out != nil && out != "-")
    }

    /// How texts are rewritten.
    private var transforms: [TextTransform] {
        rewriting.rewriting(locale: reading.locale).transforms
    }
}

extension Record {
    /// The record as a line: its text and, of a pair, the other text after a tab.
    var plain: String {
        guard let counterpart else { return text.onOneLine }
        return "\(text.onOneLine)\t\(counterpart.onOneLine)"
    }

    /// The record as an object: `text`, `counterpart` of a pair, `id` if there is one, `source`,
    /// `line`, `properties` if any.
    var json: JSONValue {
        var object = JSONObject()
        object["text"] = .string(text)
        if let counterpart { object["counterpart"] = .string(counterpart) }
        if let identifier { object["id"] = .string(identifier) }
        object["source"] = .string(source)
        object["line"] = JSONValue(line)
        if !properties.isEmpty {
            var members = JSONObject()
            for (name, value) in properties.sorted(by: { $0.key < $1.key }) {
                members[name] = .string(value)
            }
            object["properties"] = .object(members)
        }
        return .object(object)
    }
}

extension Reject {
    /// The reject as an object: `source`, `line`, `column` if known, `reason`, `detail`, `excerpt`.
    var json: JSONValue {
        var object = JSONObject()
        object["source"] = .string(source)
        object["line"] = JSONValue(line)
        if let column { object["column"] = JSONValue(column) }
        object["reason"] = .string(reason.rawValue)
        object["detail"] = .string(detail)
        object["excerpt"] = .string(excerpt)
        return .object(object)
    }
}

extension TextRepairs.Change {
    /// The change as an object: `source`, `line`, `repair`, `original`, `replacement`.
    fileprivate var json: JSONValue {
        var object = JSONObject()
        object["source"] = .string(source)
        object["line"] = JSONValue(line)
        object["repair"] = .string(repair.rawValue)
        object["original"] = .string(original)
        object["replacement"] = .string(replacement)
        return .object(object)
    }
}
