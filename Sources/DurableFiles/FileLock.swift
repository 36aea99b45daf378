#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file that one process at a time holds, for what two of them must not do at once.
///
/// The lock is advisory (`flock`): it keeps out those who ask for it too. The system takes it back when
/// its process ends, however it ends, so there is no such thing as a stale lock; a file that a killed
/// process left is taken over. The file goes when the lock does.
///
/// Where the file system knows no locks (some network drives), the lock is taken for granted.
public final class FileLock: Sendable {
    /// Another process has the lock.
    public struct Held: Error, Hashable, Sendable, CustomStringConvertible {
        /// The file that is locked.
        public let path: String

        /// What its holder says of itself; empty when it has said nothing yet.
        public let holder: String

        /// One line: the file and who holds it.
        public var description: String {
            "'\(path)' is locked by \(holder.isEmpty ? "another process" : holder)"
        }
    }

    private let path: String
    private let descriptor: Int32

    /// Takes the lock, without waiting for it.
    ///
    /// - Parameters:
    ///   - path: The file, made when it is missing; its folder must exist.
    ///   - holder: What others are told who want the lock, such as the number of the process.
    /// - Throws: ``Held`` when another holds it, and a ``FileError`` when the file cannot be made.
    public init(path: String, holder: String) throws {
        self.path = path
        descriptor = try Self.lockedDescriptor(of: path)
        let bytes = Array(holder.utf8)
        _ = ftruncate(descriptor, 0)
        try SystemCalls.system.writeAll(bytes, to: descriptor, path: path)
    }

    /// The file is removed while it is locked: who opens it from now on makes another.
    deinit {
        _ = unlink(path)
        _ = close(descriptor)
    }

    /// Opens and locks the file; again when the one that was opened has been removed meanwhile.
    private static func lockedDescriptor(of path: String) throws -> Int32 {
        while true {
            let descriptor = SystemCalls.system.open(path, O_RDWR | O_CREAT, 0o666)
            guard descriptor >= 0 else { throw FileError(.open, path, code: errno) }
            if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
                defer { _ = close(descriptor) }
                throw Held(path: path, holder: contents(of: descriptor))
            }
            if isSame(descriptor, path) { return descriptor }
            _ = close(descriptor)
        }
    }

    /// Whether the open file is the one that has the name.
    private static func isSame(_ descriptor: Int32, _ path: String) -> Bool {
        var (opened, named) = (stat(), stat())
        return fstat(descriptor, &opened) == 0 && stat(path, &named) == 0
            && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
    }

    private static func contents(of descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = read(descriptor, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
}
