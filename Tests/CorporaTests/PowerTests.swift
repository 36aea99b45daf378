import Corpora
import Testing

struct PowerTests {
    /// The text of a sentence with raised characters, in each format that has them.
    private static func texts(_ before: String, _ raised: String, _ after: String) -> [String] {
        let sentence = "\(before)<sup>\(raised)</sup>\(after)"
        let docBook = "\(before)<superscript>\(raised)</superscript>\(after)"
        let escaped = sentence.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        return [
            "<article><front/><body><p>\(sentence)</p></body></article>",
            "<PubmedArticle><Article><AbstractText>\(sentence)</AbstractText></Article></PubmedArticle>",
            "<book><para>\(docBook)</para></book>",
            "<!DOCTYPE html><html><body><p>\(sentence)</p></body></html>",
            "<mediawiki><page><ns>0</ns><text>\(escaped)</text></page></mediawiki>",
        ].map { read($0).texts.joined(separator: "|") }
    }

    @Test(arguments: [
        ("We saw 10", "5", " of them.", "We saw 10^5 of them."),
        ("It is 2.5 × 10", "\u{2212}3", "/l.", "It is 2.5 × 10^\u{2212}3/l."),
        ("It is 10", "-3", " at most.", "It is 10^-3 at most."),
        ("It is 10", "x", " at most.", "It is 10x at most."),
        ("On the 2", "nd", " of May.", "On the 2nd of May."),
        ("Over 30 m", "2", " of it.", "Over 30 m2 of it."),
        ("The ion Ca", "2+", " binds.", "The ion Ca2+ binds."),
        ("In 1999 ", "14", "C fell.", "In 1999 14C fell."),
    ])
    func powersOfNumbersAreTold(before: String, raised: String, after: String, text: String) {
        #expect(Self.texts(before, raised, after) == Array(repeating: text, count: 5))
    }

    @Test func entitiesOfWikitextAreSignsOfPowers() {
        let page =
            "<mediawiki><page><ns>0</ns><text>Of 10&lt;sup&gt;&amp;minus;3&lt;/sup&gt; m.</text></page></mediawiki>"
        #expect(read(page).texts == ["Of 10^\u{2212}3 m."])
    }

    @Test func citationsBehindNumbersAreNoPowers() {
        let cited = "In 1999<sup><xref ref-type='bibr'>5</xref></sup> it rained."
        #expect(
            read("<article><front/><body><p>\(cited)</p></body></article>").texts == [
                "In 1999 it rained."
            ]
        )
    }
}
