import Checkpoints
import DurableFiles
import JSONText
import SequenceModels
import Tensors
import Testing
import Tokenization

/// A folder that is no sound model is refused with the file's name, before anything is made of it.
@Suite struct ModelFolderErrorTests {
    /// Saves a model, spoils it, and returns what is said when it is loaded.
    static func complaint(_ spoil: (ModelFolder) throws -> Void) throws -> String {
        let scratch = try Scratch()
        let folder = try ModelFolderTests.save(in: scratch.path)
        try spoil(folder)
        let error = #expect(throws: (any Error).self) {
            try folder.load(on: ModelFolderTests.backend)
        }
        let text = error.map { "\($0)" } ?? ""
        #expect(text.contains(scratch.path), "\(text)")
        #expect(error is ModelFolderError || error is FileError || error is SafetensorsError)
        return text
    }

    /// Changes a setting of `config.json`.
    static func set(_ section: String, _ key: String, _ value: JSONValue, in folder: ModelFolder)
        throws
    {
        var object = try folder.readConfiguration()
        var members = object[section]?.object ?? JSONObject()
        members[key] = value
        object[section] = .object(members)
        try AtomicFile.write(JSONValue.object(object).serialized(), to: folder.file("config.json"))
    }

    /// Writes the weights again after a change.
    static func change(
        _ folder: ModelFolder,
        _ body: (inout [SafetensorsTensor]) -> Void
    ) throws {
        let file = try SafetensorsFile(path: folder.file("model.safetensors"))
        var tensors = try file.names.map { name in
            SafetensorsTensor(name, shape: file.entries[name]?.shape ?? [], try file.values(name))
        }
        body(&tensors)
        try SafetensorsArchive(tensors).write(to: folder.file("model.safetensors"))
    }

    @Test(arguments: ["config.json", "tokenizer.json", "model.safetensors"])
    func aMissingFileIsNamed(name: String) throws {
        let text = try Self.complaint { try Directory.remove($0.file(name)) }
        #expect(text.contains(name))
    }

    @Test(arguments: ["config.json", "tokenizer.json", "model.safetensors"])
    func aFileCutShortIsNamed(name: String) throws {
        let text = try Self.complaint { folder in
            let bytes = try FileContents.read(folder.file(name))
            try AtomicFile.write(Array(bytes.prefix(bytes.count / 2)), to: folder.file(name))
        }
        #expect(text.contains(name))
    }

    @Test(arguments: [("2", "2"), ("0", "0"), (#""1""#, #""1""#), ("null", "null")])
    func anotherVersionIsRefused(version: String, shown: String) throws {
        let text = try Self.complaint { folder in
            let json = #"{"format_version":\#(version),"model":{}}"#
            try AtomicFile.write(json, to: folder.file("config.json"))
        }
        #expect(text.contains("is of format version \(shown); this program reads version 1"))
    }

    @Test(arguments: [
        ("[]", "is an array, not an object"), ("{}", "is of format version none"),
        (#"{"format_version":1}"#, #"has no section "model""#), ("{", "config.json"),
        (#"{"format_version":1,"model":3}"#, #"has no section "model""#),
    ])
    func aConfigurationThatIsNoneIsRefused(json: String, reason: String) throws {
        let text = try Self.complaint { try AtomicFile.write(json, to: $0.file("config.json")) }
        #expect(text.contains(reason), "\(text)")
    }

    static let wrongSettings: [(String, String, JSONValue, String)] = [
        ("model", "latent_dimensions", 3, "did you mean 'latent_dimension'?"),
        ("model", "latent_dimension", 0, "must be a whole number from 1 to 65536"),
        ("model", "latent_dimension", "two", "must be a whole number"),
        ("model", "cell", "rnn", "must be one of gru, lstm"),
        ("model", "embedding_size", 0, "embeddingSize is 0"),
        ("model", "encoder_layers", 17, "from 1 to 16"),
        ("data", "kind", "music", #"data.kind = "music": neither text nor smiles"#),
        ("data", "max_length", -1, "data.max_length = -1: it must be from 1 to 100000"),
    ]

    @Test(arguments: wrongSettings.indices)
    func aWrongSettingIsNamed(index: Int) throws {
        let (section, key, value, reason) = Self.wrongSettings[index]
        let text = try Self.complaint { try Self.set(section, key, value, in: $0) }
        #expect(text.contains("config.json") && text.contains(reason), "\(text)")
    }

    /// These sizes would take 200 gigabytes; nothing is allocated for them.
    @Test func hugeSizesAreHeldAgainstTheFileFirst() throws {
        let sizes = ["encoder_hidden_size", "decoder_hidden_size", "latent_dimension"]
        let text = try Self.complaint { folder in
            for size in sizes { try Self.set("model", size, 65536, in: folder) }
        }
        #expect(text.contains("model.safetensors") && text.contains("has shape"), "\(text)")
        let sized = try Self.complaint {
            try Self.set("model", "latent_dimension", JSONValue(Int.max), in: $0)
        }
        #expect(sized.contains("latent_dimension"))
    }

    @Test func aTensorTooFewOrTooManyIsRefused() throws {
        let reason = "holds other tensors than config.json describes"
        #expect(try Self.complaint { try Self.change($0) { $0.removeLast() } }.contains(reason))
        let more = SafetensorsTensor("more", shape: [1], [0])
        #expect(try Self.complaint { try Self.change($0) { $0.append(more) } }.contains(reason))
    }

    @Test func aTensorOfAnotherShapeOrTypeIsRefused() throws {
        let bias = "decoder.output.bias"
        func replaced(_ tensor: SafetensorsTensor) throws -> String {
            try Self.complaint { folder in
                try Self.change(folder) { tensors in
                    tensors.removeAll { $0.name == bias }
                    tensors.append(tensor)
                }
            }
        }
        let shape = try replaced(
            SafetensorsTensor(bias, shape: [3, 3], [Float](repeating: 0, count: 9))
        )
        #expect(shape.contains("\"\(bias)\" has shape [3, 3], not [9]"), "\(shape)")
        let values = SafetensorsValues.int64([Int64](repeating: 0, count: 9))
        let type = try replaced(SafetensorsTensor(bias, shape: [9], values))
        #expect(type.contains("dtype I64"), "\(type)")
    }

    @Test func theTokenizerOfAnotherModelIsRefused() throws {
        let text = try Self.complaint { folder in
            let other = Tokenizer(kind: .whitespace, vocabulary: Vocabulary(["a", "b"]))
            try AtomicFile.write(other.json(), to: folder.file("tokenizer.json"))
        }
        #expect(text.contains("model.safetensors"))
    }

    @Test func aForgedHeaderIsRefused() throws {
        let text = try Self.complaint { folder in
            var bytes = try FileContents.read(folder.file("model.safetensors"))
            bytes.replaceSubrange(0..<8, with: [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F])
            try AtomicFile.write(bytes, to: folder.file("model.safetensors"))
        }
        #expect(text.contains("longer than the format's 100000000"), "\(text)")
    }

    @Test func whatIsNoFolderHoldsNoModel() throws {
        let folder = ModelFolder(path: "/nowhere/at/all")
        #expect(!folder.exists)
        let error = #expect(throws: ModelFolderError.self) {
            try folder.load(on: ModelFolderTests.backend)
        }
        #expect(error?.description.contains("/nowhere/at/all: holds no model") == true)
    }

    @Test(.enabled(if: FileContents.exists("/dev/full")))
    func aFullDiskIsTheSystemsError() throws {
        let scratch = try Scratch()
        let folder = try ModelFolderTests.save(in: scratch.path)
        try Directory.remove(folder.file("model.safetensors"))
        try linkToFullDevice(folder.file("model.safetensors"))
        let error = #expect(throws: FileError.self) {
            try folder.write(weightsOf: ModelFolderTests.model())
        }
        #expect(error?.cause == .noSpace)
    }
}
