extension CorpusFormat {
    /// What the user is told of options that files of this format cannot follow.
    func notes(onUnused options: CorpusOptions) -> [String] {
        var notes: [String] = []
        if options.selection != nil, !hasFields {
            notes.append("\(rawValue) is read without fields; --select was not used")
        }
        if !options.languages.isEmpty, !hasLanguages {
            notes.append("\(rawValue) is read whatever its languages; --language was not used")
        }
        if options.includesHeadings, !hasHeadings {
            notes.append("\(rawValue) is read without headings; --headings was not used")
        }
        return notes
    }

    /// Whether there are headings that are read on demand.
    private var hasHeadings: Bool {
        switch self {
        case .mediaWiki, .tei, .html, .jats, .docBook: true
        default: false
        }
    }

    /// Whether a field of the records can be chosen.
    private var hasFields: Bool {
        switch self {
        case .csv, .tsv, .json, .jsonLines, .sdf, .xml: true
        default: false
        }
    }

    /// Whether texts are told apart by their language.
    private var hasLanguages: Bool {
        switch self {
        case .tmx, .xliff, .po, .tei: true
        default: false
        }
    }
}
