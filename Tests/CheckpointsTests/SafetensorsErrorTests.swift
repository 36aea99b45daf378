import Checkpoints
import DurableFiles
import Testing

@Suite struct SafetensorsErrorTests {
    /// A file of `json` and `count` bytes of data.
    static func file(_ json: String, data count: Int = 0) -> [UInt8] {
        let header = Array(json.utf8)
        let length = (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) }
        return length + header + [UInt8](repeating: 0, count: count)
    }

    /// A file with one tensor of four bytes of data, described by `entry`.
    static func file(entry: String) -> [UInt8] {
        file("{\"a\":\(entry)}", data: 4)
    }

    static let forgeries: [(bytes: [UInt8], reason: String)] = [
        ([], "ends inside the header's length"),
        ([1, 2, 3], "ends inside the header's length"),
        ([UInt8](repeating: 0xFF, count: 64), "longer than the format's 100000000"),
        ([0x50, 0x4B, 3, 4, 0, 0, 0, 0, 0], "pickle"),
        ([9, 0, 0, 0, 0, 0, 0, 0] + Array("{}".utf8), "reaches beyond the file's 10"),
        (file(" {}"), "does not begin with '{'"),
        (file("[]"), "does not begin with '{'"),
        (file(""), "does not begin with '{'"),
        (file("{}", data: 1), "the tensors take 0 bytes and the file holds 1"),
        (file("{\"a\":1,\"a\":2}"), "occurs twice"),
        (file("{\"a\":[[[[[[1]]]]]]}"), "nested deeper"),
        (file("{\"__metadata__\":1}"), "__metadata__ is a number"),
        (file("{\"__metadata__\":{\"a\":1}}"), "\"a\" is not a string"),
        (file(entry: "1"), "lacks a well-formed"),
        (file(entry: "{}"), "lacks a well-formed"),
        (file(entry: #"{"dtype":"F32","shape":[1],"data_offsets":[0]}"#), "lacks a well-formed"),
        (file(entry: #"{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}"#), "lacks a well"),
        (file(entry: #"{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}"#), "lacks a well"),
        (
            file(entry: #"{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1}"#),
            "lacks a well-formed"
        ),
        (file(entry: #"{"dtype":"F31","shape":[1],"data_offsets":[0,4]}"#), "unknown dtype F31"),
        (
            file(entry: #"{"dtype":"F32","shape":[1],"data_offsets":[4,0]}"#),
            "ends before it begins"
        ),
        (file(entry: #"{"dtype":"F32","shape":[2],"data_offsets":[0,4]}"#), "is not 8 bytes long"),
        (
            file(entry: #"{"dtype":"F4","shape":[1],"data_offsets":[0,4]}"#),
            "no size in whole bytes"
        ),
        (
            file(entry: #"{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}"#),
            "no size in whole bytes"
        ),
        (
            file(entry: #"{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4]}"#),
            "lacks a well-formed"
        ),
        (file(entry: #"{"dtype":"U8","shape":[3],"data_offsets":[1,4]}"#), "where 0 was expected"),
        (file(entry: #"{"dtype":"U8","shape":[3],"data_offsets":[0,3]}"#), "take 3 bytes"),
        (file(entry: #"{"dtype":"U8","shape":[5],"data_offsets":[0,5]}"#), "take 5 bytes"),
        (
            file(
                #"{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"#
                    + #""b":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}"#,
                data: 4
            ),
            "\"b\" begins at 0 of the data where 4 was expected"
        ),
        (
            file(
                "{\"\u{E9}\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]},"
                    + "\"e\u{301}\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}}"
            ),
            "names that read the same"
        ),
    ]

    @Test(arguments: forgeries)
    func aForgeryIsRefused(bytes: [UInt8], reason: String) {
        let error = #expect(throws: SafetensorsError.self) { try SafetensorsFile(bytes: bytes) }
        #expect(error?.description.contains(reason) == true)
    }

    @Test func aMissingTensorAWrongShapeAndAWrongTypeAreNamed() throws {
        let file = try SafetensorsFile(path: SafetensorsTests.referencePath)
        for (name, reason) in [("no", "no tensor \"no\""), ("u8", "dtype U8, not floating")] {
            let error = #expect(throws: SafetensorsError.self) { try file.floats(name) }
            #expect(error?.description.contains(reason) == true)
            #expect(error?.path == SafetensorsTests.referencePath)
        }
        let error = #expect(throws: SafetensorsError.self) { try file.floats("f32", shape: [6]) }
        #expect(error?.reason == "the tensor \"f32\" has shape [2, 3], not [6]")
    }

    @Test func aBooleanOfTwoIsRefusedWithItsOffset() throws {
        var bytes = SafetensorsArchive(
            [SafetensorsTensor("b", shape: [2], .bool([true, false]))]
        ).encoded
        bytes[bytes.count - 1] = 2
        let file = try SafetensorsFile(bytes: bytes)
        let error = #expect(throws: SafetensorsError.self) { try file.values("b") }
        #expect(error?.offset == bytes.count - 1)
    }

    @Test func aTypeThatIsNotReadIsNamed() throws {
        let entry = #"{"dtype":"F16","shape":[2],"data_offsets":[0,4]}"#
        let file = try SafetensorsFile(bytes: Self.file(entry: entry))
        let error = #expect(throws: SafetensorsError.self) { try file.values("a") }
        #expect(error?.description.contains("dtype F16; convert it to F32") == true)
    }

    @Test func aFileThatIsMissingIsTheSystemsError() {
        #expect(throws: FileError.self) { try SafetensorsFile(path: "/nowhere/model.safetensors") }
    }

    @Test func everyTruncationIsRefused() {
        let bytes = SafetensorsTests.archive.encoded
        for length in 0..<bytes.count {
            #expect(throws: SafetensorsError.self) {
                try SafetensorsFile(bytes: Array(bytes[..<length]))
            }
        }
    }

    /// Whatever the header says, what it admits stays inside the file and can be read or refused.
    @Test func changedBytesAreReadOrRefusedButNeverCrash() {
        let original = SafetensorsTests.archive.encoded
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        func random(below bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        for _ in 0..<2_000 {
            var bytes = original
            for _ in 0...random(below: 3) {
                bytes[random(below: bytes.count)] = UInt8(random(below: 256))
            }
            guard let file = try? SafetensorsFile(bytes: bytes) else { continue }
            for name in file.names {
                _ = try? file.values(name)
            }
            #expect(file.entries.values.allSatisfy { $0.range.upperBound <= bytes.count })
        }
    }
}
