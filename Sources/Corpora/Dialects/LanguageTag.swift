/// A language that is asked for, such as `en` or `pt-BR`.
struct LanguageTag: Hashable {
    private let parts: [String]

    init(_ code: String) {
        parts = Self.parts(code)
    }

    /// Whether a text marked with a code is in the language: `en` asks for `EN-US` too.
    func matches(_ code: String) -> Bool {
        Self.parts(code).starts(with: parts)
    }

    private static func parts(_ code: String) -> [String] {
        code.lowercased().split { $0 == "-" || $0 == "_" }.map(String.init)
    }
}

/// Chooses from the texts that say the same in several languages.
struct LanguageChoice {
    private let wanted: [LanguageTag]
    private let codes: [String]
    private var found: [String] = []

    /// A choice of the languages that were asked for; none asks for all.
    init(_ codes: [String]) {
        self.codes = codes
        wanted = codes.map(LanguageTag.init)
    }

    /// What to say where no text was chosen.
    var emptyReason: String? {
        guard !wanted.isEmpty, !found.isEmpty else { return nil }
        let names = codes.map { "'\($0)'" }.joined(separator: " with one in ")
        return "no text is in \(names); the languages are: \(FieldNames.list(found))"
    }

    /// Which of the texts in some languages are read: one for each language that was asked for; nil
    /// where one is missing.
    mutating func numbers(among languages: [String]) -> [Int]? {
        FieldNames.remember(languages, in: &found)
        let chosen = wanted.compactMap { tag in languages.firstIndex { tag.matches($0) } }
        return chosen.count == wanted.count ? chosen : nil
    }

    /// The passages of texts that belong together: each of them, the one in the language, or the pair.
    mutating func passages(
        of texts: [(language: String, text: String)],
        identifier: String?,
        line: Int
    ) -> [Passage] {
        if wanted.isEmpty {
            return texts.map { Passage(text: $0.text, identifier: identifier, line: line) }
        }
        guard let chosen = numbers(among: texts.map(\.language)) else { return [] }
        return [
            Passage(
                text: texts[chosen[0]].text,
                counterpart: chosen.count > 1 ? texts[chosen[1]].text : nil,
                identifier: identifier,
                line: line
            )
        ]
    }
}
