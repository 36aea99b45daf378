import DurableFiles

/// Holds a file writer, which cannot be copied, for a class or an array.
final class OpenFileWriter {
    private var writer: FileWriter?

    init(_ writer: consuming FileWriter) {
        self.writer = consume writer
    }

    func line(_ text: String) throws {
        try writer?.write(text)
        try writer?.write("\n")
    }

    func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { try writer?.write($0) }
    }

    func commit() throws {
        guard let open = writer.take() else { return }
        try open.commit()
    }
}
