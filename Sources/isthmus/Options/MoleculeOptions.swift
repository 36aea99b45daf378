public import ArgumentParser
public import Corpora

extension MoleculePreparation.Salts: ExpressibleByArgument {}

/// What happens to the molecules of a corpus.
struct MoleculeOptions: ParsableArguments {
    @Flag(help: "Take each record for SMILES, check it, and write it in canonical form.")
    var canonical = false

    @Option(
        help: ArgumentHelp(
            "Molecules of several components: keep, strip (counter-ions and solvents), "
                + "largest (component) or reject.",
            valueName: "policy"
        )
    )
    var salts: MoleculePreparation.Salts?

    @Flag(help: "Take charges away where adding or removing hydrogens can.")
    var neutralize = false

    @Option(
        help: ArgumentHelp(
            "The elements that molecules may have, as in C,N,O,F.",
            valueName: "list"
        )
    )
    var elements: String?

    @Flag(help: "Leave out molecules that were there before, however they are written.")
    var distinct = false

    @Option(
        help: ArgumentHelp("Write n random SMILES of each molecule instead.", valueName: "n")
    )
    var augment: Int?

    @Option(help: ArgumentHelp("The seed of the random SMILES (0).", valueName: "n"))
    var augmentSeed: UInt64?

    func validate() throws {
        if let augment, !(1...1_000).contains(augment) {
            throw ValidationError("--augment \(augment): it must be a number from 1 to 1000")
        }
        var settings = CorpusSettings()
        adjust(&settings)
        if let problem = settings.problem { throw ValidationError(problem) }
        if elements?.isEmpty == true {
            throw ValidationError("--elements: give symbols such as C,N,O,F")
        }
    }

    /// Puts what is asked for into settings.
    func adjust(_ settings: inout CorpusSettings) {
        // Any option has molecules written in canonical form, even one that keeps what they are.
        if canonical || salts == .keep { settings.isCanonical = true }
        if let salts { settings.salts = salts }
        if neutralize { settings.neutralizes = true }
        if let elements { settings.elements = elements }
        if distinct { settings.isDistinct = true }
        if let augment { settings.spellingCount = augment }
        if let augmentSeed { settings.augmentSeed = Int(truncatingIfNeeded: augmentSeed) }
    }
}
