/// Whole files that are replaced in one step.
public enum AtomicFile {
    /// Replaces the file at `path`: readers see the old bytes or the new ones, never a mixture,
    /// and after a power cut one of the two is on the disk.
    public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
        try write(bytes, to: path, calls: .system)
    }

    /// Replaces the file at `path` with the UTF-8 of a text.
    public static func write(_ text: String, to path: String) throws(FileError) {
        try write(Array(text.utf8), to: path)
    }

    /// Replaces the file at `path` over the given system calls.
    package static func write(
        _ bytes: [UInt8],
        to path: String,
        calls: SystemCalls
    ) throws(FileError) {
        var writer = try FileWriter(path: path, calls: calls)
        try writer.write(bytes)
        try writer.commit()
    }
}
