import Markup

/// DocBook, versions 3 to 5: its paragraphs.
///
/// Listings, tables, figures, notes, indexes and what
/// describes the document are left out.
enum DocBookRules: ProseRules {
    static let format = CorpusFormat.docBook
    static let title = "DocBook (<book>, <article>, <chapter>...)"

    static func recognizes(_ root: MarkupRoot) -> Bool {
        if root.namespace == "http://docbook.org/ns/docbook" { return true }
        return root.namespace == nil && roots.contains(root.name)
    }

    static func role(of name: String) -> ProseRole {
        if skipped.contains(name) || name.hasSuffix("info") || name.hasSuffix("synopsis") {
            return .skipped
        }
        switch name {
        case "para", "simpara", "line", "member": return .block
        case "title", "subtitle", "bridgehead", "term": return .heading
        case "quote": return .quotation
        case "inlineequation": return .formula
        case "superscript": return .raised
        case "keycombo", "menuchoice": return .joined
        case "simplelist": return .conditional
        case "sbr": return .space
        default: return .inline
        }
    }

    static func role(_ reader: MarkupReader) -> ProseRole {
        reader.attribute("type") == "inline" ? .joined : .inline
    }

    static func mark(before name: String) -> String {
        switch name {
        case "guimenuitem", "guisubmenu": " \u{2192} "
        case "member": ", "
        default: "+"
        }
    }

    private static let roots: Set<String> = [
        "set", "book", "part", "chapter", "appendix", "preface", "article", "section", "sect1",
        "sect2", "sect3", "refentry", "reference", "glossary", "qandaset", "qandadiv",
        "bibliography", "dedication", "colophon", "simplesect", "topic",
    ]

    private static let skipped: Set<String> = [
        "info", "attribution", "programlisting", "programlistingco", "screen", "screenco",
        "literallayout",
        "synopsis", "address", "table", "informaltable", "figure", "informalfigure",
        "mediaobject", "inlinemediaobject", "graphic", "inlinegraphic", "screenshot",
        "equation", "informalequation", "footnote", "footnoteref", "indexterm",
        "index", "toc", "lot", "bibliography", "biblioentry", "bibliomixed", "remark", "comment",
        "revhistory", "shortcut", "legalnotice", "copyright", "xref", "co", "areaspec", "glosssee",
        "glossseealso", "refmeta", "titleabbrev", "beginpage", "authorblurb", "qandaentrylabel",
    ]
}
