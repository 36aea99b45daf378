import Corpora
import DurableFiles
import Testing

struct DialectTests {
    private func read(_ name: String, _ options: CorpusOptions = CorpusOptions()) throws -> Reading
    {
        CorporaTests.read(try FileContents.read(fixture(name)), as: name, options: options)
    }

    @Test func articlesBecomeParagraphsWithTheirTitlesAndLines() throws {
        let reading = try read("articles.xml")
        #expect(
            reading.texts == [
                "A lighthouse (pharus) is a tower with a lamp. It costs 5 to 6 km of cable.",
                "The first tower stood near Alexandrias harbour, they say.",
                "It burned oil.", "Later it burned gas.",
            ]
        )
        #expect(Set(reading.records.map(\.identifier)) == ["Lighthouse"])
        #expect(reading.lines == [24, 31, 33, 35])
        #expect(reading.fault == nil)
    }

    @Test func headingsOfArticlesAreReadOnDemand() throws {
        let reading = try read("articles.xml", CorpusOptions(includesHeadings: true))
        #expect(reading.texts.contains("History") && reading.texts.contains("See also"))
    }

    @Test(arguments: [
        ("it.\u{A0} I", "it. I"), ("it. \u{A0}\n I", "it. I"), ("a\u{A0}\u{A0}b", "a b"),
        ("\u{A0}a\u{A0}", "a"), ("Qui\u{A0}?", "Qui\u{A0}?"), ("Qui\u{A0}<hi>?</hi>", "Qui\u{A0}?"),
        ("Qui<hi>\u{A0}</hi>\u{A0}?", "Qui ?"),
        ("\u{AB}\u{A0}Oui\u{A0};\u{A0}\u{BB} dit", "\u{AB}\u{A0}Oui\u{A0};\u{A0}\u{BB} dit"),
    ])
    func onlyANoBreakSpaceAloneBetweenWordsStays(paragraph: String, text: String) {
        let document = "<TEI><text><body><p>\(paragraph)</p></body></text></TEI>"
        #expect(CorporaTests.read(document).texts == [text])
    }

    @Test func aNovelBecomesTheParagraphsOfItsBody() throws {
        let reading = try read("novel.xml")
        #expect(
            reading.texts == [
                "The ferry left at nine, as it always did. The lighthouse was dark, the windows too.",
                "\u{201C}Late,\u{201D} said the captain.", "The tide is out,", "the tide is in.",
            ]
        )
        #expect(reading.lines == [10, 13, 15, 16])
        #expect(reading.records.first?.identifier == "N1")
    }

    @Test func headingsOfANovelAreReadOnDemand() throws {
        let reading = try read("novel.xml", CorpusOptions(includesHeadings: true))
        #expect(reading.texts.first == "Chapter One" && reading.texts.count == 5)
    }

    @Test func annotatedWordsAreSpacedByTheirJoins() throws {
        #expect(
            try read("annotated.xml").texts == [
                "\u{201C}Late,\u{201D} she said. Don't wait."
            ]
        )
    }

    @Test(arguments: ["\n", " ", ""])
    func annotatedWordsWithoutJoinsAreSpacedByTheirMarks(gap: String) {
        let tokens = ["\"", "Do", "n't", "wait", ",", "\"", "he", "said", "(", "twice", ")", "."]
        let words = tokens.map { "<w>\($0)</w>" }.joined(separator: gap)
        let document =
            "<TEI><text><body><p><s>\(words)</s> <s><w>Go</w></s></p></body></text></TEI>"
        #expect(CorporaTests.read(document).texts == ["\"Don't wait,\" he said (twice). Go"])
    }

    @Test(arguments: [
        (
            "<w join='right'>He</w><pc>,</pc> <w>said</w> <corr>hello</corr> <w>again</w><pc>.</pc>",
            "He, said hello again."
        ),
        ("<w>The</w> <w>light-<lb break='no'/>house</w> <w>shone</w>", "The lighthouse shone"),
    ])
    func annotatedWordsStandApartFromWhatIsAroundThem(marked: String, text: String) {
        let document = "<TEI><text><body><p>\(marked)</p></body></text></TEI>"
        #expect(CorporaTests.read(document).texts == [text])
    }

    @Test func aDocumentInUTF16HasTheSameRecords() throws {
        let text = try FileContents.readText(fixture("articles.xml"))
        var wide: [UInt8] = [0xFF, 0xFE]
        for unit in text.utf16 { wide += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        let reading = CorporaTests.read(wide, as: "articles.xml")
        #expect(reading.texts == (try read("articles.xml")).texts)
    }

    @Test func otherXMLIsRefusedWithTheDialectsThatAreRead() throws {
        let reading = CorporaTests.read("<?xml version='1.0'?>\n<svg></svg>", as: "x.xml")
        let message = try #require(reading.fault?.description)
        #expect(
            message.hasPrefix(
                "x.xml:2:5: the document's root element is <svg>, which is of none of the dialects "
                    + "that are read; name the elements to read by a path, as in --select '//p'"
            )
        )
        #expect(message.contains("MediaWiki (<mediawiki>), TEI (<TEI>)"))
        let asTEI = CorporaTests.read("<mediawiki/>", options: CorpusOptions(format: .tei))
        #expect(asTEI.fault?.message.contains("which is not tei") == true)
    }

    @Test func recordsBeforeAFaultAreKept() throws {
        let whole = try FileContents.readText(fixture("novel.xml"))
        let cut = String(try #require(whole.split(separator: " said the").first))
        let reading = CorporaTests.read(cut, as: "cut.xml")
        #expect(reading.texts.count == 1)
        #expect(reading.fault?.kind == .malformed)
        #expect(reading.fault?.description.hasPrefix("cut.xml:") == true)
        #expect(reading.fault?.line == 13)
    }

    @Test(arguments: [
        "<!DOCTYPE TEI [<!ENTITY a 'ha &b;'><!ENTITY b '&a;&a;&a;'>]><TEI>&b;</TEI>",
        "<!DOCTYPE TEI [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><TEI>&a;</TEI>",
    ])
    func hostileDocumentsAreRefusedWithTheirPlace(document: String) {
        let reading = CorporaTests.read("\n" + document, as: "x.xml")
        #expect(reading.records.isEmpty)
        #expect(reading.fault?.kind == .refused)
        #expect(reading.fault?.line == 2)
        #expect(reading.fault?.excerpt?.contains("^") == true)
    }
}
