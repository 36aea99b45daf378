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
        if let locale, !LocaleCode.isWellFormed(locale) {
            throw ValidationError("--locale \(locale): give a code such as fr, tr or zh-Hant")
        }
        let languages = language?.split(separator: ",") ?? []
        if language != nil, !(1...2).contains(languages.count) {
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
        onReject: (Reject) throws -> Void = { _ in },
        onChange: (TextRepairs.Change) throws -> Void = { _ in },
        onRecord: (Record) throws -> Void
    ) throws -> CorpusSummary {
        var reporter = RejectReporter(console: console)
        var intake = RecordIntake(self, paths, transforms: transforms, shard: shard)
        var summary = try Corpus.read(
            shard?.files(of: paths) ?? paths,
            options: options,
            onReject: {
                reporter.report($0)
                try onReject($0)
            },
            onRecord: { record in
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
        return summary
    }

    /// Reads the texts of every record, where records stay as they are in the files.
    ///
    /// - Returns: The summary, or nil where records would be rewritten, repaired or left out; nothing is read
    ///   then.
    /// - Throws: As `read`.
    func readTexts(
        _ paths: [String],
        console: Console,
        transforms: [TextTransform],
        onReject: (Reject) throws -> Void,
        onText: (RecordText) throws -> Void
    ) throws -> CorpusSummary? {
        guard RecordIntake(self, paths, transforms: transforms, shard: nil).isPassing else {
            return nil
        }
        var reporter = RejectReporter(console: console)
        let summary = try Corpus.readTexts(
            paths,
            options: options,
            onReject: {
                reporter.report($0)
                try onReject($0)
            },
            onText: onText
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
    fileprivate func preparation(_ transforms: [TextTransform]) -> TextPreparation {
        var preparation = TextPreparation()
        let settings = settings
        preparation.repairs = settings.repairs(isReport: reportOnly)
        preparation.segmenter = sentences ? CorpusOptions.sentences(locale: locale ?? "en") : nil
        preparation.transforms = transforms
        preparation.filter = settings.filter
        return preparation
    }
}

/// What records become between the files and the command, and how many they are.
private struct RecordIntake {
    private let shard: Shard?
    private var text: TextPreparation
    private var molecules: MoleculePreparation?
    private var numbers: [String: Int] = [:]
    private var recordCount = 0
    private var rejectCounts: [Reject.Reason: Int] = [:]

    /// Whether records stay as they are.
    let isPassing: Bool

    init(_ reading: CorpusReading, _ paths: [String], transforms: [TextTransform], shard: Shard?) {
        self.shard = shard.flatMap { $0.dividesFiles(paths) ? nil : $0 }
        text = reading.preparation(transforms)
        molecules = reading.settings.molecules
        isPassing = !text.isActive && molecules == nil
    }

    /// Whether a record is of the shard.
    mutating func takes(_ record: Record) -> Bool {
        guard let shard else { return true }
        defer { numbers[record.source, default: 0] += 1 }
        return shard.has(record: numbers[record.source, default: 0])
    }

    /// A record that stays as it is, counted.
    mutating func passed(_ record: Record) -> Record {
        recordCount += 1
        return record
    }

    /// What a record becomes, counted.
    mutating func items(
        for record: Record,
        onChange: (TextRepairs.Change) throws -> Void
    ) rethrows -> [CorpusItem] {
        let items = try text.items(for: record, onChange: onChange).flatMap { item in
            guard case .record(let part) = item, molecules != nil else { return [item] }
            return molecules?.items(for: part) ?? []
        }
        for item in items {
            switch item {
            case .record: recordCount += 1
            case .reject(let reject): rejectCounts[reject.reason, default: 0] += 1
            }
        }
        return items
    }

    /// Puts the counts into the summary of the reading.
    func finish(_ summary: inout CorpusSummary) {
        summary.recordCount = recordCount
        summary.rejectCounts.merge(rejectCounts, uniquingKeysWith: +)
        summary.take(text.repairs)
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
    /// Takes over what repairs have changed, or would have.
    mutating func take(_ repairs: TextRepairs) {
        for (repair, count) in repairs.counts {
            if repairs.repairs.contains(repair) {
                repairCounts[repair] = count
            } else {
                reportedCounts[repair] = count
            }
        }
    }

    /// The counts, in one line.
    var line: String {
        let reasons = rejectCounts.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\($0.value) \($0.key.rawValue)" }.joined(separator: ", ")
        let rejects = rejectCount == 0 ? "" : ", \(grouped(rejectCount)) rejected (\(reasons))"
        let blank = blankLineCount == 0 ? "" : ", \(counted(blankLineCount, "blank line"))"
        let faults = faults.isEmpty ? "" : ", \(counted(self.faults.count, "file")) broken off"
        return counted(recordCount, "record") + rejects + blank + faults + repairs
    }

    /// What the repairs changed, or would have.
    var repairs: String {
        TextRepair.allCases.map { repair in
            let changed = repairCounts[repair].map { ", \(repair.counted($0, "repaired"))" } ?? ""
            return changed
                + (reportedCounts[repair].map { ", \(repair.counted($0, "found"))" } ?? "")
        }.joined()
    }

    /// Whether a repair changed or found anything.
    var hasRepairs: Bool { !repairCounts.isEmpty || !reportedCounts.isEmpty }

    /// Whether anything was lost.
    var hasLosses: Bool { rejectCount > 0 || !faults.isEmpty }
}

extension TextRepair {
    /// How many changes there were, in words.
    fileprivate func counted(_ count: Int, _ verb: String) -> String {
        switch self {
        case .mojibake: "\(isthmus.counted(count, "misread character")) \(verb)"
        case .controls:
            "\(isthmus.counted(count, "invisible character")) "
                + (verb == "found" ? verb : "removed")
        case .confusables: "\(isthmus.counted(count, "word")) with look-alikes \(verb)"
        }
    }
}
