#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Whole files read into memory.
public enum FileContents {
    /// Whether anything is at `path`.
    public static func exists(_ path: String) -> Bool {
        FilePaths.status(of: path) != nil
    }

    /// The size of a regular file in bytes, or nil of what is none.
    public static func size(_ path: String) -> Int? {
        FilePaths.status(of: path).flatMap { $0.isRegularFile ? Int($0.st_size) : nil }
    }

    /// Makes sure that a file can be read, without opening it; `-` is standard input.
    ///
    /// A command of several files can so complain before it does the first half of its work.
    public static func requireReadable(_ path: String) throws(FileError) {
        if path == "-" { return }
        guard let status = FilePaths.status(of: path) else {
            throw FileError(.open, path, code: errno)
        }
        if status.isDirectory { throw FileError(.read, path, code: EISDIR) }
        guard access(path, R_OK) == 0 else { throw FileError(.open, path, code: errno) }
    }

    /// Reads the bytes of a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - limit: The most bytes to accept; a larger file is an error and is not read further.
    /// - Returns: The bytes.
    /// - Throws: A ``FileError``, whose cause tells a missing file, a directory and a file that
    ///   may not be read apart.
    public static func read(_ path: String, limit: Int = .max) throws(FileError) -> [UInt8] {
        var reader = try FileReader(path: path)
        var contents: [UInt8] = []
        contents.reserveCapacity(min(reader.expectedByteCount, limit, 1 << 30))
        while let chunk = try reader.next() {
            guard contents.count + chunk.count <= limit else {
                throw FileError(.read, path, cause: .tooLarge(limit: limit))
            }
            contents.append(contentsOf: chunk)
        }
        return contents
    }

    /// Reads a text in UTF-8; the error of a malformed one names the byte offset.
    public static func readText(_ path: String, limit: Int = .max) throws(FileError) -> String {
        let bytes = try read(path, limit: limit)
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        let offset = UTF8Validation.firstInvalidOffset(in: bytes) ?? 0
        throw FileError(.read, path, cause: .invalidUTF8(byteOffset: offset))
    }
}
