public import UnicodeText

/// What reading a corpus came to.
public struct CorpusSummary: Sendable {
    /// The number of records read.
    public var recordCount = 0

    /// The number of rejects by reason.
    public var rejectCounts: [Reject.Reason: Int] = [:]

    /// The number of lines that held nothing, which are neither records nor rejects.
    public var blankLineCount = 0

    /// The number of bytes read, after decompression.
    public var byteCount = 0

    /// The faults that ended the reading of a file early; records before them were kept.
    public var faults: [CorpusError] = []

    /// Choices that were made for the user, such as the column of a table.
    public var notes: [String] = []

    /// The number of words or characters that each repair of texts changed.
    public var repairCounts: [TextRepair: Int] = [:]

    /// The number that each repair would have changed that was only to be reported.
    public var reportedCounts: [TextRepair: Int] = [:]

    /// Creates the summary of nothing.
    public init() {}

    /// The number of rejects of every reason.
    public var rejectCount: Int { rejectCounts.values.reduce(0, +) }
}
