public import ArgumentParser
public import Corpora
import UnicodeText

extension CorpusFormat: ExpressibleByArgument {}

/// How the files of a corpus are read, and how what cannot be read is reported.
struct CorpusReading: ParsableArguments {
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "The files' format.",
            valueName: "format"
        )
    )
    var format = CorpusFormat.automatic

    @Option(
        help: ArgumentHelp(
            "The field to read: a column's name or number, a dotted path of JSON, through "
                + "each element of arrays, or a path into XML such as '//entry[@lang=\"en\"]/title', "
                + "or several with '|' between them.",
            valueName: "field"
        )
    )
    var select: String?

    @Option(
        help: ArgumentHelp(
            "The files' encoding, such as windows-1252 (default: what they declare, else what "
                + "their bytes tell).",
            valueName: "name"
        )
    )
    var encoding: String?

    @Option(
        help: ArgumentHelp(
            "Of translations and dictionaries, the language to read, or two, as in 'en,de', to "
                + "read pairs.",
            valueName: "codes"
        )
    )
    var language: String?

    @Flag(help: "Make a record of each sentence.")
    var sentences = false

    @Flag(help: "Make records of headings too.")
    var headings = false

    @Option(
        help: ArgumentHelp(
            "The language by whose rules sentences end, words are cut and letters have cases, such as "
                + "fr, sv or tr.",
            valueName: "code"
        )
    )
    var locale: String?

    @OptionGroup(title: "Repairs") var repairs: RepairOptions

    @Flag(help: "Count what the repairs would change, and change nothing.")
    var reportOnly = false

    @OptionGroup(title: "Choice of records") var filters: FilterOptions

    @OptionGroup(title: "Molecules") var molecules: MoleculeOptions

    /// The languages that are asked for.
    private var languages: [String] {
        let codes = language?.split(separator: ",", omittingEmptySubsequences: false) ?? []
        return codes.map { String($0.trimmingPrefix(" ")) }
    }

    /// The options of the reader.
    private func options(_ progress: ReadingProgress?) -> CorpusOptions {
        var options = CorpusOptions(
            format: format,
            selection: select,
            encoding: encoding.flatMap { Charset(named: $0) },
            languages: languages,
            includesHeadings: headings
        )
        options.counter = progress?.counter
        return options
    }

    func validate() throws {
        if let encoding, Charset(named: encoding) == nil {
            throw ValidationError(
                "--encoding \(encoding): there is no such encoding; names are as in MIME, such as "
                    + "windows-1252, Shift_JIS or KOI8-R"
            )
        }
        if let problem = locale.flatMap(LocaleCode.problem) { throw ValidationError(problem) }
        if let problem = settings.unusedSetting { throw ValidationError(problem) }
        if select?.isEmpty == true {
            throw ValidationError("--select: name the field to read, or leave the option out")
        }
        if reportOnly, !settings.repairs(isReport: true).isActive {
            throw ValidationError("--report-only: name repairs, such as --repair-confusables")
        }
        if language != nil, !(1...2).contains(languages.count) || languages.contains("") {
            throw ValidationError("--language: name one language, or two with a comma between them")
        }
    }

    /// Reads every record; what cannot be read is reported on stderr and counted.
    ///
    /// - Throws: What reading throws, and what `onRecord`, `onReject` and `onChange` throw.
    @discardableResult
    func read(
        _ paths: [String],
        console: Console,
        transforms: [TextTransform] = [],
        shard: Shard? = nil,
        progress: ProgressReporter? = nil,
        onReject: (Reject) throws -> Void = { _ in },
        onChange: (TextRepairs.Change) throws -> Void = { _ in },
        onRecord: (Record) throws -> Void
    ) throws -> CorpusSummary {
        let files = shard?.files(of: paths) ?? paths
        let progress = progress.map { ReadingProgress(files, reporter: $0) }
        var reporter = RejectReporter(
            console: console,
            choosesLength: filters.boundsLength,
            progress: progress
        )
        var intake = RecordIntake(self, paths, transforms: transforms, shard: shard)
        defer { progress?.clear() }
        var summary = try Corpus.read(
            files,
            options: options(progress),
            onReject: {
                reporter.report($0)
                try onReject($0)
            },
            onRecord: { record in
                progress?.tick()
                guard intake.takes(record) else { return }
                if intake.isPassing { return try onRecord(intake.passed(record)) }
                for item in try intake.items(for: record, onChange: onChange) {
                    switch item {
                    case .record(let result): try onRecord(result)
                    case .reject(let reject):
                        reporter.report(reject)
                        try onReject(reject)
                    }
                }
            }
        )
        intake.finish(&summary)
        reporter.finish(summary)
        try requireMolecules(summary, files)
        return summary
    }

    /// Requires that there is a record where some were no molecules.
    private func requireMolecules(_ summary: CorpusSummary, _ paths: [String]) throws {
        if summary.recordCount == 0, summary.rejectCounts[.invalidMolecule] != nil {
            throw CorpusError.empty(paths, summary)
        }
    }

    /// Reads the texts of every record, where records stay as they are in the files.
    ///
    /// - Returns: The summary, or nil where records would be rewritten, repaired or left out; nothing is read
    ///   then.
    /// - Throws: As `read`.
    func readTexts(
        _ paths: [String],
        console: Console,
        transforms: [TextTransform] = [],
        progress: ProgressReporter? = nil,
        onReject: (Reject) throws -> Void = { _ in },
        onText: (RecordText) throws -> Void
    ) throws -> CorpusSummary? {
        guard RecordIntake(self, paths, transforms: transforms, shard: nil).isPassing else {
            return nil
        }
        let progress = progress.map { ReadingProgress(paths, reporter: $0) }
        var reporter = RejectReporter(
            console: console,
            choosesLength: filters.boundsLength,
            progress: progress
        )
        defer { progress?.clear() }
        let summary = try Corpus.readTexts(
            paths,
            options: options(progress),
            onReject: {
                reporter.report($0)
                try onReject($0)
            },
            onText: {
                progress?.tick()
                try onText($0)
            }
        )
        reporter.finish(summary)
        return summary
    }

    /// What happens to the records.
    var settings: CorpusSettings {
        var settings = CorpusSettings()
        repairs.adjust(&settings)
        filters.adjust(&settings)
        molecules.adjust(&settings)
        return settings
    }

    /// What happens to the texts.
    func preparation(_ transforms: [TextTransform]) -> TextPreparation {
        var preparation = TextPreparation()
        let settings = settings
        preparation.repairs = settings.repairs(isReport: reportOnly)
        preparation.segmenter = sentences ? CorpusOptions.sentences(locale: locale ?? "en") : nil
        preparation.transforms = transforms
        preparation.filter = settings.filter
        return preparation
    }
}
