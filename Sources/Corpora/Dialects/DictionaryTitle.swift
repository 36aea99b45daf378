internal import UnicodeText

/// The languages of a dictionary's headwords and translations, as far as its title names them, as in
/// `English-Russian Dictionary`.
struct DictionaryTitle {
    /// The side of a dictionary on which texts of a language stand.
    enum Side { case headwords, translations }

    private let words: [String]

    init(_ title: String) {
        words = Self.words(title)
    }

    /// The side on which texts of a language stand, by its English name, or nil where the title does not tell:
    /// the title begins with the language of the headwords, and that of the translations follows.
    func side(of code: String) -> Side? {
        guard let name = LocaleCode.languageName(of: code) else { return nil }
        let names = Self.words(name)
        let starts = words.indices.filter { words[$0...].starts(with: names) }
        guard let start = starts.first, starts.count == 1 else { return nil }
        return start == 0 ? .headwords : .translations
    }

    private static func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter }.map(String.init)
    }
}
