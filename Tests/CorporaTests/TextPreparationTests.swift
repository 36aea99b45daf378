import Corpora
import Testing
import UnicodeText

@Suite struct TextPreparationTests {
    private func record(_ text: String, _ counterpart: String? = nil) -> Record {
        Record(text: text, counterpart: counterpart, source: "here", line: 7)
    }

    private func texts(_ items: [CorpusItem]) -> [String] {
        items.compactMap { if case .record(let record) = $0 { record.text } else { nil } }
    }

    private func reasons(_ items: [CorpusItem]) -> [Reject.Reason] {
        items.compactMap { if case .reject(let reject) = $0 { reject.reason } else { nil } }
    }

    @Test func stepsRunInOrder() {
        var preparation = TextPreparation()
        preparation.repairs = TextRepairs([.mojibake, .confusables])
        preparation.segmenter = CorpusOptions.sentences()
        preparation.transforms = [.lowercased(), .accentsStripped]
        preparation.filter.words = 2...Int.max
        let items = preparation.items(for: record("The cafÃ© is \u{43E}\u{440}en. No."))
        #expect(texts(items) == ["the cafe is open."])
        #expect(reasons(items) == [.tooShort])
        #expect(preparation.repairs.counts == [.mojibake: 1, .confusables: 1])
    }

    @Test func reportedRepairsChangeNothing() {
        var repairs = TextRepairs([.mojibake], reportedOnly: [.controls])
        var changes: [TextRepairs.Change] = []
        let result = repairs.repaired(record("a\u{AD}b Ã©")) { changes.append($0) }
        #expect(result.text == "a\u{AD}b é")
        #expect(repairs.counts == [.mojibake: 1, .controls: 1])
        #expect(changes.map(\.repair) == [.mojibake, .controls])
        #expect(changes.allSatisfy { $0.source == "here" && $0.line == 7 })
    }

    @Test func bothTextsOfAPairAreRepairedAndNoneIsDivided() {
        var preparation = TextPreparation()
        preparation.repairs = TextRepairs([.controls])
        preparation.segmenter = CorpusOptions.sentences()
        let items = preparation.items(for: record("It\u{AD} is. So.", "Es\u{AD} ist. So."))
        guard case .record(let pair) = items.first else {
            Issue.record("no record")
            return
        }
        #expect(items.count == 1 && pair.text == "It is. So." && pair.counterpart == "Es ist. So.")
    }

    @Test func lettersDecideAboutTheScript() {
        var filter = RecordFilter()
        filter.scripts = Script.named("Latn")
        filter.scriptShare = 0.6
        let items = ["plain text", "текст abc", "123", "mostly latin да"].map {
            filter.item(for: record($0))
        }
        #expect(texts(items) == ["plain text", "mostly latin да"])
        #expect(reasons(items) == [.script, .script])
    }

    @Test func repetitionsAreLeftOutExactlyOrNearly() {
        var filter = RecordFilter()
        filter.removesDuplicates = true
        filter.nearDuplicates = NearDuplicateFilter(threshold: 0.8)
        let long = "the same long sentence with only its last word exchanged for "
        let items = ["a b", "a b", long + "one", long + "two", "A B"].map {
            filter.item(for: record($0))
        }
        #expect(texts(items) == ["a b", long + "one"])
        #expect(reasons(items) == [.duplicate, .nearDuplicate, .nearDuplicate])
    }

    @Test func aPairIsARepetitionOnlyWithBothTexts() {
        var filter = RecordFilter()
        filter.removesDuplicates = true
        let items = [record("a", "b"), record("a", "c"), record("a", "b")].map {
            filter.item(for: $0)
        }
        #expect(texts(items) == ["a", "a"])
    }

    @Test(arguments: [
        ("fr", "M. Dupont est là. Il attend.", 2), ("de", "Das ist z. B. Hans. Er geht.", 2),
        ("ja", "今日は雨です。明日は晴れ。", 2), ("hi", "यह एक वाक्य है। यह दूसरा है।", 2),
        ("el", "Τι κάνεις; Καλά.", 2), ("ar", "كيف حالك؟ أنا بخير.", 2), ("zh", "你好吗？我很好。", 2),
        ("ru", "Он пришёл. Она ушла!", 2), ("es", "¿Qué pasa? El Sr. López llegó.", 2),
    ])
    func sentencesEndByTheRulesOfALanguage(_ locale: String, _ text: String, _ count: Int) {
        #expect(CorpusOptions.sentences(locale: locale)(text).count == count)
    }

    @Test func aCorpusThatGrowsMovesNoRecord() throws {
        let split = try #require(CorpusSplit(fractions: [0.8, 0.1, 0.1], seed: 4))
        let small = (0..<500).map { "record \($0)" }
        let large = (0..<700).map { "another \($0)" } + small.reversed()
        let parts = Dictionary(uniqueKeysWithValues: small.map { ($0, split.part(of: $0)) })
        for text in large {
            if let part = parts[text] { #expect(split.part(of: text) == part) }
        }
    }

    @Test func lettersAreCountedByScript() {
        var statistics = CorpusStatistics()
        statistics.add("abc где 12 é")
        let counts = statistics.scriptCounts.map { "\($0.key) \($0.value)" }.sorted()
        #expect(counts == ["Cyrl 3", "Latn 4"])
    }

    @Test func intervalsCoverAllLengths() {
        var statistics = CorpusStatistics()
        for length in [1, 2, 2, 3, 9, 40] {
            statistics.add(String(repeating: "w ", count: length))
        }
        for most in [1, 2, 5, 30, 100] {
            let intervals = statistics.words.intervals(atMost: most)
            #expect(intervals.count <= most)
            #expect(intervals.reduce(0) { $0 + $1.count } == 6)
            #expect(intervals.first?.lengths.lowerBound == 1)
            #expect(intervals.last?.lengths.upperBound ?? 0 >= 40)
            for (one, next) in zip(intervals, intervals.dropFirst()) {
                #expect(one.lengths.upperBound + 1 == next.lengths.lowerBound)
            }
        }
        #expect(CorpusStatistics().words.intervals().isEmpty)
    }
}
