import Molecules

/// A structure-data file: mol blocks of V2000 or V3000 with properties, each ended by `$$$$`.
///
/// A record is read at a time; its text is RDKit's canonical SMILES or, when a field is selected,
/// the property of that name. A record that is no molecule is a reject, and reading goes on after
/// the next `$$$$`. A mol file is such a file of one record.
struct SDFParser: RecordParser {
    private var lines: LineReader
    private let factory: RecordFactory
    private let selection: String?

    /// The names of the first records' properties, where none has the one that is selected.
    private var names: [String] = []
    private var hasSelection = false
    private(set) var blankLineCount = 0

    /// The lines of a record.
    private struct Lines {
        static let maximumCount = 1 << 19

        var bytes: [ArraySlice<UInt8>] = []
        var byteCount = 0
        var start = 1

        var title: ArraySlice<UInt8> { bytes.first ?? [] }

        var isBlank: Bool { bytes.allSatisfy { $0.trimmingSpaces().isEmpty } }
    }

    init(_ stream: ByteStream, options: CorpusOptions) throws {
        lines = try LineReader(stream, maximum: options.maximumRecordBytes)
        factory = RecordFactory(stream, maximumBytes: options.maximumRecordBytes)
        selection = options.selection
    }

    var emptyReason: String? {
        guard let selection, !hasSelection else { return nil }
        return names.isEmpty
            ? "the records have no properties, and so none named '\(selection)'"
            : "the properties are: \(FieldNames.list(names))"
    }

    /// Whether a file's fourth line ends as that of a mol block does.
    static func recognizes(_ bytes: [UInt8]) -> Bool {
        let lines = bytes.prefix(2048).split(separator: 0x0A, omittingEmptySubsequences: false)
        guard lines.count > 4 else { return false }
        let counts = lines[3].trimmingSpaces()
        return counts.suffix(5).elementsEqual("V2000".utf8)
            || counts.suffix(5).elementsEqual("V3000".utf8)
    }

    mutating func next() throws -> CorpusItem? {
        while let record = try readLines() {
            if !record.isBlank {
                let (item, properties) = item(record)
                note(properties)
                return item
            }
            blankLineCount += record.bytes.count
        }
        return nil
    }

    /// The lines up to `$$$$` or the end; what is beyond the limit is not kept.
    private mutating func readLines() throws -> Lines? {
        var record = Lines()
        var isEmpty = true
        while let line = try lines.next() {
            if isEmpty { record.start = line.number }
            isEmpty = false
            if line.bytes.starts(with: "$$$$".utf8) { return record }
            record.byteCount += line.bytes.count + 1
            if !isTooLong(record) { record.bytes.append(line.bytes) }
        }
        return isEmpty ? nil : record
    }

    private func isTooLong(_ record: Lines) -> Bool {
        record.byteCount > factory.maximumBytes || record.bytes.count >= Lines.maximumCount
    }

    /// Takes note of the names of properties, for a message.
    private mutating func note(_ properties: [String: String]) {
        guard let selection, !hasSelection else { return }
        hasSelection = properties[selection] != nil
        FieldNames.remember(properties.keys.sorted(), in: &names)
    }

    private func item(_ record: Lines) -> (CorpusItem, properties: [String: String]) {
        if isTooLong(record) {
            let detail =
                "the record is longer than \(factory.maximumBytes) bytes, or \(Lines.maximumCount) lines"
            return (factory.reject(.tooLong, detail, record.title, line: record.start), [:])
        }
        let end = record.bytes.firstIndex { $0.starts(with: "M  END".utf8) }
        let block = record.bytes[...(end ?? record.bytes.count - 1)]
        let properties = Self.properties(record.bytes[block.endIndex...])
        return (item(record, block, properties), properties)
    }

    private func item(
        _ record: Lines,
        _ block: ArraySlice<ArraySlice<UInt8>>,
        _ properties: [String: String]
    ) -> CorpusItem {
        do throws(MolBlockError) {
            let bytes = Array(block.joined(separator: [0x0A]))
            let molecule = try Molecule(molBlock: String(decoding: bytes, as: UTF8.self) + "\n")
            return self.item(record, molecule, properties)
        } catch {
            let line = error.line.map { min(max($0, 1), block.count) }
            return factory.reject(
                .invalidMolecule,
                "not a molecule: \(error.reason)",
                line.map { block[block.startIndex + $0 - 1] } ?? record.title,
                line: record.start + (line ?? 1) - 1
            )
        }
    }

    private func item(
        _ record: Lines,
        _ molecule: Molecule,
        _ properties: [String: String]
    ) -> CorpusItem {
        guard let text = selection.map({ properties[$0] }) ?? molecule.canonicalSMILES else {
            let reason = "the record has no property named '\(selection ?? "")'"
            return factory.reject(.missingField, reason, record.title, line: record.start)
        }
        var result = Record(
            text: text,
            identifier: Self.identifier(record.title, properties),
            source: factory.source,
            line: record.start
        )
        result.properties = properties
        return .record(result)
    }

    /// The title or, without one, the property that is usually the name.
    private static func identifier(
        _ title: ArraySlice<UInt8>,
        _ properties: [String: String]
    ) -> String? {
        let name = String(decoding: title.trimmingSpaces(), as: UTF8.self)
        if !name.isEmpty { return name }
        let usual = ["PUBCHEM_COMPOUND_CID", "chembl_id", "DATABASE_ID", "ChEBI ID", "ID", "Name"]
        return usual.lazy.compactMap { properties[$0] }.first
    }

    /// Reads `>  <NAME>` and the lines after it up to a blank one.
    private static func properties(
        _ lines: ArraySlice<ArraySlice<UInt8>>
    ) -> [String: String] {
        var properties: [String: String] = [:]
        var name: String?
        var values: [String] = []
        for line in lines + [[]] {
            let text = line.trimmingSpaces()
            if let field = name {
                if !text.isEmpty {
                    values.append(String(decoding: text, as: UTF8.self))
                    continue
                }
                if !values.isEmpty { properties[field] = values.joined(separator: "\n") }
                name = nil
            }
            guard text.first == UInt8(ascii: ">"),
                let open = text.firstIndex(of: UInt8(ascii: "<")),
                let close = text.lastIndex(of: UInt8(ascii: ">")), open < close
            else { continue }
            name = String(decoding: text[(open + 1)..<close], as: UTF8.self)
            values = []
        }
        return properties
    }
}
