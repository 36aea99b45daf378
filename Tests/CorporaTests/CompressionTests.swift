import Corpora
import DurableFiles
import Testing

struct CompressionTests {
    static let endings = ["gz", "bz2", "xz", "zst"]

    private func bytes(_ ending: String) throws -> [UInt8] {
        try FileContents.read(fixture("harbour.txt.\(ending)"))
    }

    @Test(arguments: endings)
    func aCompressedFileHasTheRecordsOfTheFile(ending: String) throws {
        let plain = read(try FileContents.read(fixture("harbour.txt")))
        for size in [1, 13, 4096] {
            let reading = read(try bytes(ending), chunkSize: size)
            #expect(reading.records == plain.records)
            #expect(reading.fault == nil)
            #expect(reading.summary.byteCount == plain.summary.byteCount)
        }
    }

    @Test(arguments: endings)
    func membersThatFollowEachOtherAreRead(ending: String) throws {
        let one = try bytes(ending)
        let padding: [UInt8] = [0, 0, 0, 0]
        for size in [5, 4096] {
            let reading = read(one + one + padding, chunkSize: size)
            #expect(reading.texts.count == 6 && reading.fault == nil)
        }
    }

    @Test(arguments: endings)
    func aStreamThatIsCutShortIsAFaultWithItsPlace(ending: String) throws {
        let whole = try bytes(ending)
        for count in [7, 20, whole.count / 2, whole.count - 1] {
            let fault = read(Array(whole.prefix(count)), as: "x").fault
            #expect(fault?.kind == .compression)
            #expect(fault?.message.contains("ends too early") == true)
            #expect(fault?.message.contains("at compressed byte \(count)") == true)
        }
    }

    @Test func recordsBeforeTheCutAreKept() throws {
        let one = try bytes("gz")
        let reading = read(one + one.prefix(40))
        #expect(reading.texts.count >= 3)
        #expect(reading.fault?.kind == .compression)
    }

    @Test(arguments: endings)
    func aDamagedStreamIsAFault(ending: String) throws {
        var damaged = try bytes(ending)
        let middle = damaged.count / 2
        for index in middle..<middle + 8 { damaged[index] ^= 0x5A }
        #expect(read(damaged).fault?.kind == .compression)
    }

    @Test func whatExpandsBeyondReasonIsRefused() throws {
        let limit = ExpansionLimit(ratio: 1, freeBytes: 10)
        let reading = read(try bytes("gz"), limit: limit)
        #expect(reading.fault?.message.contains("decompression bomb") == true)
    }

    @Test func whatIsCompressedTwiceIsToldAsSuch() throws {
        // A member that is stored, not deflated: its check is not looked at before the first bytes.
        let inner = try bytes("gz")
        let count = [UInt8(inner.count & 0xFF), UInt8(inner.count >> 8)]
        let stored: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1] + count + count.map { ~$0 }
        let fault = read(stored + inner, as: "x.gz").fault
        #expect(fault?.kind == .binary)
        #expect(fault?.message == "this is compressed twice, with gzip inside; unpack it once")
    }
}
