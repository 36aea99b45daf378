import DurableFiles
import Foundation
import Testing

struct FileContentsTests {
    @Test func aMissingFileSaysWhatToCheck() {
        let error = #expect(throws: FileError.self) { try FileContents.read("/no/such/file") }
        #expect(error?.cause == .missing)
        #expect(
            error?.description
                == "cannot open '/no/such/file': No such file or directory; check the spelling of "
                + "the path, and that its folder exists"
        )
    }

    @Test func aDirectoryIsNotAFile() {
        let error = #expect(throws: FileError.self) { try FileContents.read("/tmp") }
        #expect(error?.cause == .isDirectory)
        #expect(
            error?.description == "cannot read '/tmp': Is a directory; give the path of a file"
        )
    }

    @Test func whatCannotBeReadIsToldBeforeItIsOpened() throws {
        try FileContents.requireReadable("-")
        try FileContents.requireReadable("/dev/null")
        #expect(throws: FileError.self) { try FileContents.requireReadable("/no/such/file") }
        #expect(throws: FileError.self) { try FileContents.requireReadable("/tmp") }
    }

    @Test func aFileBeyondTheLimitIsRefused() throws {
        let scratch = try Scratch()
        try AtomicFile.write("0123456789", to: scratch.file("a"))
        #expect(try FileContents.read(scratch.file("a"), limit: 10).count == 10)
        let error = #expect(throws: FileError.self) {
            try FileContents.read(scratch.file("a"), limit: 9)
        }
        #expect(error?.cause == .tooLarge(limit: 9))
        #expect(FileContents.exists(scratch.file("a")))
    }

    @Test(arguments: [
        ([0x61, 0xFF], 1), ([0xC3, 0xA9, 0xC3], 2), ([0x80], 0), ([0x61, 0xED, 0xA0, 0x80], 1),
        ([0xC0, 0x80], 0), ([0x61, 0x62, 0xF5, 0x80, 0x80, 0x80], 2),
    ])
    func invalidUTF8NamesTheFirstBadByte(bytes: [UInt8], offset: Int) throws {
        let scratch = try Scratch()
        try AtomicFile.write(bytes, to: scratch.file("a"))
        let error = #expect(throws: FileError.self) {
            try FileContents.readText(scratch.file("a"))
        }
        #expect(error?.cause == .invalidUTF8(byteOffset: offset))
        #expect(UTF8Validation.firstInvalidOffset(in: bytes) == offset)
    }

    @Test func validTextIsReadBack() throws {
        let scratch = try Scratch()
        try AtomicFile.write("caf\u{E9} \u{1F642}\n", to: scratch.file("a"))
        #expect(try FileContents.readText(scratch.file("a")) == "caf\u{E9} \u{1F642}\n")
    }
}
