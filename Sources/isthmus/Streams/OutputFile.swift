import DurableFiles

/// Where a command writes its main result: a file that appears whole or not at all, or stdout.
final class OutputFile {
    private let standard: StandardOutput?
    private var file: OpenFileWriter?

    private init(standard: StandardOutput?, file: OpenFileWriter?) {
        self.standard = standard
        self.file = file
    }

    /// Runs `body` with the output; a file is published when `body` returns, and not if it throws.
    static func writing<Result>(
        to path: String?,
        _ body: (OutputFile) throws -> Result
    ) throws -> Result {
        guard let path, path != "-" else {
            return try StandardOutput.writing { output in
                try body(OutputFile(standard: output, file: nil))
            }
        }
        let output = OutputFile(standard: nil, file: OpenFileWriter(try FileWriter(path: path)))
        let result = try body(output)
        try output.file?.commit()
        return result
    }

    /// Writes a line and its end.
    func line(_ text: String) throws {
        try standard?.line(text)
        try file?.line(text)
    }

    /// Writes bytes.
    func write(_ bytes: [UInt8]) throws {
        try standard?.write(bytes)
        try file?.write(bytes)
    }

    /// How many bytes of lines may wait before they are written; none where somebody watches.
    var lineCapacity: Int { standard?.limit ?? 1 << 16 }
}
