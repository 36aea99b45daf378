import DurableFiles
import Foundation
import Testing

struct LineLogTests {
    @Test func linesAreAppendedAcrossOpenings() throws {
        let scratch = try Scratch()
        for line in ["one", "two", "three"] {
            let log = try LineLog(path: scratch.file("log"))
            try log.append(line)
            try log.flush()
        }
        #expect(try FileContents.readText(scratch.file("log")) == "one\ntwo\nthree\n")
    }

    @Test func aTornLastLineIsDropped() throws {
        let scratch = try Scratch()
        try AtomicFile.write("one\ntwo\nthr", to: scratch.file("log"))
        let log = try LineLog(path: scratch.file("log"))
        #expect(log.byteCount == 8)
        try log.append("3")
        #expect(try FileContents.readText(scratch.file("log")) == "one\ntwo\n3\n")
    }

    @Test func aResumedLogStartsWhereTheCheckpointWas() throws {
        let scratch = try Scratch()
        let first = try LineLog(path: scratch.file("log"))
        try first.append("step 1")
        let checkpoint = first.byteCount
        try first.append("step 2, lost with the crash")
        let resumed = try LineLog(path: scratch.file("log"), keeping: checkpoint)
        try resumed.append("step 2")
        #expect(try FileContents.readText(scratch.file("log")) == "step 1\nstep 2\n")
    }

    @Test func aFullDiskIsNamed() throws {
        try #require(FileContents.exists("/dev/full"))
        let log = try LineLog(path: "/dev/full")
        let error = #expect(throws: FileError.self) { try log.append("x") }
        #expect(error?.cause == .noSpace)
    }

    @Test func shortWritesAreCompleted() throws {
        let scratch = try Scratch()
        var calls = SystemCalls.system
        calls.write = { descriptor, bytes in
            let first = UnsafeRawBufferPointer(rebasing: bytes.prefix(1))
            return SystemCalls.system.write(descriptor, first)
        }
        try AtomicFile.write(Array("one at a time".utf8), to: scratch.file("a"), calls: calls)
        #expect(try FileContents.readText(scratch.file("a")) == "one at a time")
    }
}
