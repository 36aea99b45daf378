import Markup

/// PubMed's and MEDLINE's citations: titles and the parts of abstracts.
enum PubMedRules: ProseRules {
    static let format = CorpusFormat.pubMed
    static let title = "PubMed (<PubmedArticleSet>, <MedlineCitationSet>)"

    /// The titles of articles in other languages are translated and stand in brackets.
    static let hasBracketedTexts = true

    static func recognizes(_ root: MarkupRoot) -> Bool {
        [
            "PubmedArticleSet", "PubmedArticle", "MedlineCitationSet", "MedlineCitation",
            "PubmedBookArticleSet", "PubmedBookArticle",
        ].contains(root.name)
    }

    static func role(of name: String) -> ProseRole {
        switch name {
        case "ArticleTitle", "AbstractText", "BookTitle": .block
        case "PMID": .identifier
        case "math": .formula
        case "sup": .raised
        case "CommentsCorrectionsList", "CommentsCorrections", "ReferenceList", "OtherAbstract",
            "CopyrightInformation", "AuthorList", "MeshHeadingList", "PubmedData",
            "VernacularTitle",
            "DataBankList", "GrantList", "ChemicalList", "KeywordList", "Journal":
            .skipped
        default: .inline
        }
    }
}
