import Corpora
import Testing

struct WikitextTests {
    private func prose(_ wikitext: String) -> [String] {
        let escaped = wikitext.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        return read("<mediawiki><page><ns>0</ns><text>\(escaped)</text></page></mediawiki>").texts
    }

    @Test(arguments: [
        (
            "'''Bold''' and ''italic'' and '''''both''''', it's said.",
            "Bold and italic and both, it's said."
        ),
        (
            "A [[link]], a [[page|label]], an [[Mercury (planet)|]] and [[plural]]s.",
            "A link, a label, an Mercury and plurals."
        ),
        ("See [http://x.org the site] or [http://y.org].", "See the site or."),
        ("Left{{cite|x={{y|[[z]]}}}} right {{nbsp}} end.", "Left right end."),
        ("Rome ({{lang|la|Roma}}; {{IPA|x}}) stands.", "Rome (Roma) stands."),
        ("Rome ({{IPA|x}}) stands {{unknown}} , firm .", "Rome stands, firm."),
        (
            "Rome ([{{IPA|x}}], once) [{{IPA|y}}] may call[] on [us].",
            "Rome (once) may call[] on [us]."
        ),
        (
            "Of <math>~t~</math>, <math>x_1\\,</math> or <math>\\alpha \\le n^{2}</math>.",
            "Of t, x_1 or \u{3B1} \u{2264} n^2."
        ),
        ("Over {{convert|3|e6carat}} a year.", "Over 3 million carat a year."),
        ("It is {{convert|5|km|mi}} or {{convert|3|-|4|m}}.", "It is 5 km or 3\u{2013}4 m."),
        ("About {{formatnum:{{population|x}}1000}} souls.", "About 1000 souls."),
        ("Seen<ref>a</ref> twice<ref name=\"b\"/> here<!-- c\n\n -->.", "Seen twice here."),
        ("For <math>n + 1</math> and <math>\\frac{1}{2}</math> only.", "For n + 1 and only."),
        (
            "Five&nbsp;km &ndash; &amp;lt; &#8212; AT&T &amp;nbsp; x.",
            "Five km \u{2013} < \u{2014} AT&T x."
        ),
        ("Write <nowiki>[[this]]</nowiki> so. __NOTOC__", "Write [[this]] so."),
        ("1 < 2 and <b>bold</b> <span style=\"x\">text</span>.", "1 < 2 and bold text."),
        ("A {{{1|shown}}} parameter {{{x}}} and {{a|{{{1}}}}} end.", "A parameter and end."),
        ("What opens {{ or [[ alone is readable.", "What opens or alone is readable."),
        ("What closes }} or ]] alone is readable.", "What closes or alone is readable."),
        ("[[File:a.jpg|thumb|A [[x]] here]]Text.", "Text."),
        ("[[:Category:Towers]] is a list.", "Category:Towers is a list."),
        ("Text [[fr:Phare]][[be-x-old:Y]] goes on.", "Text goes on."),
        ("A [[35&nbsp;mm film]] and [[R&B|]] are.", "A 35 mm film and R&B are."),
        ("It holds,<ref>x</ref> {{citation needed}}. Then, {{x}}.", "It holds. Then."),
        (
            "The {{USS|Hornet|CV-12}} and {{ship|HMS|Victory|1765|2}}.",
            "The USS Hornet and HMS Victory."
        ),
        ("Of 5.98{{e|24}} kg in A{{music|flat}}.", "Of 5.98\u{D7}10^24 kg in A\u{266D}."),
        (
            "Born {{OldStyleDate|February 2|1905|January 20}} ({{langx|ru|Москва|Moskva}}).",
            "Born February 2 [O.S. January 20] 1905 (Москва)."
        ),
    ])
    func inlineMarkupBecomesProse(wikitext: String, text: String) {
        #expect(prose(wikitext) == [text])
    }

    @Test(arguments: [
        ("In -{zh-hans:[[A|x]];zh-hant:[[B|y]];}- and -{ zh-cn : C ; zh-tw : D }-.", "In x and C."),
        (
            "The -{name}- and -{R|other}- and -{zh-hans;zh-hant|third}-.",
            "The name and other and third."
        ),
        (
            "Rule-{H|zh-cn:a;zh-tw:b}- title-{T|zh-cn:a}- back-{-|zh-cn:a}- end.",
            "Rule title back end."
        ),
        ("Shown -{A|zh-cn:here;zh-tw:there}- as is -{H|x=>zh-cn:y}-.", "Shown here as is."),
        ("To -{sr-ec:А&nbsp;Б;sr-el:A&nbsp;B}- it goes.", "To А Б it goes."),
        ("At -{see {{lang|fr|l'eau; fin}} -{in}- it}- all.", "At see l'eau; fin in it all."),
        (
            "A pre-{{nowrap|fix}} is no-{thing}, or -{ alone.",
            "A pre-fix is no-{thing}, or -{ alone."
        ),
        ("-{Begins}- and\n-{zh-hans:goes;\nzh-hant:runs}- on.", "Begins and goes on."),
    ])
    func ofTheScriptsOfAWikiTheFirstIsRead(wikitext: String, text: String) {
        #expect(prose(wikitext) == [text])
    }

    @Test func anItemWithTheNumberOfABookIsNoSentence() {
        let book = "* Grey, A. The Tides. Leiden: Brill. ISBN 90-04-10051-2.\n* ISBN is a number."
        #expect(prose(book) == ["ISBN is a number."])
    }

    @Test func linesJoinAndBlankLinesDivide() {
        #expect(prose("One\ntwo.\n\nThree.\n") == ["One two.", "Three."])
    }

    @Test func tablesAreSkippedWithTheTablesInside() {
        let text = "Before.\n{|\n| a\n{|\n| b\n|}\n| {{x|}}\n|}\nAfter."
        #expect(prose(text) == ["Before.", "After."])
    }

    @Test func aTableThatIsNotClosedHidesOnlyItsOwnLines() {
        #expect(prose("{| class=x\n| a\nAfter it.\n\nMore.") == ["After it.", "More."])
    }

    @Test func itemsOfListsAreKeptWhenTheyAreSentences() {
        #expect(
            prose("* A whole sentence.\n* [[A link]]\n# Counted here too!\n; term : no")
                == ["A whole sentence.", "Counted here too!"]
        )
    }

    @Test func sectionsInsideOneOfReferencesAreOfReferencesToo() {
        let item = "* Smith (1938). Botany. New York."
        let text = "==Notes==\n\(item)\n===General===\n\(item)\n==Life==\n* It is a life."
        #expect(prose(text) == ["It is a life."])
    }

    @Test(arguments: [
        "External links", "Weblinks", "NOTES ET RÉFÉRENCES", "Véase también", "Примечания", "脚注",
    ])
    func sectionsOfReferencesAreKnownInSeveralLanguages(heading: String) {
        let item = "* Smith (1938). Botany. New York."
        #expect(
            prose("== \(heading) ==\n\(item)\n== Life ==\n* It is a life.") == ["It is a life."]
        )
    }

    @Test func blockTagsDivideParagraphs() {
        #expect(prose("One.<blockquote>Two.</blockquote>Three.") == ["One.", "Two.", "Three."])
    }

    @Test func preformattedLinesAndRulesAreNoProse() {
        #expect(prose("Text.\n code here\n----\nMore.") == ["Text.", "More."])
    }

    @Test(arguments: [
        "{{", "[[", "{|\n", "<ref>", "<!--", "''", "{{{", "&", "[http://", "</", "-{", "-{|",
    ])
    func repeatedOpeningsDoNotHang(opening: String) {
        let text = "Start. " + String(repeating: opening, count: 20_000) + " end."
        #expect(prose(text).first?.hasPrefix("Start.") == true)
    }
}
