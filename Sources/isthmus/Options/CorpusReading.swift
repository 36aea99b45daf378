public import ArgumentParser
public import Corpora
import UnicodeText

extension CorpusFormat: ExpressibleByArgument {}

/// How the files of a corpus are read, and how what cannot be read is reported.
struct CorpusReading: ParsableArguments {
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "The files' format (\(CorpusFormat.allCases.map(\.rawValue).joined(separator: ", "))).",
            valueName: "format"
        )
    )
    var format = CorpusFormat.automatic

    @Option(
        help: ArgumentHelp(
            "The field to read: a column's name or number, a dotted path of JSON, or a path "
                + "into XML such as '//entry[@lang=\"en\"]/title'.",
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

    @OptionGroup(title: "Molecules") var molecules: MoleculeOptions

    /// The options of the reader.
    private var options: CorpusOptions {
        CorpusOptions(
            format: format,
            selection: select,
            encoding: encoding.flatMap { Charset(named: $0) },
            languages: language?.split(separator: ",").map(String.init) ?? [],
            includesHeadings: headings
        )
    }

    func validate() throws {
        if let encoding, Charset(named: encoding) == nil {
            throw ValidationError(
                "--encoding \(encoding): there is no such encoding; names are as in MIME, such as "
                    + "windows-1252, Shift_JIS or KOI8-R"
            )
        }
        let languages = language?.split(separator: ",") ?? []
        if language != nil, !(1...2).contains(languages.count) {
            throw ValidationError("--language: name one language, or two with a comma between them")
        }
    }

    /// Reads every record; what cannot be read is reported on stderr and counted.
    ///
    /// - Throws: What reading throws, and what `onRecord` and `onReject` throw.
    @discardableResult
    func read(
        _ paths: [String],
        console: Console,
        shard: Shard? = nil,
        onReject: (Reject) throws -> Void = { _ in },
        onRecord: (Record) throws -> Void
    ) throws -> CorpusSummary {
        var reporter = RejectReporter(console: console)
        var numbers: [String: Int] = [:]
        let dividesRecords = shard.map { !$0.dividesFiles(paths) } ?? false
        let divide = sentences ? CorpusOptions.sentences() : nil
        var (recordCount, rejectCounts) = (0, [Reject.Reason: Int]())
        var preparation = molecules.preparation
        var summary = try Corpus.read(
            shard?.files(of: paths) ?? paths,
            options: options,
            onReject: {
                reporter.report($0)
                try onReject($0)
            },
            onRecord: { record in
                if dividesRecords, let shard {
                    defer { numbers[record.source, default: 0] += 1 }
                    guard shard.has(record: numbers[record.source, default: 0]) else { return }
                }
                guard divide != nil || preparation != nil else {
                    recordCount += 1
                    return try onRecord(record)
                }
                for text in divide?(record.text) ?? [record.text] {
                    var part = record
                    part.text = text
                    for item in preparation?.items(for: part) ?? [.record(part)] {
                        switch item {
                        case .record(let result):
                            recordCount += 1
                            try onRecord(result)
                        case .reject(let reject):
                            rejectCounts[reject.reason, default: 0] += 1
                            reporter.report(reject)
                            try onReject(reject)
                        }
                    }
                }
            }
        )
        summary.recordCount = recordCount
        summary.rejectCounts.merge(rejectCounts, uniquingKeysWith: +)
        reporter.finish(summary)
        return summary
    }
}

/// Reports what could not be read: the first ones in full, the others by number.
struct RejectReporter {
    private static let shownCount = 10
    private let console: Console
    private var count = 0

    init(console: Console) {
        self.console = console
    }

    /// Reports a reject if not too many were reported already.
    mutating func report(_ reject: Reject) {
        count += 1
        if count <= Self.shownCount { console.warn("\(reject)") }
    }

    /// Reports the choices that were made, the faults, and the counts.
    func finish(_ summary: CorpusSummary) {
        if count > Self.shownCount {
            console.warn("... and \(counted(count - Self.shownCount, "reject")) more")
        }
        for note in summary.notes { console.note(note) }
        for fault in summary.faults {
            console.warn("\(fault)\nThe records before the fault were kept.")
        }
    }
}

extension CorpusSummary {
    /// The counts, in one line.
    var line: String {
        let reasons = rejectCounts.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\($0.value) \($0.key.rawValue)" }.joined(separator: ", ")
        let rejects = rejectCount == 0 ? "" : ", \(grouped(rejectCount)) rejected (\(reasons))"
        let blank = blankLineCount == 0 ? "" : ", \(counted(blankLineCount, "blank line"))"
        let faults = faults.isEmpty ? "" : ", \(counted(self.faults.count, "file")) broken off"
        return counted(recordCount, "record") + rejects + blank + faults
    }

    /// Whether anything was lost.
    var hasLosses: Bool { rejectCount > 0 || !faults.isEmpty }
}
