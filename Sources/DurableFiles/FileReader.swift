#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file, a pipe or standard input, read in chunks.
public struct FileReader: ~Copyable {
    private let name: String
    private let descriptor: Int32
    private let isOwned: Bool

    /// The size that the system gives for the file; zero for a pipe.
    public let expectedByteCount: Int

    /// Opens a file; a directory is an error.
    ///
    /// - Parameter path: The file, or `-` for standard input.
    /// - Throws: A ``FileError`` when the file cannot be opened.
    public init(path: String) throws(FileError) {
        let isOwned = path != "-"
        let name = isOwned ? path : "<stdin>"
        let descriptor = isOwned ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO
        guard descriptor >= 0 else { throw FileError(.open, name, code: errno) }
        var status = stat()
        let isKnown = fstat(descriptor, &status) == 0
        if status.isDirectory {
            close(descriptor)
            throw FileError(.read, name, code: EISDIR)
        }
        self.name = name
        self.isOwned = isOwned
        self.descriptor = descriptor
        expectedByteCount = isKnown ? max(0, Int(status.st_size)) : 0
    }

    /// Reads the next bytes, at most `capacity`; nil at the end.
    public mutating func next(capacity: Int = 1 << 18) throws(FileError) -> [UInt8]? {
        var code: Int32 = 0
        let descriptor = descriptor
        let chunk = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            let result = Self.read(descriptor, into: UnsafeMutableRawBufferPointer(buffer))
            count = max(0, result)
            if result < 0 { code = errno }
        }
        guard code == 0 else { throw FileError(.read, name, code: code) }
        return chunk.isEmpty ? nil : chunk
    }

    deinit {
        if isOwned { close(descriptor) }
    }

    private static func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Int
    {
        while true {
            let count = systemRead(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 || errno != EINTR { return count }
        }
    }
}

// Outside the type, where the C function's name is not shadowed.
private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int
{
    read(descriptor, bytes, count)
}
