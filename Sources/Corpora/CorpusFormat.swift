/// The notations in which a corpus may be written.
public enum CorpusFormat: String, Hashable, Sendable, CaseIterable {
    /// Chosen by the file's extension, else by its first bytes.
    case automatic = "auto"

    /// A record a line.
    case text

    /// Comma-separated values (RFC 4180), of which one column is read.
    case csv

    /// Tab-separated values, of which one column is read; quotation marks mean nothing.
    case tsv

    /// A JSON object a line, of which one field is read.
    case jsonLines = "jsonl"

    /// A SMILES string a line, then white space and an identifier.
    case smi

    /// A structure-data file or a mol file, V2000 or V3000: a molecule is a record, as SMILES.
    case sdf

    /// A MediaWiki dump; a paragraph of an article is a record.
    case mediaWiki = "mediawiki"

    /// A TEI document; a paragraph or a line of verse of its body is a record.
    case tei
}

extension CorpusFormat {
    /// Whether a record is a paragraph, which a segmenter may divide, rather than an item that
    /// somebody has chosen already.
    var isProse: Bool { self == .mediaWiki || self == .tei }
}
