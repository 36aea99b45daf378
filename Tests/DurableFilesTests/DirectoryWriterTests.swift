import DurableFiles
import Foundation
import Testing

struct DirectoryWriterTests {
    private func publish(to path: String, calls: SystemCalls = .system) throws {
        var writer = try DirectoryWriter(path: path, calls: calls)
        try writer.write("weights", to: "model.safetensors")
        var stream = try writer.stream(to: "config.json")
        try stream.write("{}")
        try stream.commit()
        try writer.publish()
    }

    @Test func aPublishedDirectoryHoldsItsFiles() throws {
        let scratch = try Scratch()
        try publish(to: scratch.file("runs/step-1/"))
        #expect(
            try Directory.entries(of: scratch.file("runs/step-1"))
                == ["config.json", "model.safetensors"]
        )
        #expect(try Directory.entries(of: scratch.file("runs")) == ["step-1"])
        #expect(try FileContents.readText(scratch.file("runs/step-1/config.json")) == "{}")
    }

    @Test func anUnpublishedDirectoryLeavesNothing() throws {
        let scratch = try Scratch()
        do {
            var writer = try DirectoryWriter(path: scratch.file("a"))
            try writer.write("x", to: "b")
        }
        #expect(scratch.entries.isEmpty)
    }

    @Test func anExistingDirectoryIsNotReplaced() throws {
        let scratch = try Scratch()
        try publish(to: scratch.file("a"))
        let error = #expect(throws: FileError.self) { try publish(to: scratch.file("a")) }
        #expect(error?.cause == .alreadyExists)
        #expect(scratch.entries == ["a"])
    }

    @Test func aFailureAtAnyCallLeavesTheWholeDirectoryOrNothing() throws {
        for failingCall in 1... {
            let scratch = try Scratch()
            let disk = FaultyDisk(failingCall: failingCall, code: ENOSPC)
            try? publish(to: scratch.file("a"), calls: disk.systemCalls)
            if disk.callCount < failingCall { break }
            #expect(scratch.entries.isEmpty || scratch.entries == ["a"])
            if scratch.entries == ["a"] {
                #expect(try Directory.entries(of: scratch.file("a")).count == 2)
            }
        }
    }

    @Test func aCrashAtAnyCallNeverShowsAPartialDirectory() throws {
        for failingCall in 1...20 {
            let scratch = try Scratch()
            let disk = FaultyDisk(failingCall: failingCall, code: EIO, dies: true)
            try? publish(to: scratch.file("a"), calls: disk.systemCalls)
            if Directory.exists(scratch.file("a")) {
                #expect(try Directory.entries(of: scratch.file("a")).count == 2)
            }
        }
    }

    @Test func removingTakesTheWholeTreeAndForgivesWhatIsMissing() throws {
        let scratch = try Scratch()
        try Directory.create(scratch.file("a/b/c"))
        try AtomicFile.write("x", to: scratch.file("a/b/file"))
        try Directory.remove(scratch.file("a"))
        try Directory.remove(scratch.file("a"))
        #expect(scratch.entries.isEmpty)
    }
}
