import Corpora
import Testing

struct InclusionTests {
    @Test func anInclusionThatIsNotFollowedIsRejectedInItsPlace() {
        let text = """
            <book><para>One.</para>
            <xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='two.xml'/>
            <para>Three.</para></book>
            """
        let reading = read(text)
        #expect(reading.texts == ["One.", "Three."])
        #expect(reading.rejects.map(\.reason) == [.notIncluded] && reading.rejects[0].line == 2)
        #expect(reading.rejects[0].detail.contains("two.xml"))
    }

    @Test func elementsThatAreOnlyCalledIncludeAreNoInclusions() {
        #expect(read("<book><para>One.</para><include href='x'/></book>").rejects.isEmpty)
    }

    @Test func entitiesOfTheDocumentAreRead() {
        let text = "<!DOCTYPE book [<!ENTITY p '<para>Two &v;.</para>'><!ENTITY v '2'>]>"
        #expect(read(text + "<book><para>One.</para>&p;</book>").texts == ["One.", "Two 2."])
    }

    @Test func entitiesOfHTMLThatAFeedDoesNotDeclareAreReadAndTold() {
        let item = "<item><title>Caf&eacute;&nbsp;&mdash; &amp;</title></item>"
        let reading = read("<rss><channel>\(item)</channel></rss>")
        #expect(reading.texts.first?.hasPrefix("Caf\u{E9}") == true)
        #expect(reading.summary.notes.contains { $0.contains("3 entities of HTML") })
    }

    @Test func anUnknownRootElementIsToldWithItsPlace() {
        let fault = read("<?xml version='1.0'?>\n  <unknown>x</unknown>").fault
        #expect(fault?.line == 2 && fault?.column != nil)
    }
}

struct ClosedGapsTests {
    @Test(arguments: [
        "Seen (1, 2) and (see).", "Seen () and [, ].", "A , b ; c .", "x ( \u{2013} ) y",
        "(a [b] c)",
        "plain text", "f(x) = [1]", "(", ")", "", ".", " ", "[] [] a", "\u{E9} (\u{E9}) , x",
    ])
    func aTextWithoutGapsIsItselfWhenClosed(text: String) {
        let bytes = Array(text.utf8)
        #expect(ClosedGaps.hasGaps(bytes) || ClosedGaps.closing(bytes) == bytes)
    }
}
