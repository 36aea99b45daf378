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

    /// A JSON document, of which the texts are read to which a path leads.
    case json

    /// A JSON object a line, of which one field is read.
    case jsonLines = "jsonl"

    /// A SMILES string a line, then white space and an identifier.
    case smi

    /// A structure-data file or a mol file, V2000 or V3000: a molecule is a record, as SMILES.
    case sdf

    /// A MediaWiki dump; a paragraph of an article is a record.
    case mediaWiki = "mediawiki"

    /// A TEI document; a paragraph or a line of verse of its body is a record, or an entry of a dictionary.
    case tei

    /// A page of HTML; a paragraph of its main text is a record.
    case html

    /// An article in JATS, its predecessor NLM or BioC's sisters; a paragraph is a record.
    case jats

    /// PubMed's and MEDLINE's citations; titles and abstracts are records.
    case pubMed = "pubmed"

    /// A translation memory; a segment of a language, or a pair of segments, is a record.
    case tmx

    /// An XLIFF document, versions 1 and 2; as for TMX.
    case xliff

    /// A gettext catalogue; as for TMX.
    case po

    /// A DocBook document; a paragraph is a record.
    case docBook = "docbook"

    /// An RSS, RDF or Atom feed; titles and texts of its items are records.
    case feed

    /// Chemical Markup Language; a molecule's SMILES is a record.
    case cml

    /// PubChem's compounds in XML; a SMILES string is a record.
    case pubChem = "pubchem"

    /// DrugBank's drugs; a SMILES string is a record.
    case drugBank = "drugbank"

    /// ChEMBL's answers in XML; a SMILES string is a record.
    case chembl

    /// ChEBI's ontology or its answers; a SMILES string is a record.
    case chebi

    /// Other XML whose elements are chosen by a path.
    case xml
}

extension CorpusFormat {
    /// Whether a record is a paragraph, which a segmenter may divide, rather than an item that
    /// somebody has chosen already.
    var isProse: Bool {
        switch self {
        case .mediaWiki, .tei, .html, .jats, .pubMed, .docBook, .feed: true
        default: false
        }
    }

    /// Whether the format is one of XML.
    var isXML: Bool {
        switch self {
        case .automatic, .text, .csv, .tsv, .json, .jsonLines, .smi, .sdf, .html, .po: false
        default: true
        }
    }
}
