#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Directories and their entries.
public enum Directory {
    /// Creates a directory and those above it; one that exists already is left as it is.
    public static func create(_ path: String) throws(FileError) {
        try create(path, calls: .system)
    }

    /// Whether a directory, or a link to one, is at `path`.
    public static func exists(_ path: String) -> Bool {
        FilePaths.status(of: path)?.isDirectory ?? false
    }

    /// The names of the entries of a directory, sorted.
    public static func entries(of path: String) throws(FileError) -> [String] {
        guard let stream = opendir(path) else { throw FileError(.open, path, code: errno) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) { names.append(name(of: entry)) }
        return names.filter { $0 != "." && $0 != ".." }.sorted()
    }

    /// Removes a file, or a directory with all that is in it; what is missing already is no error.
    public static func remove(_ path: String) throws(FileError) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            if errno == ENOENT { return }
            throw FileError(.remove, path, code: errno)
        }
        if status.isDirectory {
            for name in try entries(of: path) { try remove("\(path)/\(name)") }
        }
        let result = status.isDirectory ? rmdir(path) : unlink(path)
        guard result == 0 || errno == ENOENT else { throw FileError(.remove, path, code: errno) }
    }

    static func create(_ path: String, calls: SystemCalls) throws(FileError) {
        if exists(path) { return }
        let parent = FilePaths.directory(of: path)
        if parent != path { try create(parent, calls: calls) }
        guard calls.makeDirectory(path) == 0 || errno == EEXIST else {
            throw FileError(.createDirectory, path, code: errno)
        }
        guard exists(path) else { throw FileError(.createDirectory, path, cause: .notADirectory) }
    }

    private static func name(of entry: UnsafeMutablePointer<dirent>) -> String {
        withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
