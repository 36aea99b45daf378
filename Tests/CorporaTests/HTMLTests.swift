import Corpora
import Testing

struct HTMLTests {
    private static let prose = """
        The lighthouse keeper climbed the stairs each evening, lit the lamp, and wrote down the weather in a book.
        """

    private static let page = """
        <!DOCTYPE html><html><head><title>Tides - The Site</title><style>p {}</style></head><body>
        <div class="navbar"><ul><li><a href="/">Home</a></li><li><a href="/x">About us</a></li></ul></div>
        <div id="content"><h2>The lamp</h2><p>\(prose)</p>
        <p>It <b>burned</b> oil,<br>then gas.</p><script>var x = "<p>no</p>";</script>
        <div class="related-posts"><a href="/1">Ten other lamps</a> <a href="/2">More</a></div>
        <p style="display: none">Hidden words, that nobody sees.</p><p>\(prose)</p></div>
        <div id="comments"><p>First! I liked this text, it is very good, thank you for it.</p></div>
        <footer>Copyright, all rights reserved.</footer></body></html>
        """

    @Test func theMainTextOfAPageIsRead() {
        let reading = read(Self.page)
        #expect(reading.texts == [Self.prose, "It burned oil, then gas.", Self.prose])
        #expect(reading.lines == [3, 4, 6])
        #expect(reading.records.first?.identifier == "Tides - The Site")
    }

    @Test func headingsAreReadOnDemand() {
        #expect(
            read(Self.page, options: CorpusOptions(includesHeadings: true)).texts.first
                == "The lamp"
        )
    }

    @Test(arguments: ["page.html", "page.htm.gz", "page.xhtml"])
    func theExtensionTellsHTMLToo(name: String) {
        #expect(read("<p>\(Self.prose)</p>", as: name).texts == [Self.prose])
    }

    @Test func aPageOfShortTextsAloneIsReadWhole() {
        let page = """
            <html><body><nav>Home</nav><div class="menu"><p>Log in</p></div><h1>Kitchen</h1><p>Two cups.</p>
            <p>Three bowls.</p><ul><li>Knife</li><li>Fork</li><li><a href="/x">Next page</a></li></ul>
            <p>Four plates.</p></body></html>
            """
        let texts = ["Two cups.", "Three bowls.", "Knife", "Fork", "Four plates."]
        #expect(read(page).texts == texts)
    }

    @Test(arguments: ["<html></html>", "<html><body><div></div></body></html>", "<!DOCTYPE html>"])
    func aPageWithoutTextHasNoRecords(page: String) {
        let reading = read(page)
        #expect(reading.texts.isEmpty && reading.fault == nil)
    }

    @Test func aPageThatIsTooDeepIsRefused() {
        let reading = read("<html>" + String(repeating: "<div>", count: 10_000) + "x", as: "x.html")
        #expect(reading.fault?.kind == .refused)
    }
}

struct ShardTests {
    @Test func shardsHaveEveryFileOnce() throws {
        let files = (1...7).map { "f\($0)" }
        let shards = try (1...3).map { try #require(Shard("\($0)/3")) }
        #expect(shards.flatMap { $0.files(of: files) }.sorted() == files)
        #expect(shards[1].files(of: files) == ["f2", "f5"])
    }

    @Test func shardsOfFewFilesDivideTheirRecords() throws {
        let shards = try (1...3).map { try #require(Shard(number: $0, of: 3)) }
        #expect(shards.allSatisfy { !$0.dividesFiles(["a"]) && $0.files(of: ["a"]) == ["a"] })
        for record in 0..<10 { #expect(shards.count { $0.has(record: record) } == 1) }
    }

    @Test(arguments: ["", "1", "0/2", "3/2", "a/b", "1/0", "1/2/3", "-1/2"])
    func whatIsNoShardIsRefused(text: String) {
        #expect(Shard(text) == nil)
    }

    @Test func theNameOfALayoutSaysNothingOfMostOfThePage() {
        let prose = String(repeating: "It rained, and we stayed at home, reading. ", count: 12)
        let page = """
            <html><body><div class="two-columns-sidebar-right"><div class="inner"><p>\(prose)</p>
            <p>\(prose)</p></div><div class="sidebar"><p>Read this, too, it is short.</p></div>
            <div id="comments"><ul><li>Great post, thanks, I liked it a lot.</li></ul></div>
            </div></body></html>
            """
        let texts = read(page, as: "page.html").texts
        #expect(texts.count == 2 && texts.allSatisfy { $0.hasPrefix("It rained") }, "\(texts)")
    }
}
