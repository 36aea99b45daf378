#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

import Synchronization

/// The arithmetic of paths and names that the writers share.
enum FilePaths {
    private static let counter = Atomic<UInt64>(0)

    /// The directory that holds `path`.
    static func directory(of path: String) -> String {
        guard let slash = trimmed(path).lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// `path` without slashes at its end.
    static func trimmed(_ path: String) -> String {
        var path = path
        while path.count > 1, path.last == "/" { path.removeLast() }
        return path
    }

    /// A name beside `path` that no other process or call uses.
    static func temporary(for path: String) -> String {
        let number = counter.add(1, ordering: .relaxed).newValue
        return "\(trimmed(path)).tmp-\(getpid())-\(number)"
    }

    /// The file that a symbolic link at `path` leads to, else `path` itself.
    static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    /// What is at `path`, or nil when nothing is.
    static func status(of path: String) -> stat? {
        var status = stat()
        return stat(path, &status) == 0 ? status : nil
    }
}

extension stat {
    var isDirectory: Bool { st_mode & S_IFMT == S_IFDIR }
    var isRegularFile: Bool { st_mode & S_IFMT == S_IFREG }
}
