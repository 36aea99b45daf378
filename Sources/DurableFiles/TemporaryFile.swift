#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file without a name, for bytes that need not outlive the process.
///
/// Its name is taken away as soon as it is made, so nothing is left of it however the process ends.
/// It may be written and read by several threads at once.
public final class TemporaryFile: Sendable {
    private let descriptor: Int32

    /// The folder that the file is in.
    public let directory: String

    /// Makes a file.
    ///
    /// - Parameter directory: The folder whose disk the bytes go to.
    /// - Throws: A ``FileError`` of that folder.
    public init(in directory: String) throws(FileError) {
        let path = FilePaths.temporary(for: "\(FilePaths.trimmed(directory))/isthmus")
        descriptor = SystemCalls.system.open(path, O_RDWR | O_CREAT | O_EXCL, 0o600)
        self.directory = directory
        guard descriptor >= 0 else { throw FileError(.write, directory, code: errno) }
        unlink(path)
    }

    deinit { close(descriptor) }

    /// Writes bytes from a place on.
    public func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileError) {
        try complete(.write, bytes.count) { done in
            let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
            return pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
        }
    }

    /// Reads as many bytes as there is room for, from a place on.
    ///
    /// - Throws: A ``FileError``, also where fewer bytes were written.
    public func read(
        into bytes: UnsafeMutableRawBufferPointer,
        at offset: Int
    ) throws(FileError) {
        try complete(.read, bytes.count) { done in
            let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[done...])
            return pread(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
        }
    }

    /// Repeats a call, which gets the number of bytes that are done and returns how many more are,
    /// until all are.
    private func complete(
        _ operation: FileError.Operation,
        _ size: Int,
        _ call: (Int) -> Int
    ) throws(FileError) {
        var done = 0
        while done < size {
            let count = call(done)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw FileError(operation, directory, code: count < 0 ? errno : EIO)
            }
            done += count
        }
    }
}
