import Synchronization
import UnicodeText

extension CorpusOptions {
    /// A segmenter that divides texts into sentences.
    ///
    /// The boundaries are those of Unicode's annex 29 without the ones after abbreviations that CLDR
    /// has for the language (`Mr.`, `etc.`), after initials (`J. Smith`) and after German ordinals
    /// (`am 3. Mai`); in lower case, direct speech goes on with what follows it, and so does a sentence that began
    /// with a capital (`Poor Ann! she wept.`, but not `hi! how are you?`). Marks that close after a space, as in French,
    /// end the sentence before them, and those that open after a Japanese one begin the next.
    ///
    ///     let options = CorpusOptions(segmenter: CorpusOptions.sentences(locale: "en"))
    ///
    /// - Parameter locale: The language, such as `en` or `fr`.
    /// - Returns: A segmenter, which may be called from any thread.
    public static func sentences(locale: String = "en") -> @Sendable (String) -> [String] {
        let division = SentenceDivision(locale: locale)
        return { division.sentences(of: $0) }
    }
}

/// ICU's sentence breaker behind a lock.
private final class SentenceDivision: Sendable {
    private let segmenter: Mutex<Segmenter>
    private let abbreviations: Abbreviations
    private let titles: Set<String>
    private let hasOrdinals: Bool

    init(locale: String) {
        let language = locale.prefix { $0 != "-" && $0 != "_" && $0 != "@" }
        abbreviations = Abbreviations(locale: locale)
        titles = Self.titles.union(Self.ownAbbreviations[String(language)] ?? [])
        hasOrdinals = language == "de"
        segmenter = Mutex(Segmenter(.sentences, locale: locale))
    }

    func sentences(of text: String) -> [String] {
        let parts = segmenter.withLock { $0.segments(of: text).map(String.init) }
        var sentences: [String] = []
        for var part in parts {
            if !sentences.isEmpty {
                SentenceMarks.settle(&sentences[sentences.count - 1], &part)
            }
            if let last = sentences.last, goesOn(last, with: part) {
                sentences[sentences.count - 1] = last + part
            } else {
                sentences.append(part)
            }
        }
        return sentences.map { $0.trimmingSpaces() }.filter { !$0.isEmpty }
    }

    private func goesOn(_ sentence: String, with next: String) -> Bool {
        if Self.endsWithInitial(sentence) || endsWithTitle(sentence)
            || abbreviations.end(sentence, before: next)
            || (hasOrdinals && GermanOrdinals.end(sentence, before: next))
        {
            return true
        }
        guard next.first?.isLowercase == true else { return false }
        return Self.endsWithSpeech(sentence) || Self.startsWithCapital(sentence)
    }

    /// Whether a text ends with an abbreviation that stands before a name or a number.
    private func endsWithTitle(_ text: String) -> Bool {
        let word = text.trimmingSpaces().split { $0 == " " || $0 == "(" }.last ?? ""
        return titles.contains(String(word))
    }

    private static let titles: Set<String> = [
        "Dr.", "Prof.", "St.", "Gen.", "Col.", "Capt.", "Lt.", "Sgt.", "Rev.", "Gov.", "Sen.",
        "Mt.",
        "Ft.", "No.", "vs.", "ca.", "cf.", "Fig.", "Vol.", "pp.", "p.",
    ]

    /// What else stands before a capital in a language, where CLDR's list has it without its space.
    private static let ownAbbreviations: [String: Set<String>] = [
        "de": ["z.", "d.", "i.", "o.", "u.", "Nr.", "Hr.", "Fr."]
    ]

    /// Whether a text ends with a mark that closes direct speech, as before "he asked".
    private static func endsWithSpeech(_ text: String) -> Bool {
        let marks: Set<Character> = ["\"", "'", "\u{201D}", "\u{2019}", "\u{BB}", "\u{201C}"]
        return text.last(where: { !$0.isWhitespace }).map(marks.contains) ?? false
    }

    /// Whether the first letter of a text is a capital, so that its writer distinguishes them.
    private static func startsWithCapital(_ text: String) -> Bool {
        text.first(where: \.isLetter)?.isUppercase == true
    }

    /// Whether a text ends with a single capital letter and a full stop.
    private static func endsWithInitial(_ text: String) -> Bool {
        let end = text.trimmingSpaces().suffix(3)
        guard end.count >= 2, end.last == ".", let letter = end.dropLast().last else {
            return false
        }
        let before = end.count == 3 ? end.first : " "
        return letter.isUppercase && letter != "I"
            && (before == " " || before == "(" || before == ".")
    }
}
