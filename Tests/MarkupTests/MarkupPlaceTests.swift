import Markup
import Testing

/// Lines and columns of faults, which are counted in the document's bytes.
struct MarkupPlaceTests {
    /// What stands before a fault, in every construct that may be long or have line ends.
    static let contexts = [
        "word ", "w\n", "&#65;\n", "<b/>", "<b\n/>", "<b c='\n'/>", "<b c='\n\n d'>\n</b>",
        "<!--\n-->",
        "<!-- long -->", "<?p \n?>", "<![CDATA[\n]]>", "<![CDATA[ long ]]>", "caf\u{E9} \u{4F60}",
        "\t&amp;", "]", "\r\n",
    ]

    private func fault(_ document: String, pieces: Int) -> MarkupError? {
        let reader = reader(of: Array(document.utf8), pieces: pieces, isUTF8: true)
        return #expect(throws: MarkupError.self) { try trace(reader) }
    }

    private func expectPlace(after text: String, pieces: [Int]) {
        let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
        // The fault is found behind the end tag.
        let column = (lines.last?.count ?? 0) + "</x>".utf8.count + 1
        for size in pieces {
            let error = fault(text + "</x>", pieces: size)
            #expect(error?.line == lines.count && error?.column == column, "pieces of \(size)")
            #expect(error?.offset == text.utf8.count + "</x>".utf8.count)
        }
    }

    @Test(arguments: contexts)
    func theyAreRightAfterMuchOfOneKind(context: String) {
        for count in [1, 3, 80, 20_000] {
            let text = "<a>" + String(repeating: context, count: count)
            expectPlace(after: text, pieces: count < 100 ? [1, 7, 4096] : [4099, 1 << 18])
        }
    }

    @Test func theyAreRightAfterLongRuns() {
        let run = String(repeating: "x", count: 400_000)
        for context in [
            run, "<!--\(run)-->", "<![CDATA[\(run)]]>", "<b c='\(run)'/>", "<?p \(run)?>",
        ] {
            for ending in ["", "\n", "\n  y"] {
                expectPlace(after: "<a>\n" + context + ending, pieces: [65_537, 1 << 20])
            }
        }
    }

    @Test func linesBeyond65535AreCounted() {
        expectPlace(
            after: "<a>" + String(repeating: "<b>x</b>\n", count: 70_000),
            pieces: [1 << 18]
        )
        expectPlace(
            after: "<a>" + String(repeating: "\n", count: 200_000) + "  ",
            pieces: [1 << 18]
        )
    }

    @Test func whatIsRefusedHasItsPlaceToo() {
        let deep = String(repeating: "<b>", count: 300)
        let error = fault("<a>\n" + String(repeating: "word ", count: 50_000) + deep, pieces: 4099)
        #expect(error?.line == 2 && error?.column == 250_000 + 255 * 3 + 3)
    }

    @Test func theRootsPlaceIsThatOfItsTag() throws {
        let comment = "<!--" + String(repeating: "x", count: 9_000) + "-->"
        let reader = reader(of: Array("\n\(comment)<a>".utf8), pieces: 100, isUTF8: true)
        #expect(try reader.next() == .start)
        #expect(reader.line == 2 && reader.column == comment.utf8.count + 3)
    }

    @Test func aTagOfAPageWithTooManyAttributesIsToldByItsPlace() {
        let attributes = (0..<1_100).map { " a\($0)=''" }.joined()
        let page = "<html>\n<body>\n  <p\(attributes)>x</p></body></html>"
        let error = #expect(throws: MarkupError.self) {
            try trace(MarkupReader(source: "x.html", htmlPage: Array(page.utf8)))
        }
        #expect(error?.line == 3 && error?.column == 3)
    }
}
