import ArgumentParser

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
            "The least share of a record's letters that must be in --script (0.5).",
            valueName: "f"
        )
    )
    var scriptShare: Double?

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
            "How many records --near-duplicates remembers, some 0.5 to 0.8 kB each "
                + "(\(CorpusSettings().nearDuplicatesMemory)).",
            valueName: "n"
        )
    )
    var nearDuplicatesMemory: Int?

    @Option(help: ArgumentHelp("The seed of that estimate (0).", valueName: "n"))
    var nearDuplicatesSeed: UInt64?

    func validate() throws {
        let least = [minWords, minCharacters].compactMap(\.self)
        if let negative = least.first(where: { $0 < 0 }) {
            throw ValidationError("a length of \(negative): it must be 0 or more")
        }
        let greatest = [maxWords, maxCharacters].compactMap(\.self)
        if let useless = greatest.first(where: { $0 < 1 }) {
            throw ValidationError("a greatest length of \(useless): it must be 1 or more")
        }
        if let scriptShare, !(0...1).contains(scriptShare) {
            throw ValidationError("--script-share \(scriptShare): it must be from 0 to 1")
        }
        if let nearDuplicates, !(nearDuplicates > 0 && nearDuplicates <= 1) {
            throw ValidationError(
                "--near-duplicates \(nearDuplicates): it must be over 0 and up to 1"
            )
        }
        if let nearDuplicatesMemory, !(1...1 << 31).contains(nearDuplicatesMemory) {
            throw ValidationError(
                "--near-duplicates-memory \(nearDuplicatesMemory): it must be a number of records "
                    + "from 1 to \(1 << 31)"
            )
        }
        var settings = CorpusSettings()
        adjust(&settings)
        if let problem = settings.problem { throw ValidationError(problem) }
    }

    /// Whether a greatest length is asked for.
    var boundsLength: Bool { maxWords != nil || maxCharacters != nil }

    /// Puts what is asked for into settings.
    func adjust(_ settings: inout CorpusSettings) {
        if let minWords { settings.minimumWords = minWords }
        if let maxWords { settings.maximumWords = maxWords }
        if let minCharacters { settings.minimumCharacters = minCharacters }
        if let maxCharacters { settings.maximumCharacters = maxCharacters }
        if let script { settings.scripts = script }
        if let scriptShare { settings.scriptShare = scriptShare }
        if unique { settings.isUnique = true }
        if let nearDuplicates { settings.nearDuplicates = nearDuplicates }
        if let nearDuplicatesMemory { settings.nearDuplicatesMemory = nearDuplicatesMemory }
        if let nearDuplicatesSeed {
            settings.nearDuplicatesSeed = Int(truncatingIfNeeded: nearDuplicatesSeed)
        }
    }
}
