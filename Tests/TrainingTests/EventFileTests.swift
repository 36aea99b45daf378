import DurableFiles
import Testing
import Training

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The bytes are those of tensorboard 2.21.0.
///
/// For an event `e` of `tensorboard.compat.proto`:
///
///     from tensorboard.summary.writer.record_writer import RecordWriter
///     RecordWriter(file).write(e.SerializeToString()); file.getvalue().hex()
@Suite struct EventFileTests {
    @Test func checksumsAreThoseOfTheStandard() {
        #expect(CRC32C.checksum(of: []) == 0)
        #expect(CRC32C.checksum(of: Array("123456789".utf8)) == 0xE306_9283)
        #expect(CRC32C.checksum(of: [UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
        #expect(CRC32C.checksum(of: [UInt8](repeating: 0xFF, count: 32)) == 0x62A8_AB43)
        #expect(CRC32C.checksum(of: 0..<32) == 0x46DD_794E)
    }

    @Test func recordsAreThoseOfTensorBoard() {
        let events: [([UInt8], String)] = [
            (
                EventFileEncoding.fileVersion(wallTime: 1.5),
                """
                1800000000000000a37f4b2209000000000000f83f1a0d627261696e2e4576656e743a322a28646c
                """
            ),
            (
                EventFileEncoding.sessionStart(step: 300, wallTime: 1.5),
                "100000000000000095fbfe1809000000000000f83f10ac023a020801713b788a"
            ),
            (
                EventFileEncoding.scalars([("a/b", 0.25), ("c", -2)], step: 7, wallTime: 1.5),
                """
                2300000000000000b09f774309000000000000f83f10072a160a0a0a03612f62150000803e\
                0a080a016315000000c07250e150
                """
            ),
            (
                EventFileEncoding.text("é", tag: "s", step: 7, wallTime: 1.5),
                """
                2600000000000000734fe30009000000000000f83f10072a190a170a017342080807120042\
                02c3a94a080a060a0474657874a91a337e
                """
            ),
        ]
        for (event, hexadecimal) in events {
            #expect(Self.hexadecimal(EventFileEncoding.record(event)) == hexadecimal)
        }
    }

    @Test func aResumedRunWritesAnotherFile() throws {
        let folder = "/tmp/isthmus-events-\(getpid())"
        try Directory.create(folder)
        defer { try? Directory.remove(folder) }
        let first = try EventFileWriter(folder: folder, wallTime: 1_700_000_000.5, host: "a b/c")
        try first.append([("loss", 1)], step: 1, wallTime: 1_700_000_001)
        #expect(first.path == "\(folder)/events.out.tfevents.1700000000.a-b-c")
        let second = try EventFileWriter(
            folder: folder,
            wallTime: 1_700_000_000.5,
            host: "a b/c",
            resumingAt: 1
        )
        try second.append(text: "sample", tag: "samples", step: 1, wallTime: 1_700_000_002)
        #expect(second.path == first.path + ".1")

        let version = EventFileEncoding.fileVersion(wallTime: 1_700_000_000.5)
        let point = EventFileEncoding.scalars([("loss", 1)], step: 1, wallTime: 1_700_000_001)
        #expect(try FileContents.read(first.path) == Self.records([version, point]))
        let start = EventFileEncoding.sessionStart(step: 1, wallTime: 1_700_000_000.5)
        let text = EventFileEncoding.text(
            "sample",
            tag: "samples",
            step: 1,
            wallTime: 1_700_000_002
        )
        #expect(try FileContents.read(second.path) == Self.records([version, start, text]))
    }

    @Test func aMissingFolderAndAFullDiskAreTheSystemsErrors() throws {
        #expect(throws: FileError.self) {
            try EventFileWriter(folder: "/nowhere/at/all", wallTime: 0, host: "host")
        }
        let folder = "/tmp/isthmus-events-full-\(getpid())"
        try Directory.create(folder)
        defer { try? Directory.remove(folder) }
        var calls = SystemCalls.system
        calls.write = { _, _ in
            errno = ENOSPC
            return -1
        }
        let error = #expect(throws: FileError.self) {
            try EventFileWriter(folder: folder, wallTime: 0, host: "host", calls: calls)
        }
        #expect(error?.cause == .noSpace)
    }

    static func records(_ events: [[UInt8]]) -> [UInt8] {
        events.flatMap { EventFileEncoding.record($0) }
    }

    static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
