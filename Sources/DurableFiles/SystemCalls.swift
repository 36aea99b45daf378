#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The system calls that change the disk, as values, so that a test can make the k-th one fail.
///
/// Each closure has the contract of the call it is named after: -1 and `errno` on failure.
package struct SystemCalls: Sendable {
    package var mayWrite: @Sendable (_ path: String) -> Int32
    package var open: @Sendable (_ path: String, _ flags: Int32, _ mode: UInt32) -> Int32
    package var write: @Sendable (_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int
    package var synchronize: @Sendable (_ descriptor: Int32) -> Int32
    package var close: @Sendable (_ descriptor: Int32) -> Int32
    package var rename: @Sendable (_ source: String, _ destination: String) -> Int32
    package var unlink: @Sendable (_ path: String) -> Int32
    package var makeDirectory: @Sendable (_ path: String) -> Int32
    package var removeDirectory: @Sendable (_ path: String) -> Int32

    /// The operating system's own.
    package static let system = SystemCalls(
        mayWrite: { access($0, W_OK) },
        open: { openFile($0, $1, $2) },
        write: { writeBytes($0, $1.baseAddress, $1.count) },
        synchronize: { fsync($0) },
        close: { closeFile($0) },
        rename: { renameFile($0, $1) },
        unlink: { unlinkFile($0) },
        makeDirectory: { mkdir($0, 0o777) },
        removeDirectory: { rmdir($0) }
    )
}

// The closures' labels shadow the C functions of the same name inside the type.
private func openFile(_ path: String, _ flags: Int32, _ mode: UInt32) -> Int32 {
    open(path, flags | O_CLOEXEC, mode_t(mode))
}

private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}

private func closeFile(_ descriptor: Int32) -> Int32 { close(descriptor) }

private func renameFile(_ source: String, _ destination: String) -> Int32 {
    rename(source, destination)
}

private func unlinkFile(_ path: String) -> Int32 { unlink(path) }

extension SystemCalls {
    /// Writes every byte, however many calls that takes.
    func writeAll(
        _ bytes: [UInt8],
        to descriptor: Int32,
        path: String
    ) throws(FileError) {
        try bytes.span.bytes.withUnsafeBytes { (buffer) throws(FileError) in
            try writeAll(buffer, to: descriptor, path: path)
        }
    }

    /// Writes every byte, however many calls that takes.
    func writeAll(
        _ bytes: UnsafeRawBufferPointer,
        to descriptor: Int32,
        path: String
    ) throws(FileError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest))
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if count == 0 {
                throw FileError(.write, path, code: EIO)
            } else if errno != EINTR {
                throw FileError(.write, path, code: errno)
            }
        }
    }

    /// Makes a directory's entries durable.
    ///
    /// Systems that cannot flush a directory say `EINVAL`.
    func synchronizeDirectory(_ directory: String, path: String) throws(FileError) {
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY, 0)
        guard descriptor >= 0 else { throw FileError(.synchronize, path, code: errno) }
        let result = synchronize(descriptor)
        let code = errno
        _ = close(descriptor)
        guard result == 0 || code == EINVAL else {
            throw FileError(.synchronize, path, code: code)
        }
    }
}
