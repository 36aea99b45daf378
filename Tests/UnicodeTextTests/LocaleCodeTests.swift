import Testing
import UnicodeText

struct LocaleCodeTests {
    @Test(arguments: [
        ("tr", "Turkish"), ("tur", "Turkish"), ("zh-Hant", "Chinese"), ("de_CH", "German"),
        ("ckb", "Central Kurdish"),
    ])
    func languagesHaveNames(code: String, name: String) {
        #expect(LocaleCode.languageName(of: code) == name)
    }

    @Test(arguments: ["xx", "xx_QQ", "german", "qqq"])
    func unknownLanguagesHaveNone(code: String) {
        #expect(LocaleCode.languageName(of: code) == nil)
    }

    @Test func quotationMarksAreThoseOfALanguage() {
        #expect(QuotationMarks.english.outer == QuotationMarks(locale: "en-GB").outer)
        #expect(QuotationMarks(locale: "de").outer.start == "\u{201E}")
        #expect(QuotationMarks(locale: "ja").inner.end == "\u{300F}")
        #expect(QuotationMarks(locale: "xx") == .english)
    }
}
