import Checkpoints
import Corpora
import Molecules

/// The corpus of a training as text, and what was left out of it.
struct TrainCorpus {
    private(set) var texts: [String] = []
    private(set) var summary = CorpusSummary()
    private(set) var refused: [String] = []

    /// For each text the number of its record, when a record may be several texts; else empty.
    private var records: [Int] = []

    /// How many faulty records are shown one by one.
    static let shownFaults = 5

    /// Reads the files; for molecules each record must be one by RDKit.
    ///
    /// - Parameters:
    ///   - paths: The files.
    ///   - kind: What the sequences are.
    ///   - select: The column or field that holds them.
    ///   - locale: The language by whose rules sentences end, "" for English.
    ///   - settings: What happens to the records.
    /// - Throws: What reading throws, and a ``ToolError`` when no record can be used.
    init(
        _ paths: [String],
        kind: ModelFolder.Kind,
        select: String?,
        locale: String = "",
        settings: CorpusSettings = CorpusSettings()
    ) throws {
        var options = CorpusOptions(selection: select)
        if kind == .text {
            options.segmenter = CorpusOptions.sentences(locale: locale.isEmpty ? "en" : locale)
        }
        var preparation = TextPreparation()
        preparation.repairs = settings.repairs()
        preparation.filter = settings.filter
        var molecules = settings.molecules
        summary = try Corpus.read(paths, options: options, onReject: { refused.append("\($0)") }) {
            record in
            var record = record
            record.text = record.text.trimmed
            for item in preparation.items(for: record) {
                switch item {
                case .reject(let reject): refused.append("\(reject)")
                case .record(let record): add(record, kind, &molecules)
                }
            }
        }
        summary.take(preparation.repairs)
        guard !texts.isEmpty else {
            let first = refused.first.map { "; the first fault: \($0)" } ?? ""
            throw ToolError.badData(
                "\(paths.joined(separator: ", ")): no record can be used\(first)"
            )
        }
    }

    private mutating func add(
        _ record: Record,
        _ kind: ModelFolder.Kind,
        _ molecules: inout MoleculePreparation?
    ) {
        if let items = molecules?.items(for: record) {
            add(items)
        } else if kind == .smiles, !Molecule.isValid(record.text) {
            let place = "\(record.source):\(record.line)"
            refused.append("\(place): RDKit refuses the SMILES \(record.text)")
        } else {
            texts.append(record.text)
        }
    }

    private mutating func add(_ items: [CorpusItem]) {
        let record = records.last.map { $0 + 1 } ?? 0
        for item in items {
            switch item {
            case .record(let spelling):
                texts.append(spelling.text)
                records.append(record)
            case .reject(let reject): refused.append("\(reject)")
            }
        }
    }

    /// The number of the record that a text is, or is one of.
    func record(of index: Int) -> Int { records.isEmpty ? index : records[index] }

    /// What the user is told about the reading.
    var report: [String] {
        let faults = refused.prefix(Self.shownFaults) + summary.faults.map { "\($0)" }
        let more = refused.count - Self.shownFaults
        return summary.notes + faults
            + (more > 0 ? ["... and \(more) more records refused"] : [])
            + ["\(texts.count) records read, \(refused.count) refused\(summary.repairs)"]
    }
}

extension String {
    /// Without white space at its ends.
    var trimmed: String {
        let isSpace = { (character: Character) in character.isWhitespace }
        let start = drop(while: isSpace)
        return String(start.prefix(start.count - start.reversed().prefix(while: isSpace).count))
    }
}
