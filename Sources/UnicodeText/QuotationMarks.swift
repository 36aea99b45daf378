internal import CICU

/// The marks that a language puts around quotations, and around quotations inside them (CLDR).
public struct QuotationMarks: Hashable, Sendable {
    /// The marks before and after a quotation.
    public let outer: Pair

    /// The marks before and after a quotation inside another.
    public let inner: Pair

    /// A mark before and one after.
    public struct Pair: Hashable, Sendable {
        /// The mark before.
        public let start: String

        /// The mark after.
        public let end: String
    }

    /// The marks of English.
    public static let english = QuotationMarks(locale: "en")

    /// The marks of a locale; those of a language that ICU does not know are English.
    public init(locale: String) {
        let isKnown = LocaleCode.languageName(of: locale) != nil
        let locale = isKnown ? locale : "en"
        outer = Self.pair(locale, isInner: false)
        inner = Self.pair(locale, isInner: true)
    }

    private static func pair(_ locale: String, isInner: Bool) -> Pair {
        func mark(isEnd: Bool) -> String {
            LocaleCode.text { cicu_quotation_mark(locale, isInner ? 1 : 0, isEnd ? 1 : 0, $0, $1) }
                ?? "\""
        }
        return Pair(start: mark(isEnd: false), end: mark(isEnd: true))
    }
}
