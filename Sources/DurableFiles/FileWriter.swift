#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A buffered stream of bytes into a file that appears whole or not at all.
///
/// The bytes go to a uniquely named file in the destination's directory. ``commit()`` flushes it to the
/// disk, renames it over the destination and flushes the directory; until then the destination
/// keeps its old contents. A writer that goes out of scope uncommitted removes its file.
///
/// A destination that is protected from writing is not replaced, although its directory would allow it.
/// One that is a device or a pipe is written directly, because it cannot be replaced.
///
///     var writer = try FileWriter(path: "weights.bin")
///     try writer.write(header)
///     try writer.write(payload)
///     try writer.commit()
public struct FileWriter: ~Copyable {
    private let path: String
    private let calls: SystemCalls
    private let destination: String
    private let temporary: String?
    private var descriptor: Int32
    private let unfinished: Int?
    private var buffer: [UInt8] = []

    /// The number of bytes given to the writer so far.
    public private(set) var byteCount = 0

    /// Opens a writer whose bytes will appear at `path` when it is committed.
    public init(path: String) throws(FileError) {
        try self.init(path: path, calls: .system)
    }

    /// Opens a writer over the given system calls.
    package init(path: String, calls: SystemCalls) throws(FileError) {
        if path.isEmpty { throw FileError(.write, path, cause: .missing) }
        let destination = FilePaths.resolved(path)
        let existing = FilePaths.status(of: destination)
        if existing?.isDirectory == true { throw FileError(.write, path, cause: .isDirectory) }
        if existing != nil, calls.mayWrite(destination) != 0 {
            throw FileError(.write, path, code: errno)
        }
        let isReplaceable = existing?.isRegularFile ?? true
        let temporary = isReplaceable ? FilePaths.temporary(for: destination) : nil
        let flags = isReplaceable ? O_WRONLY | O_CREAT | O_EXCL : O_WRONLY
        let descriptor = calls.open(temporary ?? destination, flags, 0o666)
        guard descriptor >= 0 else { throw FileError(.write, path, code: errno) }
        self.path = path
        self.calls = calls
        self.destination = destination
        self.temporary = temporary
        unfinished = temporary.flatMap(UnfinishedFiles.insert)
        self.descriptor = descriptor
        if isReplaceable, let existing { _ = fchmod(descriptor, existing.st_mode & 0o7777) }
    }

    /// Appends bytes.
    public mutating func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
        byteCount += bytes.count
        if buffer.count + bytes.count > Self.bufferSize { try flushBuffer() }
        if bytes.count > Self.bufferSize {
            try calls.writeAll(bytes, to: descriptor, path: path)
        } else {
            buffer.append(contentsOf: bytes)
        }
    }

    /// Appends bytes.
    public mutating func write(_ bytes: [UInt8]) throws(FileError) {
        byteCount += bytes.count
        buffer.append(contentsOf: bytes)
        if buffer.count > Self.bufferSize { try flushBuffer() }
    }

    /// Appends the UTF-8 of a text.
    public mutating func write(_ text: String) throws(FileError) {
        byteCount += text.utf8.count
        buffer.append(contentsOf: text.utf8)
        if buffer.count > Self.bufferSize { try flushBuffer() }
    }

    /// Makes the bytes durable and puts them at the destination.
    public consuming func commit() throws(FileError) {
        try flushBuffer()
        try synchronizeFile()
        guard calls.close(release()) == 0 else { throw failure(.write) }
        guard let temporary else { return }
        guard calls.rename(temporary, destination) == 0 else { throw failure(.rename) }
        try calls.synchronizeDirectory(FilePaths.directory(of: destination), path: path)
    }

    deinit {
        if descriptor >= 0 { _ = calls.close(descriptor) }
        // After a successful rename the name is gone, and this does nothing.
        if let temporary { _ = calls.unlink(temporary) }
        UnfinishedFiles.remove(unfinished)
    }

    private static let bufferSize = 1 << 16

    private mutating func flushBuffer() throws(FileError) {
        let pending = buffer
        buffer.removeAll(keepingCapacity: true)
        try calls.writeAll(pending, to: descriptor, path: path)
    }

    private func synchronizeFile() throws(FileError) {
        // Pipes and terminals cannot be flushed, and say so with `EINVAL`.
        guard calls.synchronize(descriptor) == 0 || (temporary == nil && errno == EINVAL) else {
            throw failure(.synchronize)
        }
    }

    private mutating func release() -> Int32 {
        defer { descriptor = -1 }
        return descriptor
    }

    private func failure(_ operation: FileError.Operation) -> FileError {
        let code = errno
        return FileError(operation, path, code: code)
    }
}
