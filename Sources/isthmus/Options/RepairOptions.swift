import ArgumentParser

/// What happens to characters that should not be in a text.
enum CharacterTreatment: String, CaseIterable, ExpressibleByArgument {
    case keep, remove, report
}

/// What is repaired in the texts of a corpus.
struct RepairOptions: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            "In words with letters of several scripts, write the word's own letters for those that "
                + "only look like them."
        )
    )
    var repairConfusables = false

    @Flag(help: "Read again what is UTF-8 that was read as Latin-1 or Windows-1252.")
    var repairMojibake = false

    @Option(
        help: ArgumentHelp(
            "Controls, zero-width characters and soft hyphens that nothing needs: keep (the "
                + "default), remove, or report (count and keep).",
            valueName: "choice"
        )
    )
    var controls: CharacterTreatment?

    /// Puts what is asked for into settings.
    func adjust(_ settings: inout CorpusSettings) {
        if repairConfusables { settings.repairsConfusables = true }
        if repairMojibake { settings.repairsMojibake = true }
        if let controls { settings.controls = controls }
    }
}
