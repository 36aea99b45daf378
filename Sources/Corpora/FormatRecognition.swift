/// Finds the format of a file by its first bytes and its extension.
enum FormatRecognition {
    /// The format of a stream, given or recognised, and its parser.
    static func parser(
        of stream: ByteStream,
        options: CorpusOptions
    ) throws -> (format: CorpusFormat, parser: any RecordParser) {
        let beginning = try stream.peek()
        try refuseForeign(beginning, stream)
        let isXML = options.format == .automatic && looksLikeMarkup(beginning, stream.name)
        if isXML || options.format == .mediaWiki || options.format == .tei {
            let parser = try MarkupParser(stream, options: options)
            return (parser.format, parser)
        }
        try refuseWideEncoding(beginning, stream)
        let isGiven = options.format != .automatic
        let guess = byExtension(stream.name) ?? byContent(beginning, options)
        let format = isGiven ? options.format : guess
        return (format, try lineParser(for: format, stream: stream, options: options))
    }

    private static func lineParser(
        for format: CorpusFormat,
        stream: ByteStream,
        options: CorpusOptions
    ) throws -> any RecordParser {
        switch format {
        case .csv, .tsv: try TableParser(stream, format: format, options: options)
        case .jsonLines: try JSONLinesParser(stream, options: options)
        case .smi: try SMILESParser(stream, options: options)
        case .sdf: try SDFParser(stream, options: options)
        case .text, .automatic, .mediaWiki, .tei: try TextParser(stream, options: options)
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
        case "sdf", "sd", "mol", "mdl": return .sdf
        default: return nil
        }
    }

    private static func byContent(_ bytes: [UInt8], _ options: CorpusOptions) -> CorpusFormat {
        let start = bytes[...].trimmingSpaces()
        if start.starts(with: "{\"".utf8) { return .jsonLines }
        if SDFParser.recognizes(bytes) { return .sdf }
        guard options.selection != nil else { return .text }
        let line = start.prefix { $0 != 0x0A }
        return line.contains(0x09) ? .tsv : line.contains(0x2C) ? .csv : .text
    }

    /// Whether a file starts as XML does, in any encoding that has ASCII's characters.
    private static func looksLikeMarkup(_ bytes: [UInt8], _ name: String) -> Bool {
        let marks: Set<UInt8> = [0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0]
        let start = bytes.prefix(64).filter { !marks.contains($0) }[...].trimmingSpaces()
        guard start.first == UInt8(ascii: "<"), let second = start.dropFirst().first else {
            return false
        }
        if second == UInt8(ascii: "?") || second == UInt8(ascii: "!") { return true }
        // A text may start with a token such as <unk>.
        let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(second | 0x20)
        return isLetter && !name.hasSuffix(".txt")
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

    private static func refuseWideEncoding(_ bytes: [UInt8], _ stream: ByteStream) throws {
        guard let mark = ByteOrderMark(of: bytes), mark != .utf8 else { return }
        throw CorpusError(
            kind: .binary,
            source: stream.name,
            message: "this text is in \(mark.rawValue); convert it to UTF-8, for instance with "
                + "'iconv -f \(mark.rawValue) -t UTF-8'"
        )
    }
}
