import Markup

/// MediaWiki's export format, in which Wikipedia and its sisters publish their dumps.
///
/// The passages are the paragraphs of articles: pages of namespace 0 that are no redirects. Of a page
/// with several revisions the last is read.
struct MediaWikiDialect: MarkupDialect {
    static let format = CorpusFormat.mediaWiki
    static let title = "MediaWiki (<mediawiki>)"

    static func recognizes(_ root: MarkupRoot) -> Bool {
        root.name == "mediawiki"
    }

    /// The elements of a page whose texts are used.
    private enum Field: String {
        case title, ns, model, text, namespace
    }

    private let includesHeadings: Bool
    private var markup = WikitextMarkup()
    private var field: Field?
    private var value: [UInt8] = []
    private var namespaceKey: Int?
    private var page = WikiPage()

    init(options: CorpusOptions) {
        includesHeadings = options.includesHeadings
    }

    mutating func consume(
        _ event: MarkupReader.Event,
        of reader: MarkupReader,
        into passages: inout [Passage]
    ) {
        switch event {
        case .text: if field != nil { value.append(contentsOf: reader.textBytes) }
        case .start: start(reader)
        case .end: end(reader, into: &passages)
        }
    }

    private mutating func start(_ reader: MarkupReader) {
        let name = reader.name
        switch name {
        case "page": page = WikiPage()
        case "redirect": page.isRedirect = true
        case "namespace": namespaceKey = reader.attribute("key").flatMap { Int($0) }
        default: break
        }
        field = Field(rawValue: name)
        if field == .text { page.line = reader.line }
        value.removeAll(keepingCapacity: true)
    }

    private mutating func end(_ reader: MarkupReader, into passages: inout [Passage]) {
        if reader.name == "page" { finishPage(into: &passages) }
        guard let field else { return }
        let text = { [value] in String(decoding: value, as: UTF8.self) }
        switch field {
        case .title: page.title = text()
        case .ns: page.namespace = Int(text())
        case .model: page.isWikitext = text() == "wikitext"
        case .text: swap(&page.text, &value)
        case .namespace: addNamespace(text())
        }
        self.field = nil
    }

    /// A wiki's own names of the namespaces for files (6), media (-2) and categories (14).
    private mutating func addNamespace(_ name: String) {
        guard let key = namespaceKey, [-2, 6, 14].contains(key), !name.isEmpty else { return }
        markup.hiddenNamespaces.insert(name.lowercased())
    }

    private mutating func finishPage(into passages: inout [Passage]) {
        guard page.isArticle else { return }
        var parser = WikitextParser(page.text, markup: markup, includesHeadings: includesHeadings)
        for paragraph in parser.paragraphs() {
            passages.append(
                Passage(
                    text: paragraph.text,
                    identifier: page.title.isEmpty ? nil : page.title,
                    line: page.line + paragraph.line
                )
            )
        }
        page = WikiPage()
    }
}

/// A page while its elements arrive.
private struct WikiPage {
    var title = ""
    var namespace: Int?
    var isRedirect = false
    var isWikitext = true
    var text: [UInt8] = []
    var line = 1

    var isArticle: Bool {
        (namespace ?? 0) == 0 && !isRedirect && isWikitext
            && !text.prefix(9).elementsEqual("#REDIRECT".utf8)
    }
}
