import Markup

/// A text that a dialect found in a document.
struct Passage {
    /// The text, without markup; white space is not yet normalised.
    var text: String

    /// The document's name for it.
    var identifier: String?

    /// The line on which it starts, from 1.
    var line: Int
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
    static func recognizes(root: String, namespace: String?) -> Bool

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
    static var all: [any MarkupDialect.Type] { [MediaWikiDialect.self, TEIDialect.self] }
}
