import Checkpoints
import Corpora
import JSONText
import UnicodeText

/// What is done to a sequence that a model is given, so that it looks like those it was trained on.
///
/// Texts are repaired, and molecules stripped of salts and charges and written in canonical SMILES, as
/// their corpus was. What chooses records has no part in it: a model says something about any sequence.
struct SequencePreparation {
    private let repairs: [TextRepair]
    private let molecules: MoleculePreparation?

    /// The options of the training that it follows; "" for none.
    let description: String

    /// What the configuration of a model folder asks for.
    init(_ configuration: JSONObject) throws {
        self.init(try TrainSettings(keptIn: configuration).corpus)
    }

    /// What settings of a corpus come to for a single sequence.
    init(_ corpus: CorpusSettings) {
        let repairs = corpus.repairs().repairs
        self.repairs = TextRepair.allCases.filter(repairs.contains)
        let kept = corpus.ofSequences
        molecules = kept.molecules
        description = kept.description
    }

    /// The sequence as the model is to see it.
    ///
    /// - Throws: A ``ToolError`` for what is no molecule.
    func prepared(_ text: String) throws -> String {
        let repaired = repairs.reduce(text) { $1.apply(to: $0).text }
        guard var molecules else { return repaired }
        switch molecules.items(for: Record(text: repaired, source: "", line: 0)).first {
        case .record(let record)?: return record.text
        case .reject(let reject)?: throw ToolError.badData(reject.detail)
        case nil: return repaired
        }
    }
}

extension CorpusSettings {
    /// The settings without what chooses among records or multiplies them.
    ///
    /// A model of random SMILES takes molecules as they are written, unless salts or charges go.
    fileprivate var ofSequences: CorpusSettings {
        var result = CorpusSettings()
        result.repairsMojibake = repairsMojibake
        result.repairsConfusables = repairsConfusables
        result.controls = controls == .remove ? .remove : .keep
        result.salts = salts == .reject ? .keep : salts
        result.neutralizes = neutralizes
        result.isCanonical = spellingCount == 0 && molecules != nil
        return result
    }
}
