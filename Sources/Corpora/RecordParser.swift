/// The records of one notation, pulled one by one out of a stream of bytes.
protocol RecordParser {
    /// The next record or reject, or nil at the end.
    mutating func next() throws -> CorpusItem?

    /// Hands on some of the records and rejects that come next, the records as their bytes.
    ///
    /// - Returns: Whether there were any.
    mutating func next(
        onReject: (Reject) throws -> Void,
        onText: (RecordText) throws -> Void
    ) throws -> Bool

    /// The number of blank lines skipped so far.
    var blankLineCount: Int { get }

    /// The number of lines so far that were taken for headers.
    var headerCount: Int { get }

    /// Choices that were made for the user.
    var notes: [String] { get }

    /// What to say of a file in which nothing was read, if more than that is known.
    var emptyReason: String? { get }

    /// Where the root of a document is, which is told of when there are no records in it.
    var root: (line: Int, column: Int)? { get }
}

extension RecordParser {
    mutating func next(
        onReject: (Reject) throws -> Void,
        onText: (RecordText) throws -> Void
    ) throws -> Bool {
        guard let item = try next() else { return false }
        try item.handOn(onReject: onReject, onText: onText)
        return true
    }

    var blankLineCount: Int { 0 }
    var headerCount: Int { 0 }
    var notes: [String] { [] }
    var emptyReason: String? { nil }
    var root: (line: Int, column: Int)? { nil }
}

extension CorpusItem {
    /// Hands on the item, a record as its bytes.
    func handOn(
        onReject: (Reject) throws -> Void,
        onText: (RecordText) throws -> Void
    ) rethrows {
        switch self {
        case .record(let record): try record.withText(onText)
        case .reject(let reject): try onReject(reject)
        }
    }
}
