public import UnicodeText

/// How a corpus is read.
public struct CorpusOptions: Sendable {
    /// The notation of the files.
    public var format: CorpusFormat

    /// The field of a row or of a JSON object: a column's name, its number from 1, or a dotted path.
    ///
    /// Where a path of JSON meets an array, every element is read; a number, as in `turns.0.text`, picks one.
    /// When nil, the one field with a usual name (`smiles`, `text`, `sentence`...) is taken.
    /// Of XML, the path of the elements or attributes that are records, as in
    /// `//entry[@lang='en']/title`.
    public var selection: String?

    /// The encoding of files without a byte order mark; nil to take what they declare or, without
    /// a declaration, what their bytes tell.
    public var encoding: Charset?

    /// Of texts in several languages, the language to read, or the two to read as pairs.
    ///
    /// Empty for all. Codes as in BCP 47; `en` stands for `en-US` too.
    public var languages: [String]

    /// Divides a paragraph of a MediaWiki dump or a TEI document into records, such as its
    /// sentences; formats whose records are chosen already are left as they are.
    public var segmenter: (@Sendable (String) -> [String])?

    /// Whether the headings of documents are records too.
    public var includesHeadings: Bool

    /// The length beyond which a record is rejected, in bytes; of documents of XML and HTML at most 32 MiB.
    public var maximumRecordBytes: Int

    /// Counts the bytes of files as they are read.
    package var counter: ByteCounter?

    /// Whether lines of plain text keep the white space at their ends.
    package var keepsWhiteSpace = false

    /// Creates options; each has the value that suits most corpora.
    public init(
        format: CorpusFormat = .automatic,
        selection: String? = nil,
        encoding: Charset? = nil,
        languages: [String] = [],
        segmenter: (@Sendable (String) -> [String])? = nil,
        includesHeadings: Bool = false,
        maximumRecordBytes: Int = 16 << 20
    ) {
        self.format = format
        self.selection = selection
        self.encoding = encoding
        self.languages = languages
        self.segmenter = segmenter
        self.includesHeadings = includesHeadings
        self.maximumRecordBytes = maximumRecordBytes
    }
}

extension CorpusOptions {
    /// Whether the selection is a path into XML.
    var readsSelection: Bool {
        format == .xml || (format == .automatic && selection != nil)
    }
}
