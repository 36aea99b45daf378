import Corpora
import Testing

@Suite struct CitationTests {
    private static func citing(_ text: String) -> [UInt8] {
        text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "<"): Citations.start
            case UInt8(ascii: ">"): Citations.end
            default: byte
            }
        }
    }

    @Test(arguments: [
        ("A word<1>,<2>. Next", "A word. Next"),
        ("A word<1>\u{2013}<3> next", "A word next"),
        ("A word (<Smith 2009>; <Lee 2010>) next", "A word next"),
        ("A word (see also <Smith 2009>).", "A word."),
        (
            "As <Smith (2009)> and <Lee (2010)> showed, it is.",
            "As Smith (2009) and Lee (2010) showed, it is."
        ),
        ("In refs. <1>, <2> and <3>, it is.", "In refs., it is."),
        ("A word [<1>\u{2013}<3>, <5a>].", "A word."),
        ("Less (p = 0.05; <12>) than", "Less (p = 0.05) than"),
        ("Less (<12>; n = 5) than", "Less (n = 5) than"),
        (
            "Shown (by the method of <M\u{FC}ller>) here",
            "Shown (by the method of M\u{FC}ller) here"
        ),
        ("It rose <1> and fell.", "It rose and fell."),
        ("<1> It rose.", "It rose."),
        ("As did Lee et al. [<1>]. It rose <2>...", "As did Lee et al. It rose..."),
        ("As shown <1>,<2> and [<3>\u{2013}<5>] it is.", "As shown and it is."),
        ("As shown [<1>],[<2>].", "As shown."),
        ("An open <1", "An open "),
        ("No citation (a, b).", "No citation (a, b)."),
    ])
    func citationsAreTakenOutWithWhatOnlyTheyNeed(cited: String, text: String) {
        #expect(
            String(decoding: Citations.removed(from: Self.citing(cited)), as: UTF8.self) == text
        )
    }

    @Test func anArticleKeepsTheNamesThatAreWordsOfItsSentences() {
        func cite(_ text: String) -> String { "<xref ref-type='bibr'>\(text)</xref>" }
        let paragraph = """
            Tides rise<sup>\(cite("1")),\(cite("2"))</sup>, as \(cite("Grey (1950)")) saw \
            [\(cite("3"))\u{2013}\(cite("5"))] (reviewed in \(cite("Brown <i>et al.</i>"))).
            """
        let document = "<article><body><p>\(paragraph)</p></body></article>"
        #expect(read(document).texts == ["Tides rise, as Grey (1950) saw."])
    }
}
