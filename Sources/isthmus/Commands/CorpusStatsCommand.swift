import ArgumentParser
import Corpora
import DurableFiles
import JSONText
import UnicodeText

/// `isthmus corpus stats`: what a corpus holds.
struct CorpusStatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Count the records of a corpus, their lengths and their repetitions.",
        discussion: """
            Example:
              isthmus corpus stats corpora/sentences/train.txt

            Words are what white space divides; characters are Unicode scalars. Tables of \
            lengths, scripts and characters follow the counts; --charts draws them.
            """
    )

    @OptionGroup var files: InputFiles

    @OptionGroup var reading: CorpusReading

    @Option(
        help: ArgumentHelp("How many of the most frequent characters to list.", valueName: "n")
    )
    var top = 20

    @Option(help: ArgumentHelp("A folder to draw the tables in, as SVG.", valueName: "dir"))
    var charts: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if top < 0 { throw ValidationError("--top \(top): it must be 0 or more") }
        try LocaleCode.requireUse(of: reading.locale, by: ["--sentences": reading.sentences])
    }

    func run() throws {
        var statistics = CorpusStatistics()
        let progress = ProgressReporter(besideResults: common.console, atEnd: true)
        let paths = try files.all()
        let summary = try reading.read(paths, console: common.console, progress: progress) {
            statistics.add($0.text)
        }
        let numbers =
            [
                ("records", JSONValue(statistics.recordCount)),
                ("duplicates", JSONValue(statistics.duplicateCount)),
                ("bytes", JSONValue(statistics.byteCount)),
                ("rejected", JSONValue(summary.rejectCount)),
                ("blank_lines", JSONValue(summary.blankLineCount)),
                ("distinct_characters", JSONValue(statistics.characterCounts.count)),
            ] + Self.spread("words", statistics.words)
            + Self.spread("characters", statistics.characters)
        let tables = CorpusTables(statistics, characterCount: top)
        try StandardOutput.writing { output in
            let results = common.json ? numbers + tables.json : numbers
            try output.write(Results.text(results, json: common.json))
            if !common.json { try output.write(tables.text) }
        }
        if let charts { try draw(tables, in: charts) }
        if summary.hasLosses || summary.hasRepairs { common.console.note(summary.line) }
    }

    private func draw(_ tables: CorpusTables, in folder: String) throws {
        try Directory.create(folder)
        for (name, svg) in tables.charts {
            let path = "\(folder)/\(name).svg"
            try AtomicFile.write(svg, to: path)
            common.console.note(path)
        }
    }

    private static func spread(
        _ unit: String,
        _ lengths: CorpusStatistics.Lengths
    ) -> [(String, JSONValue)] {
        [
            (unit, JSONValue(lengths.total)),
            ("\(unit)_mean", JSONValue(lengths.mean.rounded(toPlaces: 2))),
            ("\(unit)_min", JSONValue(lengths.quantile(0))),
            ("\(unit)_median", JSONValue(lengths.quantile(0.5))),
            ("\(unit)_95_percent", JSONValue(lengths.quantile(0.95))),
            ("\(unit)_max", JSONValue(lengths.quantile(1))),
        ]
    }
}
