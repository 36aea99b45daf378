import Checkpoints
import Generation
import JSONText
import Molecules
import SequenceModels
import Tokenization

/// A model as commands use it: text in, text out.
struct LoadedModel {
    /// The network, its tokenizer and its kind.
    let contents: ModelFolder.Contents

    /// What is done to sequences before it sees them.
    let preparation: SequencePreparation

    /// A model folder's contents, with what its training did to sequences.
    init(contents: ModelFolder.Contents) throws {
        self.contents = contents
        preparation = try SequencePreparation(contents.configuration)
    }

    /// The network.
    var network: SequenceVAE { contents.model }

    /// The tokenizer.
    var tokenizer: Tokenizer { contents.tokenizer }

    /// The tokens.
    var vocabulary: Vocabulary { contents.tokenizer.vocabulary }

    /// The longest sequence it was trained on, in tokens.
    var maximumLength: Int { contents.maximumLength }

    /// Z.
    var latentDimension: Int { network.configuration.latentDimension }

    /// The number of weights.
    var parameterCount: Int {
        SequenceVAE.parameterShapes(network.configuration).reduce(0) { sum, parameter in
            sum + parameter.shape.reduce(1, *)
        }
    }

    /// Whether sequences are molecules.
    var isMolecules: Bool { contents.kind == .smiles }

    /// The tokens of an input, which is prepared as those of the training were.
    ///
    /// - Throws: A `MoleculeError` for SMILES that RDKit refuses, a `ToolError` for no token at
    ///   all or more than `maximumLength`.
    func tokens(of text: String, maximumLength: Int) throws -> [TokenID] {
        if isMolecules { _ = try Molecule(smiles: text) }
        let ids = tokenizer.ids(of: try preparation.prepared(text))
        if ids.isEmpty { throw ToolError.badData("the sequence is empty") }
        if ids.count > maximumLength { throw SequenceTooLong(count: ids.count) }
        return ids
    }

    /// The parts of a text that the vocabulary lacks, each once.
    func unknownParts(of text: String) -> [String] {
        let bytes = Array(text.utf8)
        var seen: Set<String> = []
        return tokenizer.encode(text).tokens.filter { $0.id == Vocabulary.unknown }
            .map { String(decoding: bytes[$0.range], as: UTF8.self) }
            .filter { seen.insert($0).inserted }
    }

    /// Tells how inputs are prepared, if they are.
    func notePreparation(_ console: Console) {
        if preparation.description.isEmpty { return }
        console.note("inputs are prepared as in the training: \(preparation.description)")
    }

    /// Warns of words that the vocabulary lacks: the model reads each as the same unknown word.
    func warnOfUnknownParts(of text: String, option: String, console: Console) {
        let parts = unknownParts(of: (try? preparation.prepared(text)) ?? text)
        guard !parts.isEmpty else { return }
        let words = parts.map { "'\($0)'" }.joined(separator: ", ")
        console.warn("\(option): not in the vocabulary, so read as unknown: \(words)")
    }

    /// What is printed of a generated sequence: `sequence`, `log_probability`, and of molecules
    /// `valid` and `canonical`.
    func fields(of sequence: GeneratedSequence) -> [(String, JSONValue)] {
        let text = tokenizer.decode(sequence.tokens)
        let basic = fields(of: text, logProbability: sequence.logProbability)
        if !writesSELFIES { return basic }
        return basic + [("selfies", .string(tokenizer.spelling(sequence.tokens)))]
    }

    /// Whether the tokens are symbols of SELFIES.
    var writesSELFIES: Bool { tokenizer.kind == .selfies }

    private func fields(of text: String, logProbability: Double) -> [(String, JSONValue)] {
        let basic: [(String, JSONValue)] = [
            ("sequence", .string(text)),
            ("log_probability", JSONValue(logProbability.rounded(toPlaces: 4))),
        ]
        guard isMolecules else { return basic }
        let canonical = Molecule(validating: text)?.canonicalSMILES
        return basic + [
            ("valid", .bool(canonical != nil)),
            ("canonical", canonical.map { .string($0) } ?? .null),
        ]
    }

    /// The names of the fields, in order.
    var fieldNames: [String] {
        ["sequence", "log_probability"] + (isMolecules ? ["valid", "canonical"] : [])
            + (writesSELFIES ? ["selfies"] : [])
    }
}

/// A sequence of more tokens than the model takes; such are counted and reported together.
struct SequenceTooLong: Error, CustomStringConvertible {
    let count: Int

    var description: String { "the sequence has \(count) tokens, which is too long" }
}
