import Corpora

/// Lines on their way to an output, which gets many of them at once.
struct LineBuffer {
    private let output: OutputFile
    private var bytes: [UInt8] = []

    /// Creates a buffer before an output.
    init(_ output: OutputFile) {
        self.output = output
        bytes.reserveCapacity(output.lineCapacity * 2)
    }

    /// Adds a record as a line: its text and, of a pair, the other text after a tab.
    mutating func append(_ record: RecordText) throws {
        OneLine.append(record.text, to: &bytes)
        if let counterpart = record.counterpart {
            bytes.append(UInt8(ascii: "\t"))
            OneLine.append(counterpart, to: &bytes)
        }
        bytes.append(UInt8(ascii: "\n"))
        if bytes.count > output.lineCapacity { try flush() }
    }

    /// Hands over what is buffered.
    mutating func flush() throws {
        defer { bytes.removeAll(keepingCapacity: true) }
        try output.write(bytes)
    }
}
