import Markup

/// A text that a dialect found in a document.
struct Passage {
    /// The text, without markup; white space is not yet normalised.
    var text: String

    /// The same in another language, where the records are pairs.
    var counterpart: String?

    /// The document's name for it.
    var identifier: String?

    /// The line on which it starts, from 1.
    var line: Int

    /// Why it cannot be a record, and what exactly is wrong; `text` is then an excerpt.
    var rejection: (reason: Reject.Reason, detail: String)?
}

/// The root element of a document, by which its dialect is told.
struct MarkupRoot {
    var name: String
    var namespace: String?
    var attributes: [(name: String, value: String)] = []
}

/// An XML dialect: markup events in, passages out.
///
/// A dialect is a value that sees every event of a document, the root's start first, and appends a
/// passage as soon as it is whole.
protocol MarkupDialect {
    /// The format that the dialect reads.
    static var format: CorpusFormat { get }

    /// What the dialect is called in messages, with its root element.
    static var title: String { get }

    /// Whether a document with this root element is of the dialect.
    static func recognizes(_ root: MarkupRoot) -> Bool

    /// Starts a document.
    init(options: CorpusOptions)

    /// Takes the event that the reader is at.
    mutating func consume(
        _ event: MarkupReader.Event,
        of reader: MarkupReader,
        into passages: inout [Passage]
    )
}

/// The dialects that are read.
///
/// A new one is a file of its own and a word here.
enum MarkupDialects {
    static var all: [any MarkupDialect.Type] {
        [
            MediaWikiDialect.self, TEIDialect.self, ProseDialect<JATSRules>.self,
            ProseDialect<PubMedRules>.self, TMXDialect.self, XLIFFDialect.self,
            MoleculeDialect<ChEBIRules>.self, MoleculeDialect<ChEBIServiceRules>.self,
            FeedDialect.self,
            MoleculeDialect<PubChemRules>.self, MoleculeDialect<PubChemTableRules>.self,
            MoleculeDialect<DrugBankRules>.self, MoleculeDialect<ChEMBLRules>.self,
            MoleculeDialect<HMDBRules>.self, CMLDialect.self, ProseDialect<DocBookRules>.self,
        ]
    }
}
