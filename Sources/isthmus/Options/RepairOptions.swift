import ArgumentParser
import Corpora
import UnicodeText

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
            "Controls, zero-width characters and soft hyphens that nothing needs: keep, remove, or "
                + "report (count and keep).",
            valueName: "choice"
        )
    )
    var controls = CharacterTreatment.keep

    @Flag(help: "Count what the repairs would change, and change nothing.")
    var reportOnly = false

    /// The repairs that are asked for.
    var repairs: TextRepairs {
        var asked: Set<TextRepair> = []
        if repairConfusables { asked.insert(.confusables) }
        if repairMojibake { asked.insert(.mojibake) }
        if controls == .remove { asked.insert(.controls) }
        let counted: Set<TextRepair> = controls == .report ? [.controls] : []
        return reportOnly
            ? TextRepairs(reportedOnly: asked.union(counted))
            : TextRepairs(asked, reportedOnly: counted)
    }
}
