#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A failure of the operating system to read, write or publish a file.
///
/// The description names the operation, the path, the system's reason and what to do about it.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was being attempted.
    public enum Operation: String, Hashable, Sendable {
        case open
        case read
        case write
        case synchronize = "flush to disk"
        case rename
        case createDirectory = "create the directory"
        case remove
        case inspect
    }

    /// The reasons that callers tell apart.
    public enum Cause: Hashable, Sendable {
        case missing
        case isDirectory
        case notADirectory
        case permissionDenied
        case unusablePath
        case closed
        case noSpace
        case sizeLimit
        case alreadyExists
        case tooLarge(limit: Int)
        case invalidUTF8(byteOffset: Int)
        case other
    }

    /// What was being attempted.
    public let operation: Operation

    /// The path as the caller knows it; never that of a temporary file.
    public let path: String

    /// The reason, sorted into the cases that callers tell apart.
    public let cause: Cause

    /// The system's error number, or zero where the fault was found by this library.
    public let code: Int32

    /// Creates an error from one of the system's error numbers.
    package init(_ operation: Operation, _ path: String, code: Int32) {
        self.operation = operation
        self.path = path
        self.code = code
        self.cause = Cause(code: code)
    }

    /// Creates an error that this library found, without an error number.
    package init(_ operation: Operation, _ path: String, cause: Cause) {
        self.operation = operation
        self.path = path
        self.code = 0
        self.cause = cause
    }

    /// One line: operation, path, reason, advice.
    public var description: String {
        let advice = cause.advice.isEmpty ? "" : "; \(cause.advice)"
        return "cannot \(operation.rawValue) '\(path)': \(reason)\(advice)"
    }

    private var reason: String {
        switch cause {
        case .tooLarge(let limit): "the file is larger than \(limit) bytes"
        case .invalidUTF8(let offset): "invalid UTF-8 at byte offset \(offset)"
        default: code == 0 ? cause.name : String(cString: strerror(code))
        }
    }
}

extension FileError.Cause {
    fileprivate init(code: Int32) {
        switch code {
        case ENOENT: self = .missing
        case EISDIR: self = .isDirectory
        case ENOTDIR: self = .notADirectory
        case EACCES, EPERM, EROFS: self = .permissionDenied
        case ELOOP, ENAMETOOLONG, ENXIO: self = .unusablePath
        case EBADF: self = .closed
        case ENOSPC, EDQUOT: self = .noSpace
        case EFBIG: self = .sizeLimit
        case EEXIST, ENOTEMPTY: self = .alreadyExists
        default: self = .other
        }
    }

    fileprivate var name: String {
        switch self {
        case .missing: "No such file or directory"
        case .isDirectory: "Is a directory"
        case .notADirectory: "Not a directory"
        case .permissionDenied: "Permission denied"
        case .unusablePath: "No such device or address"
        case .closed: "Bad file descriptor"
        case .noSpace: "No space left on device"
        case .sizeLimit: "File too large"
        case .alreadyExists: "File exists"
        case .tooLarge, .invalidUTF8, .other: "Input/output error"
        }
    }

    fileprivate var advice: String {
        switch self {
        case .missing: "check the spelling of the path, and that its folder exists"
        case .isDirectory: "give the path of a file"
        case .notADirectory: "a part of the path that should be a folder is a file"
        case .permissionDenied: "check the permissions of the file and of its folder"
        case .unusablePath: "give the path of a file or pipe"
        case .closed: "it was closed when the program started"
        case .noSpace: "free some space or choose another disk; files that were there are intact"
        case .sizeLimit:
            "raise the limit on the size of files, 'ulimit -f'; files that were there are intact"
        case .alreadyExists: "remove it or choose another name"
        case .tooLarge: "check that this is the right file"
        case .invalidUTF8: "convert the file to UTF-8"
        case .other: ""
        }
    }
}
