import Foundation
import Testing

@Suite struct ModelFolderErrorTests {
    let folder: Scratch
    let model: String

    init() throws {
        folder = try Scratch()
        model = folder.file("model")
        try FileManager.default.copyItem(atPath: try TinyModels.sentences.get(), toPath: model)
    }

    /// Changes a file of the copied model.
    private func change(_ name: String, _ body: (Data) throws -> Data) throws {
        let url = URL(fileURLWithPath: "\(model)/\(name)")
        try body(Data(contentsOf: url)).write(to: url)
    }

    private func expectRefusal(_ message: String, code: Int32 = 65) throws {
        let run = try Tool.run(["generate", "-m", model, "-n", "1"])
        #expect(run.code == code)
        #expect(run.text.isEmpty)
        #expect(run.messages.hasPrefix("isthmus: error: "))
        #expect(run.messages.contains(message), "\(run.messages)")
    }

    @Test func aFolderThatIsNoModelEndsWith66() throws {
        let run = try Tool.run(["generate", "-m", folder.path])
        #expect(run.code == 66)
        #expect(run.messages.contains("no model at '\(folder.path)': there is no config.json"))
    }

    @Test func anotherVersionOfTheFormatIsRefused() throws {
        try change("config.json") { data in
            let text = String(decoding: data, as: UTF8.self)
            return Data(
                text.replacingOccurrences(
                    of: "\"format_version\": 1",
                    with: "\"format_version\": 9"
                ).utf8
            )
        }
        try expectRefusal("is of format version 9; this program reads version 1")
    }

    @Test func aConfigurationThatIsNotJSONIsRefusedWithItsPlace() throws {
        try change("config.json") { $0.dropLast(3) }
        try expectRefusal("config.json")
    }

    @Test func anUnknownKeyOfTheModelIsRefused() throws {
        try change("config.json") { data in
            let text = String(decoding: data, as: UTF8.self)
            return Data(text.replacingOccurrences(of: "\"cell\"", with: "\"cel\"").utf8)
        }
        try expectRefusal("unknown configuration key 'cel'; did you mean 'cell'?")
    }

    @Test func aTruncatedFileOfWeightsIsRefused() throws {
        try change("model.safetensors") { $0.dropLast(100) }
        try expectRefusal("model.safetensors: byte ")
    }

    @Test func aForgedHeaderIsRefusedBeforeAnythingIsAllocated() throws {
        try change("model.safetensors") { data in
            Data([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]) + data.dropFirst(8)
        }
        try expectRefusal("model.safetensors: byte 0: ")
    }

    @Test func weightsOfOtherSizesAreRefused() throws {
        try change("config.json") { data in
            let text = String(decoding: data, as: UTF8.self)
            return Data(
                text.replacingOccurrences(
                    of: "\"decoder_hidden_size\": 16",
                    with: "\"decoder_hidden_size\": 24"
                ).utf8
            )
        }
        try expectRefusal("model.safetensors")
    }

    @Test func aMissingTokenizerIsNamed() throws {
        try FileManager.default.removeItem(atPath: "\(model)/tokenizer.json")
        try expectRefusal("tokenizer.json': No such file or directory", code: 66)
    }
}
