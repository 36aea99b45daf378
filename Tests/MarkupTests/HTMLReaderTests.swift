import Markup
import Testing

private func trace(page: String) throws -> [String] {
    try trace(MarkupReader(source: "page.html", htmlPage: Array(page.utf8)))
}

struct HTMLReaderTests {
    @Test func whatIsLeftOpenIsClosed() throws {
        #expect(
            try trace(page: "<P Class=a>one<p>two &eacute;<br>three") == [
                "<html>", "<body>", "<p class='a'>", "\"one", "</p>", "<p>", "\"two \u{E9}",
                "<br>", "</br>", "\"three", "</p>", "</body>", "</html>",
            ]
        )
    }

    @Test func scriptsAreTextOfTheirOwn() throws {
        let lines = try trace(page: "<body><script>if (a<b) c('</p>')</script>x</body>")
        #expect(lines.contains("<script>") && lines.last == "</html>")
        #expect(lines.contains { $0.hasPrefix("\"if (a<b)") })
    }

    @Test func theDeclaredCharsetIsOfNoConcern() throws {
        let page = "<meta charset=windows-1251><p>\u{436}"
        #expect(try trace(page: page).contains("\"\u{436}"))
    }

    @Test(arguments: ["", " ", "\u{0}", "<", "<!", "<p", "</p>", "&", "<a href='", "<!--", "text"])
    func noPageIsMalformed(page: String) throws {
        _ = try trace(page: page)
    }

    @Test func depthAndAttributesAreBounded() {
        let deep = String(repeating: "<div>", count: 100_000)
        let wide = "<p " + (0..<200_000).map { "a\($0) " }.joined() + ">"
        for page in [deep, wide] {
            let error = #expect(throws: MarkupError.self) { try trace(page: page) }
            #expect(error?.kind == .excess)
        }
    }
}
