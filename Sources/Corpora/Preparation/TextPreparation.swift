public import UnicodeText

/// What happens to the texts of a corpus: repairs, division into sentences, normalisation, choice.
///
///     var preparation = TextPreparation()
///     preparation.repairs = TextRepairs([.confusables])
///     preparation.segmenter = CorpusOptions.sentences(locale: "fr")
///     let items = preparation.items(for: record)
///
/// The steps run in the order of the properties.
public struct TextPreparation: Sendable {
    /// What is repaired.
    public var repairs = TextRepairs()

    /// Divides a text into records, such as its sentences; pairs are not divided.
    public var segmenter: (@Sendable (String) -> [String])?

    /// How texts are rewritten, in order.
    public var transforms: [TextTransform] = []

    /// What is kept.
    public var filter = RecordFilter()

    /// Creates a preparation that changes nothing.
    public init() {}

    /// Whether the preparation can change, divide or leave out anything.
    public var isActive: Bool {
        repairs.isActive || segmenter != nil || !transforms.isEmpty || filter.isActive
    }

    /// The records that a record becomes, and rejects for what is left out of it, in the order of
    /// the text.
    public mutating func items(for record: Record) -> [CorpusItem] {
        items(for: record) { _ in }
    }

    /// The records that a record becomes, and rejects for what is left out of it.
    ///
    /// - Parameters:
    ///   - record: The record.
    ///   - onChange: Receives each change that a repair makes.
    /// - Returns: The records and rejects in the order of the text.
    public mutating func items(
        for record: Record,
        onChange: (TextRepairs.Change) throws -> Void
    ) rethrows -> [CorpusItem] {
        let repaired = try repairs.repaired(record, onChange: onChange)
        return parts(of: repaired).map { part in
            let record = transformed(part)
            return filter.isActive ? filter.item(for: record) : .record(record)
        }
    }

    private func parts(of record: Record) -> [Record] {
        guard let segmenter, record.counterpart == nil else { return [record] }
        return segmenter(record.text).map { text in
            var part = record
            part.text = text
            return part
        }
    }

    private func transformed(_ record: Record) -> Record {
        if transforms.isEmpty { return record }
        var result = record
        for transform in transforms {
            result.text = transform(result.text)
            result.counterpart = result.counterpart.map { transform($0) }
        }
        return result
    }
}
