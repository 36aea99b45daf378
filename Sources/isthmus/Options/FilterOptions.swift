import ArgumentParser
import Corpora
import UnicodeText

/// Which records of a corpus are kept.
struct FilterOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Leave out records of fewer words.", valueName: "n"))
    var minWords: Int?

    @Option(help: ArgumentHelp("Leave out records of more words.", valueName: "n"))
    var maxWords: Int?

    @Option(help: ArgumentHelp("Leave out records of fewer characters.", valueName: "n"))
    var minCharacters: Int?

    @Option(help: ArgumentHelp("Leave out records of more characters.", valueName: "n"))
    var maxCharacters: Int?

    @Option(
        help: ArgumentHelp(
            "Leave out records in other scripts: codes of ISO 15924 such as Latn, Cyrl or Jpan, with "
                + "commas between them.",
            valueName: "codes"
        )
    )
    var script: String?

    @Option(
        help: ArgumentHelp(
            "The least share of a record's letters that must be in --script.",
            valueName: "f"
        )
    )
    var scriptShare = 0.5

    @Flag(help: "Leave out records whose text was there before.")
    var unique = false

    @Option(
        help: ArgumentHelp(
            "Leave out records whose similarity to one before is at least so much, such as 0.8: of all "
                + "runs of five characters that either has, the share that both have, estimated.",
            valueName: "s"
        )
    )
    var nearDuplicates: Double?

    @Option(
        help: ArgumentHelp(
            "How many records --near-duplicates remembers (about half a kilobyte each).",
            valueName: "n"
        )
    )
    var nearDuplicatesMemory = 1 << 20

    @Option(help: ArgumentHelp("The seed of that estimate.", valueName: "n"))
    var nearDuplicatesSeed: UInt64 = 0

    func validate() throws {
        let bounds = [minWords, maxWords, minCharacters, maxCharacters].compactMap(\.self)
        if let negative = bounds.first(where: { $0 < 0 }) {
            throw ValidationError("a length of \(negative): it must be 0 or more")
        }
        if (minWords ?? 0) > (maxWords ?? .max) || (minCharacters ?? 0) > (maxCharacters ?? .max) {
            throw ValidationError("a least length is greater than the greatest one")
        }
        if let script, Self.scripts(script) == nil {
            throw ValidationError(
                "--script \(script): give codes of scripts such as Latn, Cyrl, Arab or Jpan"
            )
        }
        guard (0...1).contains(scriptShare) else {
            throw ValidationError("--script-share \(scriptShare): it must be from 0 to 1")
        }
        if let nearDuplicates, !(nearDuplicates > 0 && nearDuplicates <= 1) {
            throw ValidationError(
                "--near-duplicates \(nearDuplicates): it must be over 0 and up to 1"
            )
        }
        guard (1...1 << 31).contains(nearDuplicatesMemory) else {
            throw ValidationError(
                "--near-duplicates-memory \(nearDuplicatesMemory): it must be a number of records "
                    + "from 1 to \(1 << 31)"
            )
        }
    }

    /// The filter that is asked for.
    var filter: RecordFilter {
        var filter = RecordFilter()
        filter.words = (minWords ?? 0)...(maxWords ?? .max)
        filter.characters = (minCharacters ?? 0)...(maxCharacters ?? .max)
        filter.scripts = script.flatMap { Self.scripts($0) }
        filter.scriptShare = scriptShare
        filter.removesDuplicates = unique
        filter.nearDuplicates = nearDuplicates.map {
            NearDuplicateFilter(
                threshold: $0,
                seed: nearDuplicatesSeed,
                capacity: nearDuplicatesMemory
            )
        }
        return filter
    }

    private static func scripts(_ codes: String) -> Set<Script>? {
        let sets = codes.split(separator: ",").map { Script.named(String($0)) }
        if sets.isEmpty || sets.contains(where: { $0 == nil }) { return nil }
        return Set(sets.compactMap(\.self).flatMap(\.self))
    }
}
