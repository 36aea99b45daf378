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

    /// The name of the first element inside, if it is near.
    var firstChild: String?
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

    /// What to say of a document in which nothing was read, if more than that is known.
    var emptyReason: String? { get }

    /// Starts a document.
    init(options: CorpusOptions)

    /// Takes the start of the element that the reader is at.
    mutating func start(_ reader: MarkupReader, into passages: inout Passages)

    /// Takes the part of a text that the reader is at.
    mutating func characters(of reader: MarkupReader)

    /// Takes the end of the element that the reader is at.
    mutating func end(_ reader: MarkupReader, into passages: inout Passages)
}

extension MarkupDialect {
    var emptyReason: String? { nil }
}

/// One of the dialects by which documents are told.
///
/// It holds functions rather than the dialect's type, because what is reached through a type that is known
/// only when the program runs is compiled once for all dialects, and much slower.
struct KnownDialect {
    /// The format that the dialect reads.
    let format: CorpusFormat

    /// What the dialect is called in messages.
    let title: String

    /// Whether a document with this root element is of the dialect.
    let recognizes: (MarkupRoot) -> Bool

    /// Makes the parser of a document whose reader is at the root element.
    let parser: (MarkupReader, ByteStream, CorpusOptions) -> MarkupParser

    init<Dialect: MarkupDialect>(_ dialect: Dialect.Type) {
        format = Dialect.format
        title = Dialect.title
        recognizes = { Dialect.recognizes($0) }
        parser = { MarkupParser($0, of: $1, dialect: Dialect(options: $2), options: $2) }
    }
}

/// The dialects that are read.
///
/// A new one is a file of its own and a word here.
enum MarkupDialects {
    static var all: [KnownDialect] {
        [
            KnownDialect(MediaWikiDialect.self), KnownDialect(TEIDialect.self),
            KnownDialect(ProseDialect<JATSRules>.self),
            KnownDialect(ProseDialect<PubMedRules>.self),
            KnownDialect(TMXDialect.self), KnownDialect(XLIFFDialect.self),
            KnownDialect(MoleculeDialect<ChEBIRules>.self),
            KnownDialect(MoleculeDialect<ChEBIServiceRules>.self), KnownDialect(FeedDialect.self),
            KnownDialect(MoleculeDialect<PubChemRules>.self),
            KnownDialect(MoleculeDialect<PubChemTableRules>.self),
            KnownDialect(MoleculeDialect<DrugBankRules>.self),
            KnownDialect(MoleculeDialect<ChEMBLRules>.self),
            KnownDialect(MoleculeDialect<HMDBRules>.self), KnownDialect(CMLDialect.self),
            KnownDialect(ProseDialect<DocBookRules>.self),
        ]
    }
}
