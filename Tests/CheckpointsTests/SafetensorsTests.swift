import Checkpoints
import DurableFiles
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Golden/reference.safetensors and `archive` are the tensors() of safetensors_check.py.
@Suite struct SafetensorsTests {
    static let halves: [Float] = [-1, -0.5, 0, 0.5, 1, 1.5]

    static let archive = SafetensorsArchive(
        [
            SafetensorsTensor("f32", shape: [2, 3], halves),
            SafetensorsTensor("f64", shape: [6], .float64(halves.map { Double($0) / 3 })),
            SafetensorsTensor("bf16", shape: [6], .roundedToBFloat16(halves.map { $0 / 3 })),
            SafetensorsTensor("u64", shape: [3], .uint64([0, 1, .max])),
            SafetensorsTensor("i64", shape: [2], .int64([.min, .max])),
            SafetensorsTensor("i32", shape: [2], .int32([-7, 7])),
            SafetensorsTensor("u8", shape: [3], .uint8([0, 127, 255])),
            SafetensorsTensor("bool", shape: [3], .bool([true, false, true])),
            SafetensorsTensor("empty", shape: [0, 4], []),
            SafetensorsTensor("scalar", shape: [], [1.5]),
            SafetensorsTensor("é", shape: [1], [2.5]),
        ],
        metadata: ["format": "pt"]
    )

    static var referencePath: String {
        #filePath.replacing("SafetensorsTests.swift", with: "Golden/reference.safetensors")
    }

    @Test func theBytesAreThoseOfTheReferenceWriter() throws {
        #expect(try Self.archive.encoded == FileContents.read(Self.referencePath))
    }

    @Test func theReferenceFileReadsBack() throws {
        let file = try SafetensorsFile(path: Self.referencePath)
        #expect(file.names == Self.archive.tensors.map(\.name))
        #expect(file.metadata == ["format": "pt"])
        for tensor in Self.archive.tensors {
            #expect(try file.values(tensor.name, shape: tensor.shape) == tensor.values)
        }
        #expect(try file.floats("scalar") == [1.5])
        #expect(try file.floats("bf16")[5] == 0.5)
    }

    @Test func writingAFileIsEncoding() throws {
        let path = "/tmp/isthmus-safetensors-\(getpid()).safetensors"
        defer { unlink(path) }
        try Self.archive.write(to: path)
        #expect(try FileContents.read(path) == Self.archive.encoded)
        #expect(try SafetensorsFile(path: path).floats("é") == [2.5])
    }

    @Test func theOrderOfTensorsDoesNotMatter() {
        let turned = SafetensorsArchive(
            Self.archive.tensors.reversed(),
            metadata: Self.archive.metadata
        )
        #expect(turned.encoded == Self.archive.encoded)
    }

    @Test func anArchiveOfNothingIsAFile() throws {
        let file = try SafetensorsFile(bytes: SafetensorsArchive([]).encoded)
        #expect(file.names.isEmpty)
    }

    @Test func bfloat16RoundsToEvenAndKeepsNotANumber() {
        let cases: [(Float, UInt16)] = [
            (1, 0x3F80), (Float(bitPattern: 0x3F80_8000), 0x3F80),
            (Float(bitPattern: 0x3F81_8000), 0x3F82), (.greatestFiniteMagnitude, 0x7F80),
            (-.infinity, 0xFF80), (Float(bitPattern: 0x7F80_0001), 0x7FC0),
        ]
        for (number, bits) in cases {
            #expect(SafetensorsValues.roundedToBFloat16([number]) == .bfloat16([bits]))
        }
    }
}
