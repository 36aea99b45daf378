import Corpora
import Testing

/// Entries of TEI dictionaries that tell the languages of their texts, and examples.
struct DictionaryTests {
    private static let document = """
        <TEI><text><body><entry><form><orth>house</orth></form>
        <sense><cit type='trans' xml:lang='de'><quote>Haus</quote></cit>
        <cit type='trans' xml:lang='fr'><quote>maison</quote></cit><def>a building</def>
        <cit type='example'><quote>My house.</quote><cit type='trans' xml:lang='de'><quote>Mein Haus.</quote>
        </cit></cit></sense></entry>
        <entry><form><orth>bank</orth></form><cit type='trans' xml:lang='de'><quote>Ufer</quote></cit></entry>
        </body></text></TEI>
        """

    private func texts(_ languages: [String], _ document: String = document) -> [String] {
        read(document, options: CorpusOptions(languages: languages)).records.map { record in
            record.counterpart.map { "\(record.text) = \($0)" } ?? record.text
        }
    }

    @Test func textsOfALanguageAreThoseThatSaySo() {
        #expect(texts(["de"]) == ["Haus", "Mein Haus.", "Ufer"])
        #expect(texts(["fr"]) == ["maison", "bank"])
        #expect(texts(["en"]) == ["house", "My house.", "bank"])
    }

    @Test func translationsArePairedWithWhatTheyTranslate() {
        let pairs = ["house = Haus", "house = a building", "My house. = Mein Haus.", "bank = Ufer"]
        #expect(texts(["en", "de"]) == pairs)
        #expect(texts(["de", "en"]).first == "Haus = house")
        #expect(texts(["en", "fr"]) == ["house = maison", "house = a building"])
    }

    @Test(arguments: ["English-Russian FreeDict Dictionary", "English \u{2013} Russian"])
    func theTitleTellsTheLanguagesWhereNothingElseDoes(title: String) {
        let document = """
            <TEI><teiHeader><fileDesc><titleStmt><title>\(title)</title><title>French</title></titleStmt></fileDesc>
            </teiHeader><text><body><entry><form><orth>winter</orth></form><sense><cit type='trans'><quote>зима</quote></cit>
            <def>a season</def><cit type='example'><quote>It is winter.</quote><cit type='trans'><quote>Зима.</quote>
            </cit></cit></sense></entry></body></text></TEI>
            """
        #expect(texts(["en"], document) == ["winter", "It is winter."])
        #expect(texts(["ru"], document) == ["зима", "Зима."])
        let pairs = ["winter = зима", "winter = a season", "It is winter. = Зима."]
        #expect(texts(["eng", "rus"], document) == pairs)
        #expect(texts(["ru", "en"], document).first == "зима = winter")
        #expect(texts(["ru", "en"], document).last == "Зима. = It is winter.")
    }

    @Test func theNearestElementTellsTheLanguage() {
        let document = """
            <TEI><teiHeader xml:lang='fr'/><text><body xml:lang='en'><entry><form xml:lang='sr'><orth>зима</orth>
            </form><sense><cit type='trans'><quote>winter</quote></cit></sense></entry></body></text></TEI>
            """
        #expect(texts(["sr"], document) == ["зима"])
        #expect(texts(["en"], document) == ["winter"])
        #expect(texts(["sr", "en"], document) == ["зима = winter"])
        #expect(texts(["en", "sr"], document) == ["winter = зима"])
        #expect(texts(["fr"], document).isEmpty)
    }
}
