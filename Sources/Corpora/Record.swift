/// One unit of a corpus: a sentence, a paragraph or a SMILES string.
public struct Record: Hashable, Sendable {
    /// The text, in which nothing of the source's notation is left.
    public var text: String

    /// The same text in another language, where the corpus is read as one of pairs.
    public var counterpart: String?

    /// The source's own name for the record, such as a molecule's identifier or a page's title.
    public var identifier: String?

    /// The path of the file it came from, or `<stdin>`.
    public var source: String

    /// The line of the source on which it starts, from 1.
    public var line: Int

    /// What the source says about the record beside its text, by name, such as the properties of
    /// a molecule.
    public var properties: [String: String] = [:]

    /// Creates a record.
    public init(
        text: String,
        counterpart: String? = nil,
        identifier: String? = nil,
        source: String,
        line: Int
    ) {
        self.text = text
        self.counterpart = counterpart
        self.identifier = identifier
        self.source = source
        self.line = line
    }
}
