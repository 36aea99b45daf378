public import UnicodeText

/// The repairs that the texts of a corpus go through, in the order of `TextRepair`'s cases, and how much
/// each has changed.
public struct TextRepairs: Sendable {
    /// A change in a record.
    public struct Change: Hashable, Sendable {
        /// The repair that made it.
        public var repair: TextRepair

        /// The path of the record's file.
        public var source: String

        /// The line on which the record starts, from 1.
        public var line: Int

        /// What stood there.
        public var original: String

        /// What stands there now, or would stand there.
        public var replacement: String
    }

    /// The repairs to make.
    public var repairs: Set<TextRepair>

    /// The repairs whose changes are counted, but not made.
    public var reportedOnly: Set<TextRepair>

    /// How many words or characters each repair has changed, or would have.
    public private(set) var counts: [TextRepair: Int] = [:]

    /// Creates repairs that have changed nothing yet.
    public init(_ repairs: Set<TextRepair> = [], reportedOnly: Set<TextRepair> = []) {
        self.repairs = repairs
        self.reportedOnly = reportedOnly
    }

    /// Whether there is anything to repair or to count.
    public var isActive: Bool { !repairs.isEmpty || !reportedOnly.isEmpty }

    /// The record with its texts repaired.
    public mutating func repaired(
        _ record: Record,
        onChange: (Change) throws -> Void
    ) rethrows -> Record {
        var result = record
        result.text = try repaired(record.text, of: record, onChange)
        result.counterpart = try record.counterpart.map { try repaired($0, of: record, onChange) }
        return result
    }

    private mutating func repaired(
        _ text: String,
        of record: Record,
        _ onChange: (Change) throws -> Void
    ) rethrows -> String {
        var result = text
        for repair in TextRepair.allCases {
            guard repairs.contains(repair) || reportedOnly.contains(repair) else { continue }
            let repaired = repair.apply(to: result)
            for change in repaired.changes {
                counts[repair, default: 0] += 1
                try onChange(
                    Change(
                        repair: repair,
                        source: record.source,
                        line: record.line,
                        original: change.original,
                        replacement: change.replacement
                    )
                )
            }
            if repairs.contains(repair) { result = repaired.text }
        }
        return result
    }
}
