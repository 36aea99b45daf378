import Charts
import Corpora
import JSONText
import UnicodeText

/// What `corpus stats` shows beside its counts: lengths, scripts and characters.
struct CorpusTables {
    private let statistics: CorpusStatistics
    private let scripts: [(script: Script, count: Int)]
    private let characters: [(scalar: Unicode.Scalar, count: Int)]

    /// Sorts the counts, the most frequent first; equal ones by name.
    init(_ statistics: CorpusStatistics, characterCount: Int) {
        self.statistics = statistics
        scripts = statistics.scriptCounts.map { ($0.key, $0.value) }
            .sorted { ($1.count, $0.script.description) < ($0.count, $1.script.description) }
        let sorted = statistics.characterCounts.map { ($0.key, $0.value) }
            .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
        characters = sorted.prefix(characterCount).map { (scalar: $0.0, count: $0.1) }
    }

    /// The tables for people.
    var text: String {
        lengthTable("words", statistics.words)
            + lengthTable("characters", statistics.characters)
            + scriptTable + characterTable
    }

    private func lengthTable(_ unit: String, _ lengths: CorpusStatistics.Lengths) -> String {
        let rows = lengths.intervals(atMost: 20).map { interval in
            (Self.name(interval.lengths), interval.count)
        }
        return Self.table("\(unit) of a record", "records", rows, total: lengths.count)
    }

    private static func name(_ lengths: ClosedRange<Int>) -> String {
        lengths.count == 1
            ? "\(lengths.lowerBound)" : "\(lengths.lowerBound)-\(lengths.upperBound)"
    }

    private var scriptTable: String {
        let total = scripts.reduce(0) { $0 + $1.count }
        let rows = scripts.map { ($0.script.description, $0.count) }
        return Self.table("script", "letters", rows, total: total)
    }

    private var characterTable: String {
        let rows = characters.map { (Self.name($0.scalar), $0.count) }
        return Self.table("character", "count", rows, total: statistics.characters.total)
    }

    /// Rows of a name, a count, its share and a bar of it.
    private static func table(
        _ name: String,
        _ unit: String,
        _ rows: [(String, Int)],
        total: Int
    ) -> String {
        if rows.isEmpty { return "" }
        let nameWidth = max(name.count, rows.map(\.0.count).max() ?? 0)
        let countWidth = max(unit.count, rows.map { grouped($0.1).count }.max() ?? 0)
        let largest = rows.map(\.1).max() ?? 0
        let head = "\n\(padded(name, nameWidth))  \(padded(unit, countWidth, isRight: true))\n"
        return head
            + rows.map { row in
                let share = 100 * Double(row.1) / Double(max(1, total))
                let bar = String(repeating: "#", count: 30 * row.1 / max(1, largest))
                return padded(row.0, nameWidth) + "  "
                    + padded(grouped(row.1), countWidth, isRight: true)
                    + "  " + padded(fixed(share, 1), 5, isRight: true) + "%"
                    + (bar.isEmpty ? "" : "  \(bar)") + "\n"
            }.joined()
    }

    private static func padded(_ text: String, _ width: Int, isRight: Bool = false) -> String {
        let spaces = String(repeating: " ", count: max(0, width - text.count))
        return isRight ? spaces + text : text + spaces
    }

    /// A character as it is listed: its code, and itself where it can be seen.
    private static func name(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        switch CharacterProperties.category(of: scalar) {
        case .other: return code
        case .separator: return scalar == " " ? "\(code) space" : code
        case .mark: return "\(code) \u{25CC}\(scalar)"
        default: return "\(code) \(scalar)"
        }
    }
}

extension CorpusTables {
    /// The tables as members of an object: `word_lengths` and `character_lengths` from lengths to
    /// records, `scripts` from codes to letters, `frequent_characters` as pairs.
    var json: [(String, JSONValue)] {
        [
            ("word_lengths", Self.object(statistics.words)),
            ("character_lengths", Self.object(statistics.characters)),
            ("scripts", Self.object(scripts.map { ($0.script.description, $0.count) })),
            (
                "frequent_characters",
                .array(
                    characters.map {
                        .array([.string(String($0.scalar)), JSONValue($0.count)])
                    }
                )
            ),
        ]
    }

    private static func object(_ lengths: CorpusStatistics.Lengths) -> JSONValue {
        object(lengths.histogram.sorted { $0.key < $1.key }.map { ("\($0.key)", $0.value) })
    }

    private static func object(_ members: [(String, Int)]) -> JSONValue {
        var object = JSONObject()
        for (name, count) in members { object[name] = JSONValue(count) }
        return .object(object)
    }

    /// The drawings by the names of their files.
    var charts: [(name: String, svg: String)] {
        [
            ("word-lengths", Self.lengthChart("words", statistics.words)),
            ("character-lengths", Self.lengthChart("characters", statistics.characters)),
            (
                "scripts",
                BarChart(
                    "Scripts",
                    label: "letters",
                    bars: scripts.map { .init($0.script.description, Double($0.count)) }
                ).svg
            ),
            (
                "characters",
                BarChart(
                    "Most frequent characters",
                    label: "occurrences",
                    bars: characters.map { .init(Self.name($0.scalar), Double($0.count)) }
                ).svg
            ),
            (
                "duplicates",
                BarChart(
                    "Duplicates",
                    label: "records",
                    bars: [
                        .init(
                            "first of their text",
                            Double(statistics.recordCount - statistics.duplicateCount)
                        ),
                        .init("repetitions", Double(statistics.duplicateCount)),
                    ]
                ).svg
            ),
        ]
    }

    /// Intervals of equal width around their lengths, at least five, so that the marks are whole numbers;
    /// the last one, which has the longest records, is drawn as wide as the others, and the title says
    /// so.
    private static func lengthChart(
        _ unit: String,
        _ lengths: CorpusStatistics.Lengths
    ) -> String {
        let intervals = lengths.intervals()
        let starts = intervals.map { Double($0.lengths.lowerBound) }
        let width = starts.count > 1 ? starts[1] - starts[0] : 1
        let end = (starts.last ?? 0) + width
        let isOpen = intervals.last.map { Double($0.lengths.upperBound) >= end } ?? false
        let note = isOpen ? "; the last bar has all up to \(lengths.quantile(1))" : ""
        let missing = max(0, 5 - starts.count)
        let more = (0..<missing).map { end + Double($0 + 1) * width }
        return TallyChart(
            "Records by length\(note)",
            label: unit,
            edges: (starts + [end] + more).map { $0 - 0.5 },
            counts: intervals.map { Double($0.count) } + more.map { _ in 0 }
        ).svg
    }
}
