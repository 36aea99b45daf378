import Autodiff
import Checkpoints
import DurableFiles
import JSONText
import NeuralNetworks
import SequenceModels
import Tensors
import Testing
import Tokenization

@Suite struct ModelFolderTests {
    static let backend = CPUBackend(threadCount: 1)
    static let tokenizer = Tokenizer(
        kind: .whitespace,
        vocabulary: Vocabulary(["a", "b", "c", "d", "e"])
    )

    /// A small model's sizes.
    static var sizes: SequenceVAE.Configuration {
        var sizes = SequenceVAE.Configuration()
        sizes.vocabularySize = tokenizer.vocabulary.count
        sizes.embeddingSize = 3
        sizes.encoderHiddenSize = 4
        sizes.decoderHiddenSize = 5
        sizes.latentDimension = 2
        return sizes
    }

    static func model(_ sizes: SequenceVAE.Configuration = sizes) -> SequenceVAE {
        SequenceVAE(sizes, using: SeededGenerator(seed: 9), on: backend)
    }

    /// What `config.json` says of a model.
    static func configuration(_ sizes: SequenceVAE.Configuration = sizes) -> JSONObject {
        let table = ConfigurationTable(
            SequenceVAE.Configuration.keys.map { $0.nested(in: \.self, prefix: "model") }
        )
        return table.object(of: sizes)
    }

    /// Writes a model, and returns its folder.
    static func save(_ sizes: SequenceVAE.Configuration = sizes, in path: String) throws
        -> ModelFolder
    {
        let folder = ModelFolder(path: path)
        var configuration = configuration(sizes)
        configuration["data"] = ["kind": "smiles", "max_length": 33]
        try folder.write(tokenizer: tokenizer, configuration: configuration)
        try folder.write(weightsOf: model(sizes))
        return folder
    }

    /// Sizes with every combination of cell, direction and number of layers.
    static var manySizes: [SequenceVAE.Configuration] {
        RecurrentCell.allCases.flatMap { cell in
            [(1, 1, true), (2, 1, false), (1, 3, true), (3, 2, true)].map {
                encoder,
                decoder,
                both in
                var sizes = sizes
                sizes.cell = cell
                sizes.isEncoderBidirectional = both
                (sizes.encoderLayerCount, sizes.decoderLayerCount) = (encoder, decoder)
                return sizes
            }
        }
    }

    @Test(arguments: manySizes)
    func theShapesAreThoseOfTheModel(sizes: SequenceVAE.Configuration) {
        let shapes = SequenceVAE.parameterShapes(sizes)
        let parameters = Self.model(sizes).parameters
        #expect(shapes.map(\.name) == parameters.map(\.name))
        #expect(shapes.map(\.shape) == parameters.map(\.parameter.value.shape))
    }

    @Test(arguments: manySizes)
    func aModelComesBackBitForBit(sizes: SequenceVAE.Configuration) throws {
        let scratch = try Scratch()
        let contents = try Self.save(sizes, in: scratch.path).load(on: Self.backend)
        #expect(contents.model.configuration == sizes)
        #expect(contents.tokenizer == Self.tokenizer)
        #expect(contents.kind == .smiles && contents.maximumLength == 33)
        let bits = { (model: SequenceVAE) in
            model.parameters.map { $0.parameter.value.scalars.map(\.bitPattern) }
        }
        #expect(bits(contents.model) == bits(Self.model(sizes)))
    }

    @Test func savingAgainGivesTheSameBytes() throws {
        let scratch = try Scratch()
        let first = try Self.save(in: scratch.file("first"))
        let contents = try first.load(on: Self.backend)
        let second = ModelFolder(path: scratch.file("second"))
        try second.write(tokenizer: contents.tokenizer, configuration: contents.configuration)
        try second.write(weightsOf: contents.model)
        for name in ["config.json", "tokenizer.json", "model.safetensors"] {
            #expect(try FileContents.read(first.file(name)) == FileContents.read(second.file(name)))
        }
    }
}
