import Checkpoints
import JSONText
import Training
import UnicodeText

/// Everything that a user of `isthmus train` can set: the training, and what happens to its corpus.
struct TrainSettings: Hashable {
    /// What decides the training.
    var training = TrainingConfiguration()

    /// What happens to the records first.
    var corpus = CorpusSettings()

    /// Every setting, with its documentation, in the order in which it is shown.
    static let table = ConfigurationTable<TrainSettings>(
        CorpusSettings.keys.map { $0.nested(in: \.corpus, prefix: "corpus") }
            + TrainingConfiguration.table.keys.map { $0.nested(in: \.training) }
    )

    /// What is wrong with the settings together, or nil.
    var problem: String? {
        if corpus.molecules != nil, training.data.kind != .smiles {
            return "the options for molecules need --kind smiles"
        }
        let locale = training.data.locale
        if !locale.isEmpty, let problem = LocaleCode.problem(of: locale) { return problem }
        let pattern = training.data.pattern
        if !pattern.isEmpty, PatternName(rawValue: pattern) == nil {
            return "--pattern \(pattern): it must be one of \(PatternName.list)"
        }
        if !pattern.isEmpty, TokenizerChoice(argument: training.data.tokenizer) != nil {
            return "--pattern: it is for a --tokenizer that is a .tiktoken file"
        }
        return corpus.problem ?? corpus.unusedSetting
    }

    /// The settings that a model folder keeps; what it does not say is as usual.
    init(keptIn configuration: JSONObject) throws {
        try Self.table.apply(configuration.sections, to: &self)
    }

    /// The settings of a preset.
    init(_ training: TrainingConfiguration) { self.training = training }
}

extension JSONObject {
    /// The sections that are settings of a training.
    fileprivate var sections: JSONObject {
        var sections = JSONObject()
        let names = Set(
            TrainSettings.table.keys.compactMap {
                $0.name.split(separator: ".").first.map(String.init)
            }
        )
        for member in members where names.contains(member.key) {
            sections[member.key] = member.value
        }
        return sections
    }
}
