/// Finds the format of a file by its extension, else by its first bytes.
enum FormatRecognition {
    /// The notation of a stream, as the options say or as it looks.
    static func format(of stream: ByteStream, options: CorpusOptions) throws -> CorpusFormat {
        let beginning = try stream.peek()
        try refuseForeign(beginning, stream)
        if options.format != .automatic { return options.format }
        if isMarkup(beginning) { return .text }
        return byExtension(stream.name) ?? byContent(beginning, options)
    }

    /// The parser of a format.
    static func parser(
        for format: CorpusFormat,
        stream: ByteStream,
        options: CorpusOptions
    ) throws -> any RecordParser {
        switch format {
        case .csv, .tsv: try TableParser(stream, format: format, options: options)
        case .jsonLines: try JSONLinesParser(stream, options: options)
        case .smi: try SMILESParser(stream, options: options)
        default: try TextParser(stream, options: options)
        }
    }

    private static func byExtension(_ name: String) -> CorpusFormat? {
        var parts = name.lowercased().split(separator: ".")
        if let last = parts.last, ["gz", "bz2", "xz", "zst"].contains(last) { parts.removeLast() }
        guard parts.count > 1, let ending = parts.last else { return nil }
        switch ending {
        case "csv": return .csv
        case "tsv", "tab": return .tsv
        case "jsonl", "ndjson", "json": return .jsonLines
        case "smi", "smiles", "ism", "can": return .smi
        default: return nil
        }
    }

    private static func byContent(_ bytes: [UInt8], _ options: CorpusOptions) -> CorpusFormat {
        let start = bytes[...].trimmingSpaces()
        if start.first == UInt8(ascii: "{") { return .jsonLines }
        guard options.selection != nil else { return .text }
        let line = start.prefix { $0 != 0x0A }
        return line.contains(0x09) ? .tsv : line.contains(0x2C) ? .csv : .text
    }

    private static func isMarkup(_ bytes: [UInt8]) -> Bool {
        false
    }

    private static func refuseForeign(_ bytes: [UInt8], _ stream: ByteStream) throws {
        let archives: [(magic: [UInt8], name: String)] = [
            (Array("PK\u{3}\u{4}".utf8), "a zip archive"), (Array("PAR1".utf8), "a Parquet file"),
            (Array("%PDF".utf8), "a PDF file"), ([0x7F, 0x45, 0x4C, 0x46], "a program"),
        ]
        guard let known = archives.first(where: { bytes.starts(with: $0.magic) }) else { return }
        throw CorpusError(
            kind: .binary,
            source: stream.name,
            message: "this is \(known.name), not a corpus; unpack it or export it as text first"
        )
    }
}
