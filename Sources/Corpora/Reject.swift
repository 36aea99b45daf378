/// A place of a corpus that should have been a record and could not be read as one.
///
/// A reject is counted and reported, and reading goes on after it.
public struct Reject: Hashable, Sendable, CustomStringConvertible {
    /// The reasons, as they are counted in a ``CorpusSummary``.
    public enum Reason: String, Hashable, Sendable, CaseIterable, Codable {
        /// Bytes that are not UTF-8.
        case invalidUTF8 = "invalid-utf-8"

        /// A record beyond ``CorpusOptions/maximumRecordBytes``, or longer than wanted.
        case tooLong = "too-long"

        /// A row with another number of fields than the first one.
        case raggedRow = "ragged-row"

        /// A row whose quotation marks are not where RFC 4180 has them.
        case malformedRow = "malformed-row"

        /// A line that is not JSON.
        case malformedJSON = "malformed-json"

        /// HTML inside a document that is nested too deep, or has too many tags, to be read.
        case malformedHTML = "malformed-html"

        /// A row or an object without the chosen field, or with something else than text in it.
        case missingField = "missing-field"

        /// A part of the document that stands in another file, which is not read.
        case notIncluded = "not-included"

        /// A molecule that RDKit does not accept, or that the file describes wrongly.
        case invalidMolecule = "invalid-molecule"

        /// A molecule of several components, where only one is wanted.
        case mixture = "mixture"

        /// A molecule with an element that is not among those allowed.
        case element = "element"

        /// A molecule that was there before, perhaps in another spelling, or a text that was.
        case duplicate = "duplicate"

        /// A text that is nearly one that was there before.
        case nearDuplicate = "near-duplicate"

        /// A text whose letters are of other scripts than those wanted.
        case script = "script"

        /// A record shorter than wanted.
        case tooShort = "too-short"
    }

    /// The path of the file.
    public var source: String

    /// The line on which the record starts, from 1.
    public var line: Int

    /// The column of the fault in bytes, from 1, where one is known.
    public var column: Int?

    /// Why the record was rejected.
    public var reason: Reason

    /// What exactly is wrong, in words.
    public var detail: String

    /// The beginning of the rejected text, repaired where it is not UTF-8.
    public var excerpt: String

    /// `file:line:column: detail`, then the excerpt.
    public var description: String {
        let place = column.map { "\(source):\(line):\($0)" } ?? "\(source):\(line)"
        return excerpt.isEmpty ? "\(place): \(detail)" : "\(place): \(detail)\n  \(excerpt)"
    }
}

extension Record {
    /// The reject of the record as a whole.
    func reject(_ reason: Reject.Reason, _ detail: String) -> Reject {
        Reject(
            source: source,
            line: line,
            column: nil,
            reason: reason,
            detail: detail,
            excerpt: RecordFactory.excerpt(Array(text.utf8))
        )
    }
}
