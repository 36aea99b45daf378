/// The records of one notation, pulled one by one out of a stream of bytes.
protocol RecordParser {
    /// The next record or reject, or nil at the end.
    mutating func next() throws -> CorpusItem?

    /// The number of blank lines skipped so far.
    var blankLineCount: Int { get }

    /// Choices that were made for the user.
    var notes: [String] { get }

    /// Where the root of a document is, which is told of when there are no records in it.
    var root: (line: Int, column: Int)? { get }
}

extension RecordParser {
    var blankLineCount: Int { 0 }
    var notes: [String] { [] }
    var root: (line: Int, column: Int)? { nil }
}
