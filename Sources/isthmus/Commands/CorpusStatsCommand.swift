import ArgumentParser
import Corpora
import JSONText

/// `isthmus corpus stats`: what a corpus holds.
struct CorpusStatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Count the records of a corpus, their lengths and their repetitions.",
        discussion: """
            Example:
              isthmus corpus stats corpora/sentences/train.txt

            Words are what white space divides; characters are Unicode scalars.
            """
    )

    @Argument(help: "The files; '-' is stdin.")
    var paths: [String]

    @OptionGroup var reading: CorpusReading
    @OptionGroup var common: CommonOptions

    func run() throws {
        var statistics = CorpusStatistics()
        let summary = try reading.read(paths, console: common.console) { statistics.add($0.text) }
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
        try StandardOutput.writing { try $0.write(Results.text(numbers, json: common.json)) }
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
