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

    private enum Element: String, CaseIterable {
        case page, redirect, title, ns, model, text, namespace
    }

    private var parser: WikitextParser
    private var elements = ElementTable<Element>()

    /// The element whose text is used.
    private var field: Element?
    private var value: [UInt8] = []
    private static let maximumValueBytes = 1 << 16
    private var namespaceKey: Int?
    private var page = WikiPage()

    init(options: CorpusOptions) {
        parser = WikitextParser(includesHeadings: options.includesHeadings)
    }

    mutating func characters(of reader: MarkupReader) {
        switch field {
        case .text: if page.mayBeArticle { page.add(reader.textBytes) }
        case .title, .ns, .model, .namespace:
            if value.count <= Self.maximumValueBytes { value.append(contentsOf: reader.textBytes) }
        case .page, .redirect, nil: break
        }
    }

    mutating func start(_ reader: MarkupReader, into passages: inout Passages) {
        field = elements[reader]
        switch field {
        case .page: page.clear()
        case .redirect: page.isRedirect = true
        case .namespace: namespaceKey = reader.attribute("key").flatMap { Int($0) }
        case .text: page.startText(line: reader.line)
        case .title, .ns, .model, nil: break
        }
        if !value.isEmpty { value.removeAll(keepingCapacity: true) }
    }

    mutating func end(_ reader: MarkupReader, into passages: inout Passages) {
        if elements[reader] == .page { finishPage(into: &passages) }
        guard let field else { return }
        switch field {
        case .title: swap(&page.title, &value)
        case .ns: page.namespace = Int(valueText)
        case .model: page.isWikitext = value.elementsEqual("wikitext".utf8)
        case .namespace: addNamespace(valueText)
        case .page, .redirect, .text: break
        }
        self.field = nil
    }

    private var valueText: String { String(decoding: value, as: UTF8.self) }

    /// A wiki's own names of the namespaces for files (6), media (-2) and categories (14).
    private mutating func addNamespace(_ name: String) {
        guard let key = namespaceKey, [-2, 6, 14].contains(key), !name.isEmpty else { return }
        parser.hideNamespace(name)
    }

    private mutating func finishPage(into passages: inout Passages) {
        guard page.isArticle else { return }
        guard page.text.count <= WikiPage.maximumBytes else {
            let detail = "the page is longer than \(WikiPage.maximumBytes) bytes"
            let start = String(decoding: page.text.prefix(100), as: UTF8.self)
            passages.append(Passage(text: start, line: page.line, rejection: (.tooLong, detail)))
            page.clear()
            return
        }
        let title = page.title.isEmpty ? nil : page.title
        parser.read(page.text, title: title, line: page.line, into: &passages)
        page.clear()
    }
}

/// A page while its elements arrive.
private struct WikiPage {
    var title: [UInt8] = []
    var namespace: Int?
    var isRedirect = false
    var isWikitext = true
    private(set) var text: [UInt8] = []
    var line = 1

    /// Eight times what MediaWiki lets a page have by default.
    static let maximumBytes = 16 << 20

    /// Starts another page in the same memory.
    mutating func clear() {
        text.removeAll(keepingCapacity: true)
        (title, namespace, isRedirect, isWikitext, line) = ([], nil, false, true, 1)
    }

    /// Adds a part of the text; of what is too long, only so much that this can be told.
    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
        if text.count <= Self.maximumBytes { text.append(contentsOf: bytes) }
    }

    /// Starts the text of a revision.
    mutating func startText(line: Int) {
        self.line = line
        text.removeAll(keepingCapacity: true)
    }

    /// Whether nothing that came before the text says that it is not an article's.
    var mayBeArticle: Bool { (namespace ?? 0) == 0 && !isRedirect }

    var isArticle: Bool {
        mayBeArticle && isWikitext && !text.prefix(9).elementsEqual("#REDIRECT".utf8)
    }
}
