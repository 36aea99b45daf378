/// Finds the format of a file by its first bytes and its extension.
enum FormatRecognition {
    /// The format of a stream, given or recognised, and its parser.
    static func parser(
        of stream: ByteStream,
        options: CorpusOptions
    ) throws -> (format: CorpusFormat, parser: any RecordParser) {
        try refuseForeign(stream.peek(), stream)
        try EncodingRecognition.decode(stream, options: options)
        let format = try format(of: stream.peek(), stream.name, options)
        if format == nil || format?.isXML == true {
            return try MarkupRecognition.parser(stream, options: options)
        }
        let chosen = format ?? .text
        if chosen != .html { try LineEnds.unify(stream) }
        return (chosen, try parser(for: chosen, stream: stream, options: options))
    }

    /// The format, or nil for XML whose root element will tell it.
    private static func format(
        of beginning: [UInt8],
        _ name: String,
        _ options: CorpusOptions
    ) -> CorpusFormat? {
        if options.format != .automatic { return options.format }
        let start = beginning[...].trimmingSpaces()
        if looksLikeHTML(start, name) { return .html }
        if looksLikeXML(start, name) { return nil }
        return byExtension(name, start) ?? byContent(beginning, options)
    }

    private static func parser(
        for format: CorpusFormat,
        stream: ByteStream,
        options: CorpusOptions
    ) throws -> any RecordParser {
        switch format {
        case .csv, .tsv: try TableParser(stream, format: format, options: options)
        case .json: JSONParser(stream, options: options)
        case .jsonLines: try JSONLinesParser(stream, options: options)
        case .smi: try SMILESParser(stream, options: options)
        case .sdf: try SDFParser(stream, options: options)
        case .html: try HTMLParser(stream, options: options)
        case .po: try POParser(stream, options: options)
        default: try TextParser(stream, options: options)
        }
    }

    private static func byExtension(
        _ name: String,
        _ start: ArraySlice<UInt8>
    ) -> CorpusFormat? {
        switch fileExtension(name) {
        case "csv": .csv
        case "tsv", "tab": .tsv
        case "jsonl", "ndjson": .jsonLines
        case "json": namedJSONFormat(start)
        case "smi", "smiles", "ism", "can": SMILESParser.isTable(start) ? .csv : .smi
        case "sdf", "sd", "mol", "mdl": .sdf
        case "po", "pot": .po
        default: nil
        }
    }

    /// The end of a name that tells the format, in lower case, without that of a compression.
    private static func fileExtension(_ name: String) -> String {
        var parts = name.lowercased().split(separator: ".")
        if let last = parts.last, ["gz", "bz2", "xz", "zst"].contains(last) { parts.removeLast() }
        return parts.count > 1 ? String(parts.last ?? "") : ""
    }

    private static func byContent(_ beginning: [UInt8], _ options: CorpusOptions) -> CorpusFormat {
        let start = beginning[...].trimmingSpaces()
        if let json = jsonFormat(start) { return json }
        if SDFParser.recognizes(beginning) { return .sdf }
        if looksLikePO(start) { return .po }
        guard options.selection != nil else { return .text }
        let line = start.prefix { $0 != 0x0A }
        return line.contains(0x09) ? .tsv : line.contains(0x2C) ? .csv : .text
    }

    /// The format of a file that starts as JSON does: lines of JSON where the first line is a whole object.
    private static func jsonFormat(_ start: ArraySlice<UInt8>) -> CorpusFormat? {
        let visible = start.prefix(256).filter { !$0.isSpace }
        if visible.starts(with: "[{\"".utf8) { return .json }
        guard visible.starts(with: "{\"".utf8) else { return nil }
        let line = start.prefix { $0 != 0x0A }
        return line.endIndex == start.endIndex || JSONScanner.isObject(line) ? .jsonLines : .json
    }

    /// The format of a file whose name says JSON: one document, or objects on at least two lines.
    private static func namedJSONFormat(_ start: ArraySlice<UInt8>) -> CorpusFormat {
        let lines = start.split(separator: 0x0A, maxSplits: 1).map { $0.trimmingSpaces() }
        let isLines =
            lines.count == 2 && lines[1].first == UInt8(ascii: "{")
            && JSONScanner.isObject(lines[0])
        return isLines ? .jsonLines : .json
    }

    /// Whether a file starts as XML does.
    private static func looksLikeXML(_ start: ArraySlice<UInt8>, _ name: String) -> Bool {
        guard start.first == UInt8(ascii: "<"), let second = start.dropFirst().first else {
            return false
        }
        if second == UInt8(ascii: "?") || second == UInt8(ascii: "!") { return true }
        // A text may start with a token such as <unk>.
        return second.isLetter && !name.hasSuffix(".txt")
    }

    /// Whether a name ends as those of pages of HTML do.
    static func hasExtensionOfPages(_ name: String) -> Bool {
        ["html", "htm"].contains(fileExtension(name))
    }

    private static func looksLikeHTML(_ start: ArraySlice<UInt8>, _ name: String) -> Bool {
        let text = String(decoding: start.prefix(2048), as: UTF8.self).lowercased()
        guard text.hasPrefix("<") else { return hasExtensionOfPages(name) }
        if text.hasPrefix("<!doctype html") || text.hasPrefix("<html") { return true }
        if hasExtensionOfPages(name) || fileExtension(name) == "xhtml" { return true }
        // A comment, a declaration or a document type may stand before the root element.
        let isMarkup = text.hasPrefix("<!") || text.hasPrefix("<?xml")
        return isMarkup && (text.contains("<!doctype html") || text.contains("<html"))
    }

    /// Whether a file without an extension has the keywords of a gettext catalogue on lines of their own.
    private static func looksLikePO(_ start: ArraySlice<UInt8>) -> Bool {
        let lines = start.prefix(4096).split(separator: 0x0A)
        return lines.contains { $0.starts(with: "msgid \"".utf8) }
            && lines.contains { $0.starts(with: "msgstr \"".utf8) }
    }

    private static func refuseForeign(_ bytes: [UInt8], _ stream: ByteStream) throws {
        let archives: [(magic: [UInt8], name: String)] = [
            (Array("PK\u{3}\u{4}".utf8), "a zip archive"), (Array("PAR1".utf8), "a Parquet file"),
            (Array("%PDF".utf8), "a PDF file"), ([0x7F, 0x45, 0x4C, 0x46], "a program"),
            ([0x37, 0x7A, 0xBC, 0xAF], "a 7z archive"), (Array("Rar!\u{1A}".utf8), "a rar archive"),
            ([0x04, 0x22, 0x4D, 0x18], "a file compressed with lz4"),
            ([0x5D, 0, 0], "a file compressed with lzma"), ([0x1F, 0x9D], "a file of 'compress'"),
            (Array("SQLite format 3\0".utf8), "a SQLite database"),
            ([0x89, 0x48, 0x44, 0x46], "an HDF5 file"),
            ([0xD0, 0xCF, 0x11, 0xE0], "a document of Office"),
            (Array("{\\rtf".utf8), "an RTF document"), (Array("%!PS".utf8), "a PostScript file"),
            ([0x89, 0x50, 0x4E, 0x47], "a picture"), ([0xFF, 0xD8, 0xFF], "a picture"),
            (Array("GIF8".utf8), "a picture"),
        ]
        if let text = reactions(bytes) {
            throw foreign("\(text), not a corpus; export its molecules as SDF or SMILES", stream)
        }
        if bytes.count > 262, bytes[257..<262].elementsEqual("ustar".utf8) {
            let advice = "unpack it with 'tar -x' and give the files inside"
            throw foreign("a tar archive, not a corpus; \(advice)", stream)
        }
        if let known = archives.first(where: { bytes.starts(with: $0.magic) }) {
            let advice = "unpack it or export it as text first"
            throw foreign("\(known.name), not a corpus; \(advice)", stream)
        }
        // What is compressed once was decompressed by the stream; a text may start with BZh.
        if let format = CompressionFormat(magicOf: bytes), format != .bzip2 {
            let advice = "unpack it once"
            throw foreign("compressed twice, with \(format.rawValue) inside; \(advice)", stream)
        }
    }

    /// What files of reactions are called that hold molecules between other lines.
    private static func reactions(_ bytes: [UInt8]) -> String? {
        bytes.starts(with: "$RDFILE".utf8)
            ? "an RDfile" : bytes.starts(with: "$RXN".utf8) ? "a reaction file" : nil
    }

    private static func foreign(_ what: String, _ stream: ByteStream) -> CorpusError {
        CorpusError(kind: .binary, source: stream.name, message: "this is \(what)")
    }
}
