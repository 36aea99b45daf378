import Checkpoints
import Corpora
import JSONText
import Molecules
import UnicodeText

/// What happens to the records of a corpus before anything is learnt from them: options of the
/// commands that read one, and the section `corpus` of a training's configuration.
///
/// Zero and the empty text stand for no limit and no choice.
struct CorpusSettings: Hashable {
    var repairsConfusables = false
    var repairsMojibake = false
    var controls = CharacterTreatment.keep

    var minimumWords = 0
    var maximumWords = 0
    var minimumCharacters = 0
    var maximumCharacters = 0

    /// Codes of scripts with commas between them.
    var scripts = ""
    var scriptShare = 0.5

    var isUnique = false
    var nearDuplicates = 0.0
    var nearDuplicatesMemory = 1 << 20
    var nearDuplicatesSeed = 0

    var isCanonical = false
    var salts = MoleculePreparation.Salts.keep
    var neutralizes = false

    /// Symbols of elements with commas between them.
    var elements = ""
    var isDistinct = false
    var spellingCount = 0
    var augmentSeed = 0

    /// The settings by the names of the options, in the order in which they take effect.
    static let keys: [ConfigurationKey<Self>] = [
        .boolean("repair_mojibake", \.repairsMojibake, "UTF-8 read as Latin-1 is read again"),
        .choice("controls", \.controls, "invisible characters that nothing needs"),
        .boolean("repair_confusables", \.repairsConfusables, "look-alikes become own letters"),
        .integer("min_words", \.minimumWords, 0...Int.max, "words of a record at least"),
        .integer("max_words", \.maximumWords, 0...Int.max, "words of a record at most; 0: any"),
        .integer("min_characters", \.minimumCharacters, 0...Int.max, "characters at least"),
        .integer("max_characters", \.maximumCharacters, 0...Int.max, "characters at most; 0: any"),
        .text("script", \.scripts, "scripts of records, such as Latn,Cyrl; empty: any"),
        .number("script_share", \.scriptShare, 0...1, "part of the letters in these scripts"),
        .boolean("unique", \.isUnique, "texts that were there before are left out"),
        .number("near_duplicates", \.nearDuplicates, 0...1, "similarity left out; 0: none is"),
        .integer("near_duplicates_memory", \.nearDuplicatesMemory, 1...1 << 31, "records compared"),
        .integer("near_duplicates_seed", \.nearDuplicatesSeed, Int.min...Int.max, "its seed"),
        .boolean("canonical", \.isCanonical, "molecules are written in canonical SMILES"),
        .choice("salts", \.salts, "molecules of several components"),
        .boolean("neutralize", \.neutralizes, "charges are taken away where hydrogens can"),
        .text("elements", \.elements, "elements of molecules, such as C,N,O; empty: any"),
        .boolean("distinct", \.isDistinct, "molecules that were there before are left out"),
        .integer("augment", \.spellingCount, 0...1_000, "random SMILES a molecule; 0: none"),
        .integer("augment_seed", \.augmentSeed, Int.min...Int.max, "seed of the random SMILES"),
    ]

    /// What is wrong with the settings together, or nil.
    var problem: String? {
        if minimumWords > maximumWords, maximumWords > 0 { return Self.emptyRange }
        if minimumCharacters > maximumCharacters, maximumCharacters > 0 { return Self.emptyRange }
        if !scripts.isEmpty, scriptSet == nil {
            return "--script \(scripts): give codes of scripts such as Latn, Cyrl, Arab or Jpan"
        }
        if let unknown = elementSet.sorted().first(where: { !MoleculeAtom.isElement($0) }) {
            return "--elements: there is no element '\(unknown)'"
        }
        return !elements.isEmpty && elementSet.isEmpty
            ? "--elements: give symbols such as C,N,O,F" : nil
    }

    /// What is wrong with settings that say how something is done which is not asked for, or nil.
    var unusedSetting: String? {
        let standard = CorpusSettings()
        if scripts.isEmpty, scriptShare != standard.scriptShare {
            return "--script-share: name the scripts with --script, such as --script Latn"
        }
        if nearDuplicates == 0, nearDuplicatesSeed != standard.nearDuplicatesSeed {
            return "--near-duplicates-seed: give --near-duplicates a similarity, such as 0.8"
        }
        if nearDuplicates == 0, nearDuplicatesMemory != standard.nearDuplicatesMemory {
            return "--near-duplicates-memory: give --near-duplicates a similarity, such as 0.8"
        }
        if spellingCount == 0, augmentSeed != standard.augmentSeed {
            return "--augment-seed: give --augment a number of random SMILES, such as 4"
        }
        return nil
    }

    private static let emptyRange = "a least length is greater than the greatest one"

    /// The options that ask for these settings, without those that hold anyway; "" for none.
    var description: String { description(of: Self.keys) }

    /// The options for molecules that ask for these settings; "" for none.
    var moleculeDescription: String {
        description(of: Self.keys.drop { $0.name != "canonical" })
    }

    private func description(of keys: some Sequence<ConfigurationKey<Self>>) -> String {
        let standard = CorpusSettings()
        return keys.filter { $0.read(self) != $0.read(standard) }.map { key in
            let value = key.read(self)
            let text = value.bool == true ? "" : " \(value.string ?? value.serialized())"
            return "--\(key.name.replacing("_", with: "-"))\(text)"
        }.joined(separator: " ")
    }
}

extension CorpusSettings {
    /// The repairs that are asked for; with `isReport` they are counted and not made.
    func repairs(isReport: Bool = false) -> TextRepairs {
        var asked: Set<TextRepair> = []
        if repairsConfusables { asked.insert(.confusables) }
        if repairsMojibake { asked.insert(.mojibake) }
        if controls == .remove { asked.insert(.controls) }
        let counted: Set<TextRepair> = controls == .report ? [.controls] : []
        return isReport
            ? TextRepairs(reportedOnly: asked.union(counted))
            : TextRepairs(asked, reportedOnly: counted)
    }

    /// The filter that is asked for.
    var filter: RecordFilter {
        var filter = RecordFilter()
        filter.words = minimumWords...(maximumWords > 0 ? maximumWords : .max)
        filter.characters = minimumCharacters...(maximumCharacters > 0 ? maximumCharacters : .max)
        filter.scripts = scriptSet
        filter.scriptShare = scriptShare
        filter.removesDuplicates = isUnique
        if nearDuplicates > 0 {
            filter.nearDuplicates = NearDuplicateFilter(
                threshold: nearDuplicates,
                seed: UInt64(bitPattern: Int64(nearDuplicatesSeed)),
                capacity: nearDuplicatesMemory
            )
        }
        return filter
    }

    /// What happens to molecules, or nil when nothing is asked for.
    var molecules: MoleculePreparation? {
        guard
            isCanonical || salts != .keep || neutralizes || !elements.isEmpty || isDistinct
                || spellingCount > 0
        else { return nil }
        var preparation = MoleculePreparation()
        preparation.salts = salts
        preparation.neutralizes = neutralizes
        preparation.elements = elements.isEmpty ? nil : elementSet
        preparation.removesDuplicates = isDistinct
        preparation.spellingCount = spellingCount
        preparation.seed = UInt64(bitPattern: Int64(augmentSeed))
        return preparation
    }

    private var elementSet: Set<String> {
        Set(elements.split { $0 == "," || $0 == " " }.map(String.init))
    }

    private var scriptSet: Set<Script>? {
        let sets = scripts.split(separator: ",").map { Script.named(String($0)) }
        if sets.isEmpty || sets.contains(where: { $0 == nil }) { return nil }
        return Set(sets.compactMap(\.self).flatMap(\.self))
    }
}
