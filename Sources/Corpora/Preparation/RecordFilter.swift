public import UnicodeText

/// The records of a corpus that are worth keeping: long enough, in the right script, and new.
///
/// The conditions are tried in the order of the properties. A record that is left out becomes a
/// reject with its reason.
public struct RecordFilter: Sendable {
    /// The lengths that a record may have in words, which are what white space divides.
    public var words = 0...Int.max

    /// The lengths that a record may have in characters, which are Unicode scalars.
    public var characters = 0...Int.max

    /// The scripts that letters are to be in; nil for all.
    public var scripts: Set<Script>?

    /// The least share of a record's letters that must be in the scripts.
    ///
    /// A record without letters is in none.
    public var scriptShare = 0.5

    /// Whether a record whose text was there before is left out.
    public var removesDuplicates = false

    /// What finds records that nearly repeat one before them; nil to keep them.
    public var nearDuplicates: NearDuplicateFilter?

    private var seen = DuplicateFilter()

    /// Creates a filter that keeps everything.
    public init() {}

    /// Whether the filter can leave anything out.
    public var isActive: Bool {
        words != Self.anyLength || characters != Self.anyLength || scripts != nil
            || removesDuplicates || nearDuplicates != nil
    }

    /// The record, or the reject that says why it is left out.
    public mutating func item(for record: Record) -> CorpusItem {
        let fault =
            lengthFault(of: record.text) ?? scriptFault(of: record.text)
            ?? repetition(of: record)
        guard let (reason, detail) = fault else { return .record(record) }
        return .reject(record.reject(reason, detail))
    }

    private typealias Fault = (Reject.Reason, String)

    private static let anyLength = 0...Int.max

    private func lengthFault(of text: String) -> Fault? {
        if words != Self.anyLength,
            let fault = fault(of: text.wordCount, "words", allowed: words)
        {
            return fault
        }
        if characters == Self.anyLength { return nil }
        return fault(of: text.unicodeScalars.count, "characters", allowed: characters)
    }

    private func fault(of length: Int, _ unit: String, allowed: ClosedRange<Int>) -> Fault? {
        if length < allowed.lowerBound {
            return (.tooShort, "the record has \(length) \(unit), fewer than \(allowed.lowerBound)")
        }
        if length > allowed.upperBound {
            return (.tooLong, "the record has \(length) \(unit), more than \(allowed.upperBound)")
        }
        return nil
    }

    private func scriptFault(of text: String) -> Fault? {
        guard let scripts else { return nil }
        let counts = Script.letterCounts(of: text)
        let total = counts.values.reduce(0, +)
        let wanted = scripts.reduce(0) { $0 + counts[$1, default: 0] }
        if total > 0, Double(wanted) >= scriptShare * Double(total) { return nil }
        let names = scripts.map(\.description).sorted().joined(separator: ", ")
        return (.script, "\(wanted) of \(total) letters are in the script \(names)")
    }

    private mutating func repetition(of record: Record) -> Fault? {
        let text = record.counterpart.map { "\(record.text)\t\($0)" } ?? record.text
        if removesDuplicates, !seen.isNew(text) {
            return (.duplicate, "the same text was there before")
        }
        if nearDuplicates?.isNew(text) == false {
            return (.nearDuplicate, "the text nearly repeats one before it")
        }
        return nil
    }
}

extension String {
    /// The number of words, which are what white space divides.
    var wordCount: Int {
        var count = 0
        var isInsideWord = false
        for scalar in unicodeScalars {
            let isSpace = Scalars.isWhiteSpace(scalar.value)
            if !isSpace, !isInsideWord { count += 1 }
            isInsideWord = !isSpace
        }
        return count
    }
}
