import DurableFiles
import Foundation
import Testing

@Suite struct FileLockTests {
    let folder: Scratch
    let path: String

    init() throws {
        folder = try Scratch()
        path = folder.file("a.lock")
    }

    @Test func onlyOneHoldsItAndTheOtherIsToldWho() throws {
        let lock = try FileLock(path: path, holder: "process 12 on a host")
        let refusal = #expect(throws: FileLock.Held.self) {
            try FileLock(path: path, holder: "process 13")
        }
        #expect(refusal?.description == "'\(path)' is locked by process 12 on a host")
        withExtendedLifetime(lock) {}
    }

    @Test func whenItGoesItsFileGoesAndAnotherMayHaveIt() throws {
        do { _ = try FileLock(path: path, holder: "first") }
        #expect(!FileContents.exists(path))
        let second = try FileLock(path: path, holder: "second")
        #expect(try FileContents.readText(path) == "second")
        withExtendedLifetime(second) {}
    }

    @Test func aFileThatAKilledProcessLeftIsTakenOver() throws {
        try AtomicFile.write("process 12, which is no more", to: path)
        let lock = try FileLock(path: path, holder: "me")
        #expect(try FileContents.readText(path) == "me")
        withExtendedLifetime(lock) {}
    }

    @Test func ofManyThatWantItAtOnceOneHasIt() async throws {
        let path = path
        let taken = await withTaskGroup(of: FileLock?.self) { group in
            for number in 0..<32 {
                group.addTask { try? FileLock(path: path, holder: "\(number)") }
            }
            return await group.reduce(into: []) { locks, lock in
                if let lock { locks.append(lock) }
            }
        }
        #expect(taken.count == 1)
    }

    @Test func aFolderThatIsMissingIsAnError() {
        let path = folder.file("nowhere/a.lock")
        #expect(throws: FileError.self) { try FileLock(path: path, holder: "") }
    }
}
