#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A log to which whole lines are appended, for records that outlive a crash.
///
/// Each line is one write, so that a reader that follows the file sees whole lines. Opening a log drops
/// a torn last line, which only an interrupted write leaves behind.
public final class LineLog {
    private let path: String
    private let calls: SystemCalls
    private let descriptor: Int32

    /// The length of the log in bytes; a checkpoint that stores it can later resume from there.
    public private(set) var byteCount: Int

    /// Opens the log at `path`, creating it when it is missing.
    ///
    /// - Parameters:
    ///   - path: The log's file; its folder must exist.
    ///   - length: How much of an existing log to keep, in bytes; all of it by default.
    /// - Throws: A ``FileError`` when the file cannot be opened.
    public convenience init(path: String, keeping length: Int = .max) throws(FileError) {
        try self.init(path: path, keeping: length, calls: .system)
    }

    /// Opens the log over the given system calls.
    package init(path: String, keeping length: Int = .max, calls: SystemCalls) throws(FileError) {
        self.path = path
        self.calls = calls
        byteCount = try Self.wholeLines(of: path, keeping: length)
        descriptor = calls.open(path, O_WRONLY | O_CREAT | O_APPEND, 0o666)
        guard descriptor >= 0 else { throw FileError(.open, path, code: errno) }
        _ = ftruncate(descriptor, off_t(byteCount))
    }

    /// Appends a line and its end.
    ///
    /// A line feed inside it would make two lines, and is a caller's mistake.
    public func append(_ line: String) throws(FileError) {
        precondition(!line.utf8.contains(0x0A), "a line of a log holds no line feed")
        let bytes = Array(line.utf8) + [0x0A]
        try calls.writeAll(bytes, to: descriptor, path: path)
        byteCount += bytes.count
    }

    /// Makes the lines durable against a power cut.
    public func flush() throws(FileError) {
        guard calls.synchronize(descriptor) == 0 || errno == EINVAL else {
            throw FileError(.synchronize, path, code: errno)
        }
    }

    deinit { _ = calls.close(descriptor) }

    /// The length of the longest prefix of the file that is whole lines and within `length`.
    private static func wholeLines(of path: String, keeping length: Int) throws(FileError) -> Int {
        guard let status = FilePaths.status(of: path), status.isRegularFile else { return 0 }
        let bytes = try FileContents.read(path).prefix(length)
        return bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    }
}
