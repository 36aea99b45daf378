import Corpora
import Testing

struct PreparationTests {
    private let texts = (0..<20_000).map { "record number \($0)" }

    @Test func sharesOfASplitAreThoseAskedFor() throws {
        let split = try #require(CorpusSplit(fractions: [0.8, 0.15, 0.05], seed: 7))
        var counts = [0, 0, 0]
        for text in texts { counts[split.part(of: text)] += 1 }
        // Four standard deviations of the binomial distribution.
        for (count, fraction) in zip(counts, [0.8, 0.15, 0.05]) {
            let n = Double(texts.count)
            let deviation = (n * fraction * (1 - fraction)).squareRoot()
            #expect(abs(Double(count) - n * fraction) < 4 * deviation)
        }
    }

    @Test func aSplitDependsOnTextAndSeedAlone() throws {
        let split = try #require(CorpusSplit(fractions: [0.5, 0.5], seed: 1))
        let other = try #require(CorpusSplit(fractions: [0.5, 0.5], seed: 2))
        // These values stand for ever: a division must not move with a new version.
        #expect((0..<16).map { split.part(of: texts[$0]) } == Self.firstParts)
        let moved = texts.filter { split.part(of: $0) != other.part(of: $0) }.count
        #expect((9_000..<11_000).contains(moved))
    }

    private static let firstParts = [0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0]

    @Test(arguments: [[], [0.5], [0.5, 0.6], [1.5, -0.5], [1, 0]])
    func fractionsThatAreNoDivisionAreRefused(fractions: [Double]) {
        #expect(CorpusSplit(fractions: fractions) == nil)
    }

    @Test func onlyTheFirstOfEqualTextsIsNew() {
        var filter = DuplicateFilter()
        let new = ["a", "b", "a", "", "", "A", "b"].filter { filter.isNew($0) }
        #expect(new == ["a", "b", "", "A"])
        #expect(filter.duplicateCount == 3 && filter.distinctCount == 4)
        #expect(texts.filter { filter.isNew($0) } == texts)
    }

    @Test func statisticsCountWordsCharactersAndRepetitions() {
        var statistics = CorpusStatistics()
        for text in ["one two  three", "caf\u{E9}", "one two  three", ""] { statistics.add(text) }
        #expect(statistics.recordCount == 4 && statistics.duplicateCount == 1)
        #expect(statistics.words.histogram == [3: 2, 1: 1, 0: 1])
        #expect(statistics.words.mean == 1.75)
        #expect(statistics.characters.total == 32 && statistics.byteCount == 33)
        #expect(statistics.characterCounts["e"] == 6)
        #expect(statistics.characters.quantile(0.5) == 4)
        #expect(statistics.characters.quantile(1) == 14)
        #expect(CorpusStatistics().words.quantile(0.5) == 0)
    }

    @Test func sentencesAreDividedButNotAtAbbreviationsAndInitials() {
        let sentences = CorpusOptions.sentences(locale: "en")
        #expect(
            sentences(
                "Mr. Smith met J. R. Brown. \u{201C}Late?\u{201D} he asked. It was 5.30 p.m. already!"
            )
                == [
                    "Mr. Smith met J. R. Brown.", "\u{201C}Late?\u{201D} he asked.",
                    "It was 5.30 p.m. already!",
                ]
        )
        #expect(sentences("His brother, Dr. Carl, left. So did No. 5.").count == 2)
        #expect(sentences("  ") == [])
    }

    /// Sentences with bars between them, at which nothing stands.
    @Test(arguments: [
        ("fr", "Il dit : « Bonjour ! » |Puis il part. |« Viens ! » dit-il. |« Non », dit-elle."),
        ("fr", "Il dit « Oui.\u{A0}»\u{A0}|Elle rit (« Non ! »). |Fin."),
        ("de", "Er sagt: »Ja.« |»Nein«, sagt sie. |„Gut.“ |„Und du?“"),
        ("ja", "今日は。|「行くよ。」|と言った。|（笑）"), ("zh", "他走了。|“你好。”|真的吗？|（是。）"),
        ("en", "He left.|(She did too.) |He ran.|“Stop.”"),
    ])
    func marksStandWithTheirSentences(locale: String, text: String) {
        let sentences = CorpusOptions.sentences(locale: locale)
        let parts = text.split(separator: "|").map { $0.trimmingPrefix(" ") }
        let read = sentences(text.replacing("|", with: ""))
        #expect(read == parts.map { String($0.reversed().drop(while: \.isWhitespace).reversed()) })
    }

    /// Sentences with bars between them.
    @Test(arguments: [
        ("de", "Er putzt ein Fenster.|Das ist gut so.|Dort gibt's.|Ende."),
        ("de", "Sie kam am 3. Mai.|Im 19. Jahrhundert ging z. B. Dr. Weber.|Es waren 12.|Dann 3."),
        ("de", "Der Hr. Rat, ehem. Amtmann, lebte 200 v. Chr. Er starb."),
        ("de_CH", "Ein Mann geb. M\u{FC}ller ist hier.|Er liest."),
        ("pt", "Vive no Brasil.|Viu os mares.|Chegou o Exmo. Senhor."),
        ("it", "Non lo so bene.|Ecco il camion.|Arriva il dott. Rossi."),
        ("es", "Mire usted.|Es la verdad.|Vive en la Avda. Central."),
        ("en", "It runs at 5 kHz.|Then it stops.|Mr. Hill met Mrs. Hill at 3 a.m. Friday."),
        (
            "en",
            "He fell in World War I.|She lives at 12\u{B0}E.|The \u{201C}Dept. Head\u{201D} left."
        ),
        ("xx", "Eins.|Zwei."), ("sv", "Hon gick.|Han kom."),
    ])
    func anAbbreviationIsAWholeWord(_ locale: String, _ text: String) {
        let sentences = CorpusOptions.sentences(locale: locale)
        let parts = text.split(separator: "|").map(String.init)
        #expect(sentences(parts.joined(separator: " ")) == parts)
    }

    @Test func aSentenceThatBeganWithACapitalGoesOnInLowerCase() {
        let sentences = CorpusOptions.sentences(locale: "en")
        #expect(
            sentences("\u{201C}Poor Ann! she wept. What? and me? No.")
                == ["\u{201C}Poor Ann! she wept.", "What? and me?", "No."]
        )
        #expect(sentences("hi! how are you? fine.") == ["hi!", "how are you?", "fine."])
    }
}
