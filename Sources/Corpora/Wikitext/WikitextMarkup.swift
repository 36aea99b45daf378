/// What the words of wikitext mean on one wiki.
struct WikitextMarkup {
    /// The namespaces whose links show nothing, or a picture, in the text; in lower case.
    var hiddenNamespaces: Set<String> = ["file", "image", "media", "category"]

    /// Which templates show something.
    let templates = WikitextTemplateNames()

    /// The tags whose contents are no prose.
    static let hiddenTags: Set<String> = [
        "ref", "references", "gallery", "timeline", "score", "syntaxhighlight", "source", "pre",
        "chem", "ce", "imagemap", "hiero", "graph", "templatedata", "style", "script",
        "includeonly", "mapframe", "maplink", "categorytree", "inputbox", "section", "table",
    ]

    /// The tags that end a paragraph.
    static let blockTags: Set<String> = [
        "p", "div", "blockquote", "li", "ul", "ol", "dl", "dd", "dt", "center", "poem", "h1", "h2",
        "h3", "h4", "h5", "h6", "hr",
    ]

    /// The sections whose lists are references and links.
    static let reference: Set<String> = [
        "references", "notes", "footnotes", "citations", "sources", "bibliography", "see also",
        "further reading", "external links", "works cited", "works", "publications",
        "discography", "filmography", "notes and references",
    ]

    /// Whether a link shows nothing where it stands.
    func isHidden(target: some StringProtocol, hasLabel: Bool) -> Bool {
        guard let colon = target.firstIndex(of: ":"), colon != target.startIndex else {
            return false
        }
        let prefix = target[..<colon].lowercased().trimmingSpaces()
        if hiddenNamespaces.contains(prefix) { return true }
        // A link to the same article in another language.
        return !hasLabel && target[..<colon] == prefix && Self.isLanguage(prefix)
    }

    /// Whether a prefix is a language's, such as `fr`, `ceb` or `be-x-old`.
    private static func isLanguage(_ prefix: String) -> Bool {
        let isCode = prefix.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "-") }
        return isCode && ((2...3).contains(prefix.count) || prefix.contains("-"))
    }
}

extension String {
    /// The text without white space at both ends.
    func trimmingSpaces() -> String {
        if let first = utf8.first, let last = utf8.last, first.isVisible, last.isVisible {
            return self
        }
        let start = firstIndex { !$0.isWhitespace } ?? endIndex
        let end = lastIndex { !$0.isWhitespace }.map(index(after:)) ?? start
        return String(self[start..<end])
    }
}

extension UInt8 {
    /// Whether the byte is a character of ASCII that can be seen.
    fileprivate var isVisible: Bool { self > 0x20 && self < 0x7F }
}
