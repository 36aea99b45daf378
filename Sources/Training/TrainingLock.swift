package import Checkpoints
internal import DurableFiles

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Keeps a second training out of a model folder, whose files the two would write over each other.
///
/// The lock is the file `training.lock`, which is there while a training runs. That of a training
/// that was killed keeps nobody out.
package enum TrainingLock {
    /// Does something while no other training can have the folder, which is made when it is missing.
    ///
    /// - Throws: ``TrainingError/folderIsInUse(path:by:)`` when another training has it, a `FileError`
    ///   when the folder cannot be written to, and what `body` throws.
    package static func holding<Result>(
        _ folder: ModelFolder,
        _ body: () throws -> Result
    ) throws -> Result {
        let isNew = !Directory.exists(folder.path)
        try Directory.create(folder.path)
        defer { if isNew { removeIfEmpty(folder) } }
        let lock = try lock(folder)
        return try withExtendedLifetime(lock, body)
    }

    private static func lock(_ folder: ModelFolder) throws -> FileLock {
        do {
            return try FileLock(
                path: folder.file("training.lock"),
                holder: "process \(getpid()) on \(hostName())"
            )
        } catch let held as FileLock.Held {
            throw TrainingError.folderIsInUse(path: folder.path, by: held.holder)
        }
    }

    /// A training that could not even start leaves no folder behind.
    private static func removeIfEmpty(_ folder: ModelFolder) { _ = rmdir(folder.path) }
}
