import Markup

/// JATS, the tag suite of journal articles, and NLM's before it.
///
/// Read are the title, the abstract, and the paragraphs of the body, those in boxes included. Tables, figures,
/// formulas other than those within sentences that read as a text (``InlineFormula``), and references are left out, and so are
/// citations that are not words of a sentence (``Citations``).
enum JATSRules: ProseRules {
    static let format = CorpusFormat.jats
    static let title = "JATS (<article> with <front> or <body>, <pmc-articleset>)"

    static func recognizes(_ root: MarkupRoot) -> Bool {
        if root.name == "pmc-articleset" { return true }
        guard root.name == "article" else { return false }
        let marks: Set<String> = ["article-type", "dtd-version"]
        return root.attributes.contains { marks.contains($0.name) }
            || firstElements.contains(root.firstChild ?? "")
    }

    /// With what an article begins here, but not in DocBook, whose root has the same name.
    private static let firstElements: Set<String> = [
        "processing-meta", "front", "front-stub", "body", "back",
    ]

    static func role(of name: String) -> ProseRole {
        if conditional.contains(name) { return .conditional }
        if skipped.contains(name) { return .skipped }
        switch name {
        case "p", "article-title", "subtitle", "verse-line": return .block
        case "title", "sec-title", "term": return .heading
        case "article-id": return .identifier
        case "break", "hr": return .space
        case "sup": return .raised
        case "inline-formula", "math", "tex-math": return .formula
        default: return .inline
        }
    }

    static func role(_ reader: MarkupReader) -> ProseRole {
        guard reader.name == "xref" else {
            let kind = reader.attribute("abstract-type")?.lowercased() ?? ""
            return repeating.contains(kind) ? .skipped : .inline
        }
        switch reader.attribute("ref-type") {
        case "bibr", nil: return .citation
        case "fn", "aff", "corresp", "author-notes", "table-fn": return .skipped
        default: return .inline
        }
    }

    /// The kinds of abstracts that repeat the main one, or stand for it in a table of contents.
    private static let repeating: Set<String> = [
        "ascii", "graphical", "graphical-abstract", "precis", "short", "stereochemical", "teaser",
        "toc", "toc-blurb", "video", "video-abstract",
    ]

    private static let conditional: Set<String> = ["xref", "abstract"]

    private static let skipped: Set<String> = [
        "journal-meta", "contrib-group", "aff", "author-notes", "pub-date", "permissions",
        "history", "kwd-group", "counts", "custom-meta-group", "custom-meta-wrap",
        "related-article", "self-uri", "supplementary-material", "funding-group", "trans-title",
        "trans-title-group", "trans-abstract", "subj-group", "article-categories", "ref-list",
        "ref", "ack", "fn-group", "fn", "app-group", "glossary", "back", "table-wrap", "table",
        "table-wrap-group", "fig", "fig-group", "disp-formula",
        "disp-formula-group", "label", "object-id",
        "graphic", "inline-graphic", "media", "alternatives", "preformat", "code", "alt-title",
        "related-object", "processing-meta", "chem-struct-wrap", "product",
    ]
}
