/// How a corpus is read.
public struct CorpusOptions: Sendable {
    /// The notation of the files.
    public var format: CorpusFormat

    /// The field of a row or of a JSON object: a column's name, its number from 1, or a dotted path.
    ///
    /// When nil, the one field with a usual name (`smiles`, `text`, `sentence`...) is taken.
    public var selection: String?

    /// Divides a paragraph of a MediaWiki dump or a TEI document into records, such as its
    /// sentences; formats whose records are chosen already are left as they are.
    public var segmenter: (@Sendable (String) -> [String])?

    /// Whether the headings of documents are records too.
    public var includesHeadings: Bool

    /// The length beyond which a record is rejected, in bytes.
    public var maximumRecordBytes: Int

    /// Creates options; each has the value that suits most corpora.
    public init(
        format: CorpusFormat = .automatic,
        selection: String? = nil,
        segmenter: (@Sendable (String) -> [String])? = nil,
        includesHeadings: Bool = false,
        maximumRecordBytes: Int = 16 << 20
    ) {
        self.format = format
        self.selection = selection
        self.segmenter = segmenter
        self.includesHeadings = includesHeadings
        self.maximumRecordBytes = maximumRecordBytes
    }
}
