import Corpora
import Testing

struct SelectionTests {
    private static let document = """
        <?xml version='1.0'?>
        <shop xmlns:t='urn:t'>
          <shelf n='1'><book lang='en' id='a'><title>One <i>small</i> step</title></book>
            <book lang='fr'><title>Deux</title><note><title>Inner</title></note></book></shelf>
          <shelf n='2'><t:book><title>Three</title></t:book><book lang='en'><title>Four</title></book></shelf>
          <title>Shop</title>
        </shop>
        """

    private static let titles = ["One small step", "Deux", "Inner", "Three", "Four", "Shop"]

    private func select(_ path: String) -> Reading {
        read(Self.document, as: "x.xml", options: CorpusOptions(selection: path))
    }

    @Test(arguments: [
        ("//title", ["One small step", "Deux", "Inner", "Three", "Four", "Shop"]),
        ("title", ["One small step", "Deux", "Inner", "Three", "Four", "Shop"]),
        ("/shop/title", ["Shop"]), ("/title", []),
        ("/shop/shelf/book/title", ["One small step", "Deux", "Three", "Four"]),
        ("//book//title", ["One small step", "Deux", "Inner", "Three", "Four"]),
        ("//book[@lang='en']/title", ["One small step", "Four"]),
        ("//book[@lang!='en']/title", ["Deux"]),
        ("//book[@lang]/title[1]", ["One small step", "Deux", "Four"]),
        ("//book[@lang = \"en\" and @id]/title", ["One small step"]),
        ("//shelf[2]/*[1]/title", ["Three"]), ("//book[@lang='fr'][1]/title", ["Deux"]),
        ("//book[2]/title", ["Deux", "Four"]), (".//note/title", ["Inner"]),
        ("//t:book/title", ["Three"]), ("//t:title", []),
        ("//u:book/title", ["One small step", "Deux", "Three", "Four"]),
        ("//note/title | /shop/title", ["Inner", "Shop"]), ("//title|//book/title", Self.titles),
        ("//book[not(@id)]/title", ["Deux", "Three", "Four"]),
        ("//book[contains(@lang, 'r')]/title", ["Deux"]),
        ("//book[starts-with(@lang, \"e\")]/title", ["One small step", "Four"]),
        ("//shelf[@n=2]/book/title", ["Three", "Four"]),

        ("//book/@lang", ["en", "fr", "en"]), ("//@id", ["a"]), ("/shop/*/@n", ["1", "2"]),
        ("/shop/shelf[1]/book[1]/title/text()", ["One step"]),
    ])
    func pathsSelectWhatXPathDoes(path: String, texts: [String]) {
        #expect(select(path).texts == texts)
    }

    @Test func recordsHaveTheLinesOfTheirElements() {
        #expect(select("//title").lines == [3, 4, 4, 5, 5, 6])
    }

    @Test func nestedElementsAreBothSelected() {
        let reading = read(
            "<a>x<a>y</a></a>",
            options: CorpusOptions(format: .xml, selection: "//a")
        )
        #expect(reading.texts == ["y", "xy"])
    }

    @Test(arguments: [
        ("//a[b='c']", 5), ("//a[", 5), ("//a[0]", 5), ("/a/", 4), ("//a/@b/c", 7),
        ("count(//a)", 1),
        ("//a[@b=c]", 8), ("/a//", 5), ("", 1), ("child::a", 6), ("//a]", 4),
    ])
    func whatIsNoPathIsShownWithACaret(path: String, column: Int) {
        let fault = select(path).fault
        #expect(fault?.kind == .selection)
        #expect(fault?.column == column)
        #expect(
            fault?.excerpt?.hasSuffix("\n" + String(repeating: " ", count: column - 1) + "^")
                == true
        )
    }

    @Test func withoutAPathXMLIsNotRead() {
        let fault = read("<a/>", options: CorpusOptions(format: .xml)).fault
        #expect(fault?.message.contains("--select '//p'") == true)
    }

    @Test func aPathThatLeadsNowhereIsToldWithTheElementsThatThereAre() throws {
        let path = fixture("novel.xml")
        let options = CorpusOptions(selection: "//nothing")
        let error = #expect(throws: CorpusError.self) {
            try Corpus.records(of: [path], options: options)
        }
        let reason =
            "no record could be read; nothing in it is of the path; its elements are: 'TEI', "
        #expect(try #require(error).message.hasPrefix(reason))
    }

    @Test(arguments: [("//a/..", "'..' leads back"), ("//a |", "expected an element's name")])
    func whatLeadsBackOrNowhereIsNoPath(path: String, reason: String) {
        #expect(select(path).fault?.message.hasPrefix(reason) == true)
    }
}
