import Corpora
import Testing

struct QuotationTests {
    private static func page(_ paragraph: String, language: String = "en") -> String {
        "<html lang='\(language)'><body><p>\(paragraph)</p></body></html>"
    }

    @Test(arguments: [
        ("She said <q>yes, it is</q>.", "She said \u{201C}yes, it is\u{201D}."),
        ("<q>I <q>see</q> it</q>, he said.", "\u{201C}I \u{2018}see\u{2019} it\u{201D}, he said."),
        ("<q><q>No</q></q>, he said.", "\u{201C}\u{2018}No\u{2019}\u{201D}, he said."),
        ("A<q> spaced </q>text, here.", "A \u{201C}spaced\u{201D} text, here."),
        (
            "A <q>\"marked\"</q> text, \u{AB}<q>too</q>\u{BB}.",
            "A \"marked\" text, \u{AB}too\u{BB}."
        ),
        ("He came, <q>\u{2014} Well,</q> he said.", "He came, \u{2014} Well, he said."),
        ("He came, <q><b></b> </q> and went.", "He came, and went."),
    ])
    func quotationsOfAPageHaveMarks(paragraph: String, text: String) {
        #expect(read(Self.page(paragraph)).texts == [text])
    }

    @Test(arguments: [
        ("de", "\u{201E}Ja, \u{201A}so\u{2018} ist es.\u{201C}"),
        ("fr", "\u{AB}Ja, \u{AB}so\u{BB} ist es.\u{BB}"),
        ("xx", "\u{201C}Ja, \u{2018}so\u{2019} ist es.\u{201D}"),
    ])
    func marksAreThoseOfTheLanguageOfTheDocument(language: String, text: String) {
        let page = Self.page("<q>Ja, <q>so</q> ist es.</q>", language: language)
        #expect(read(page).texts == [text])
        let book =
            "<book lang='\(language)'><para><quote>Ja, <quote>so</quote> ist es.</quote></para></book>"
        #expect(read(book).texts == [text])
        let edition = """
            <TEI xml:lang='\(language)'><text><body><p><said>Ja, <soCalled>so</soCalled> ist es.</said></p></body></text></TEI>
            """
        #expect(read(edition).texts == [text])
    }

    @Test func quotationsOfWholeBlocksHaveNone() {
        let edition = """
            <TEI><text><body><q><p>One.</p><p>Two.</p></q><p>Three: <q><l>Four</l></q> Five.</p><quote>Six.</quote>
            </body></text></TEI>
            """
        let texts = ["One.", "Two.", "Three:", "Four", "Five.", "Six."]
        #expect(read(edition).texts == texts)
        let book = "<book><para>One: <quote><para>Two.</para></quote> Three.</para></book>"
        #expect(read(book).texts == ["One:", "Two.", "Three."])
    }

    @Test func annotatedWordsMayBeQuoted() {
        let edition = """
            <TEI><text><body><p><w>He</w> <q><w>came</w><pc>,</pc></q> <w>she</w> <w>said</w></p></body></text></TEI>
            """
        #expect(read(edition).texts == ["He \u{201C}came,\u{201D} she said"])
    }
}
