#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A set of files that appears as one directory, whole or not at all.
///
/// The files are written to a sibling directory. ``publish()`` flushes it and renames it to its
/// final name; a writer that goes out of scope unpublished removes what it wrote.
///
///     var checkpoint = try DirectoryWriter(path: "runs/demo/step-000123")
///     try checkpoint.write(weights, to: "model.safetensors")
///     try checkpoint.write(configuration, to: "config.json")
///     try checkpoint.publish()
public struct DirectoryWriter: ~Copyable {
    private let path: String
    private let calls: SystemCalls
    private let temporary: String
    private var names: [String] = []
    private var isPublished = false

    /// Starts a directory that will appear at `path`, creating the folders above it.
    public init(path: String) throws(FileError) {
        try self.init(path: path, calls: .system)
    }

    /// Starts a directory over the given system calls.
    package init(path: String, calls: SystemCalls) throws(FileError) {
        let path = FilePaths.trimmed(path)
        let temporary = FilePaths.temporary(for: path)
        try Directory.create(FilePaths.directory(of: path), calls: calls)
        guard calls.makeDirectory(temporary) == 0 else {
            throw FileError(.createDirectory, path, code: errno)
        }
        self.path = path
        self.calls = calls
        self.temporary = temporary
    }

    /// Writes a file of the directory and flushes it to the disk.
    public mutating func write(_ bytes: [UInt8], to name: String) throws(FileError) {
        var writer = try stream(to: name)
        try writer.write(bytes)
        try writer.commit()
    }

    /// Writes a text file of the directory, in UTF-8, and flushes it to the disk.
    public mutating func write(_ text: String, to name: String) throws(FileError) {
        try write(Array(text.utf8), to: name)
    }

    /// Opens a file of the directory for streaming; commit it before the directory is published.
    public mutating func stream(to name: String) throws(FileError) -> FileWriter {
        precondition(!name.contains("/"), "a file of a directory needs a plain name: '\(name)'")
        names.append(name)
        return try FileWriter(path: "\(temporary)/\(name)", calls: calls)
    }

    /// Puts the directory at its path.
    ///
    /// An existing directory is an error, and stays as it is.
    public consuming func publish() throws(FileError) {
        try calls.synchronizeDirectory(temporary, path: path)
        guard calls.rename(temporary, path) == 0 else {
            throw FileError(.rename, path, code: errno)
        }
        isPublished = true
        try calls.synchronizeDirectory(FilePaths.directory(of: path), path: path)
    }

    deinit {
        if !isPublished {
            for name in names { _ = calls.unlink("\(temporary)/\(name)") }
            _ = calls.removeDirectory(temporary)
        }
    }
}
