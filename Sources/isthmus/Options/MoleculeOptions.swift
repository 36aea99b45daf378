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

    @Option(help: ArgumentHelp("The seed of the random SMILES.", valueName: "n"))
    var augmentSeed: UInt64 = 0

    func validate() throws {
        if let augment, !(1...1_000).contains(augment) {
            throw ValidationError("--augment \(augment): it must be a number from 1 to 1000")
        }
        if let elements, symbols(elements).isEmpty {
            throw ValidationError("--elements: give symbols such as C,N,O,F")
        }
    }

    /// The preparation, or nil when no option asks for any.
    var preparation: MoleculePreparation? {
        guard
            canonical || salts != nil || neutralize || elements != nil || distinct || augment != nil
        else { return nil }
        var preparation = MoleculePreparation()
        preparation.salts = salts ?? .keep
        preparation.neutralizes = neutralize
        preparation.elements = elements.map { Set(symbols($0)) }
        preparation.removesDuplicates = distinct
        preparation.spellingCount = augment ?? 0
        preparation.seed = augmentSeed
        return preparation
    }

    /// The options as they were given, or nil when no option asks for any preparation.
    var description: String? {
        guard preparation != nil else { return nil }
        let given: [String?] = [
            canonical ? "--canonical" : nil, salts.map { "--salts \($0.rawValue)" },
            neutralize ? "--neutralize" : nil, elements.map { "--elements \($0)" },
            distinct ? "--distinct" : nil,
            augment.map { "--augment \($0) --augment-seed \(augmentSeed)" },
        ]
        return given.compactMap { $0 }.joined(separator: " ")
    }

    private func symbols(_ list: String) -> [String] {
        list.split { $0 == "," || $0 == " " }.map(String.init)
    }
}
