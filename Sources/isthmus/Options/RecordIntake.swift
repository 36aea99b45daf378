import Corpora
import UnicodeText

/// What records become between the files and the command, and how many they are.
struct RecordIntake {
    private let shard: Shard?
    private var text: TextPreparation
    private var molecules: MoleculePreparation?
    private var numbers: [String: Int] = [:]
    private var recordCount = 0
    private var rejectCounts: [Reject.Reason: Int] = [:]

    /// Whether records stay as they are.
    let isPassing: Bool

    init(_ reading: CorpusReading, _ paths: [String], transforms: [TextTransform], shard: Shard?) {
        self.shard = shard.flatMap { $0.dividesFiles(paths) ? nil : $0 }
        text = reading.preparation(transforms)
        molecules = reading.settings.molecules
        isPassing = !text.isActive && molecules == nil
    }

    /// Whether a record is of the shard.
    mutating func takes(_ record: Record) -> Bool {
        guard let shard else { return true }
        defer { numbers[record.source, default: 0] += 1 }
        return shard.has(record: numbers[record.source, default: 0])
    }

    /// A record that stays as it is, counted.
    mutating func passed(_ record: Record) -> Record {
        recordCount += 1
        return record
    }

    /// What a record becomes, counted.
    mutating func items(
        for record: Record,
        onChange: (TextRepairs.Change) throws -> Void
    ) rethrows -> [CorpusItem] {
        let items = try text.items(for: record, onChange: onChange).flatMap { item in
            guard case .record(let part) = item, molecules != nil else { return [item] }
            return molecules?.items(for: part) ?? []
        }
        for item in items {
            switch item {
            case .record: recordCount += 1
            case .reject(let reject): rejectCounts[reject.reason, default: 0] += 1
            }
        }
        return items
    }

    /// Puts the counts into the summary of the reading.
    func finish(_ summary: inout CorpusSummary) {
        summary.recordCount = recordCount
        summary.rejectCounts.merge(rejectCounts, uniquingKeysWith: +)
        summary.take(text.repairs)
    }
}
