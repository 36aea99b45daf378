import DurableFiles
import Foundation
import Testing

struct AtomicFileTests {
    let old = [UInt8]("the old contents".utf8)
    let new = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }

    @Test func writtenBytesAreReadBack() throws {
        let scratch = try Scratch()
        for bytes in [[], [7], new] {
            try AtomicFile.write(bytes, to: scratch.file("a"))
            #expect(try FileContents.read(scratch.file("a")) == bytes)
        }
        #expect(scratch.entries == ["a"])
    }

    @Test func aStreamIsTheConcatenationOfItsPieces() throws {
        let scratch = try Scratch()
        var writer = try FileWriter(path: scratch.file("a"))
        for start in stride(from: 0, to: new.count, by: 70_001) {
            try writer.write(Array(new[start..<min(start + 70_001, new.count)]))
        }
        try new.withUnsafeBytes { try writer.write($0) }
        #expect(writer.byteCount == 2 * new.count)
        try writer.commit()
        #expect(try FileContents.read(scratch.file("a")) == new + new)
    }

    @Test func anUncommittedWriterLeavesNothing() throws {
        let scratch = try Scratch()
        do {
            var writer = try FileWriter(path: scratch.file("a"))
            try writer.write(new)
        }
        #expect(scratch.entries.isEmpty)
    }

    @Test(arguments: [ENOSPC, EIO])
    func afterAFailureAtAnyCallTheOldFileIsWholeAndNothingElseIsLeft(code: Int32) throws {
        let scratch = try Scratch()
        let path = scratch.file("a")
        for failingCall in 1... {
            try AtomicFile.write(old, to: path)
            let disk = FaultyDisk(failingCall: failingCall, code: code)
            let outcome = Result { try AtomicFile.write(new, to: path, calls: disk.systemCalls) }
            if disk.callCount < failingCall { break }
            let contents = try FileContents.read(path)
            #expect(contents == old || contents == new)
            // Success is never claimed for the old contents.
            if contents == old { #expect(throws: FileError.self) { try outcome.get() } }
            #expect(scratch.entries == ["a"])
        }
    }

    @Test func aCrashAtAnyCallLeavesTheOldFileOrTheNewOne() throws {
        let scratch = try Scratch()
        let path = scratch.file("a")
        for failingCall in 1...8 {
            try AtomicFile.write(old, to: path)
            let disk = FaultyDisk(failingCall: failingCall, code: EIO, dies: true)
            try? AtomicFile.write(new, to: path, calls: disk.systemCalls)
            let contents = try FileContents.read(path)
            #expect(contents == old || contents == new)
        }
    }

    @Test func concurrentWritersDoNotMix() async throws {
        let scratch = try Scratch()
        let path = scratch.file("a")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for value in UInt8(0)..<50 {
                group.addTask {
                    try AtomicFile.write([UInt8](repeating: value, count: 9000), to: path)
                }
            }
            try await group.waitForAll()
        }
        let contents = try FileContents.read(path)
        #expect(contents.count == 9000 && Set(contents).count == 1)
        #expect(scratch.entries == ["a"])
    }

    @Test func aFullDiskIsNamed() throws {
        try #require(FileContents.exists("/dev/full"))
        let error = #expect(throws: FileError.self) {
            try AtomicFile.write(new, to: "/dev/full")
        }
        #expect(error?.cause == .noSpace)
        #expect(
            error?.description
                == "cannot write '/dev/full': No space left on device; free some space or choose "
                + "another disk; files that were there are intact"
        )
    }

    @Test func deviceFilesAreWrittenAndNotReplaced() throws {
        try AtomicFile.write(old, to: "/dev/null")
        #expect(try FileContents.read("/dev/null").isEmpty)
    }

    @Test func aLinkKeepsPointingAtTheFileThatIsReplaced() throws {
        let scratch = try Scratch()
        try AtomicFile.write(old, to: scratch.file("a"))
        #expect(symlink(scratch.file("a"), scratch.file("link")) == 0)
        try AtomicFile.write(new, to: scratch.file("link"))
        #expect(try FileContents.read(scratch.file("a")) == new)
        #expect(scratch.entries == ["a", "link"])
    }

    @Test func permissionsOfAReplacedFileAreKept() throws {
        let scratch = try Scratch()
        try AtomicFile.write(old, to: scratch.file("a"))
        #expect(chmod(scratch.file("a"), 0o600) == 0)
        try AtomicFile.write(new, to: scratch.file("a"))
        var status = stat()
        #expect(stat(scratch.file("a"), &status) == 0 && status.st_mode & 0o777 == 0o600)
    }

    @Test func aFileThatIsProtectedFromWritingIsNotReplaced() throws {
        let scratch = try Scratch()
        try AtomicFile.write(old, to: scratch.file("a"))
        var calls = SystemCalls.system
        calls.mayWrite = { _ in
            errno = EACCES
            return -1
        }
        let error = #expect(throws: FileError.self) {
            try AtomicFile.write(new, to: scratch.file("a"), calls: calls)
        }
        #expect(error?.cause == .permissionDenied)
        #expect(try FileContents.read(scratch.file("a")) == old)
        #expect(scratch.entries == ["a"])
    }

    @Test func aMissingFolderIsNamed() throws {
        let scratch = try Scratch()
        let path = scratch.file("missing/a")
        let error = #expect(throws: FileError.self) { try AtomicFile.write(old, to: path) }
        #expect(error?.cause == .missing)
        #expect(
            error?.description
                == "cannot write '\(path)': No such file or directory; check the spelling of the "
                + "path, and that its folder exists"
        )
    }

    @Test func aDirectoryIsNotReplacedByAFile() throws {
        let scratch = try Scratch()
        let error = #expect(throws: FileError.self) {
            try AtomicFile.write(old, to: scratch.path)
        }
        #expect(error?.cause == .isDirectory)
    }

    @Test func aReadOnlyFolderIsAPermissionError() throws {
        let disk = FaultyDisk(failingCall: 1, code: EROFS)
        let scratch = try Scratch()
        let error = #expect(throws: FileError.self) {
            try AtomicFile.write(old, to: scratch.file("a"), calls: disk.systemCalls)
        }
        #expect(error?.cause == .permissionDenied)
    }
}
