internal import Autodiff
package import DurableFiles
package import JSONText
internal import NeuralNetworks
public import SequenceModels
public import Tensors
public import Tokenization

/// A model on disk: a folder with `model.safetensors`, `config.json` and `tokenizer.json`.
public struct ModelFolder: Sendable {
    /// The version of the layout; a folder of another version is refused.
    package static let formatVersion = 1

    /// The path of the folder.
    public let path: String

    /// Names the folder at a path.
    public init(path: String) {
        self.path = path
    }

    /// The path of a file of the folder.
    package func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Whether there is a model at the path.
    public var exists: Bool { FileContents.exists(file("config.json")) }

    /// What kind of sequences the model is made for.
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        /// Sentences of a natural language.
        case text
        /// Molecules.
        case smiles
    }

    /// A model and what is needed to use it.
    public struct Contents {
        /// The network.
        public let model: SequenceVAE
        /// The tokenizer that the model was trained with.
        public let tokenizer: Tokenizer
        /// What its sequences are.
        public let kind: Kind
        /// The longest sequence it was trained on, in tokens.
        public let maximumLength: Int
        /// The whole of `config.json`.
        package let configuration: JSONObject
    }

    /// Reads the model; every file is checked against the others before a weight is made.
    public func load(on backend: any Backend) throws -> Contents {
        let configuration = try readConfiguration()
        let tokenizer = try readTokenizer()
        let sizes = try modelSizes(configuration, vocabularySize: tokenizer.vocabulary.count)
        let (kind, maximumLength) = try dataFacts(configuration)
        let model = try readModel(sizes, on: backend)
        return Contents(
            model: model,
            tokenizer: tokenizer,
            kind: kind,
            maximumLength: maximumLength,
            configuration: configuration
        )
    }

    /// What the sequences are, and the longest; a configuration may leave out either.
    private func dataFacts(_ configuration: JSONObject) throws -> (Kind, Int) {
        let data = configuration["data"]?.object
        let (kind, length) = (data?["kind"] ?? "text", data?["max_length"] ?? 100)
        guard let known = kind.string.flatMap(Kind.init) else {
            let kinds = Kind.allCases.map(\.rawValue).joined(separator: " nor ")
            throw ModelFolderError(
                file("config.json"),
                "data.kind = \(kind.serialized()): neither \(kinds)"
            )
        }
        guard let maximum = length.integer, (1...100_000).contains(maximum) else {
            throw ModelFolderError(
                file("config.json"),
                "data.max_length = \(length.serialized()): it must be from 1 to 100000"
            )
        }
        return (known, maximum)
    }

    /// Reads `config.json` and checks that it is of this version.
    package func readConfiguration() throws -> JSONObject {
        let name = file("config.json")
        guard FileContents.exists(name) else {
            throw ModelFolderError(path, "holds no model: config.json is missing")
        }
        let value: JSONValue
        do {
            value = try JSONValue(parsing: FileContents.read(name, limit: 1 << 20))
        } catch let error as JSONError {
            throw ModelFolderError(name, "\(error)")
        }
        guard let object = value.object else {
            throw ModelFolderError(name, "is \(value.kind), not an object")
        }
        guard let version = object["format_version"]?.integer, version == Self.formatVersion else {
            let found = object["format_version"]?.serialized() ?? "none"
            throw ModelFolderError(
                name,
                "is of format version \(found); this program reads version \(Self.formatVersion). "
                    + "Use the program that wrote it, or train again"
            )
        }
        return object
    }

    private func readTokenizer() throws -> Tokenizer {
        let name = file("tokenizer.json")
        do {
            return try Tokenizer(json: FileContents.read(name, limit: 1 << 28))
        } catch let error as FileError {
            throw error
        } catch {
            throw ModelFolderError(name, "\(error)")
        }
    }

    private func modelSizes(
        _ configuration: JSONObject,
        vocabularySize: Int
    ) throws -> SequenceVAE.Configuration {
        var sizes = SequenceVAE.Configuration()
        guard let section = configuration["model"]?.object else {
            throw ModelFolderError(file("config.json"), "has no section \"model\"")
        }
        do {
            try ConfigurationTable(SequenceVAE.Configuration.keys).apply(section, to: &sizes)
        } catch {
            throw ModelFolderError(file("config.json"), "\(error)")
        }
        sizes.vocabularySize = vocabularySize
        if let problem = sizes.problem { throw ModelFolderError(file("config.json"), problem) }
        return sizes
    }

    private func readModel(
        _ sizes: SequenceVAE.Configuration,
        on backend: any Backend
    ) throws -> SequenceVAE {
        let name = file("model.safetensors")
        let weights = try SafetensorsFile(path: name)
        let shapes = SequenceVAE.parameterShapes(sizes)
        guard Set(weights.names) == Set(shapes.map(\.name)) else {
            throw ModelFolderError(name, "holds other tensors than config.json describes")
        }
        let values = try shapes.map { try weights.floats($0.name, shape: $0.shape) }
        let model = SequenceVAE(sizes, using: SeededGenerator(seed: 0), on: backend)
        for (named, value) in zip(model.parameters, values) {
            let shape = named.parameter.value.shape
            named.parameter.value = Tensor(value, shape: shape, on: backend)
        }
        return model
    }

    /// Writes the weights, atomically.
    package func write(weightsOf model: SequenceVAE) throws(FileError) {
        let tensors = model.parameters.map { named in
            SafetensorsTensor(
                named.name,
                shape: named.parameter.value.shape,
                named.parameter.value.scalars
            )
        }
        try SafetensorsArchive(tensors, metadata: ["format": "pt"])
            .write(to: file("model.safetensors"))
    }

    /// Writes the tokenizer and the configuration, which make the folder a model.
    package func write(tokenizer: Tokenizer, configuration: JSONObject) throws(FileError) {
        try Directory.create(path)
        try AtomicFile.write(tokenizer.json(), to: file("tokenizer.json"))
        var object = JSONObject()
        object["format_version"] = JSONValue(Self.formatVersion)
        for member in configuration.members { object[member.key] = member.value }
        let text = JSONValue.object(object).serialized(pretty: true) + "\n"
        try AtomicFile.write(text, to: file("config.json"))
    }

    /// Writes the card, `README.md`.
    package func write(card: ModelCard) throws(FileError) {
        try AtomicFile.write(card.markdown, to: file("README.md"))
    }
}

/// A model folder that cannot be used, and why.
public struct ModelFolderError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The folder or the file of it.
    public let path: String
    /// What is wrong and what to do.
    public let reason: String

    package init(_ path: String, _ reason: String) {
        self.path = path
        self.reason = reason
    }

    /// The path and the reason.
    public var description: String { "\(path): \(reason)" }
}
