import Corpora
import Testing

@Suite struct NearDuplicateTests {
    /// Sentences that share more or fewer of their words with the ones before them.
    private static func sentences(_ count: Int, seed: UInt64) -> [String] {
        let words = (0..<400).map { "w\($0 * 7919 % 1000)x\($0)" }
        var generator = Shuffle(state: seed)
        var sentences: [String] = []
        for index in 0..<count {
            var sentence = (0..<20).map { _ in words[generator.below(words.count)] }
            if index % 3 > 0 {
                sentence = sentences[generator.below(index)].split(separator: " ").map(String.init)
                for _ in 0..<generator.below(8) {
                    sentence[generator.below(20)] = words[generator.below(words.count)]
                }
            }
            sentences.append(sentence.joined(separator: " "))
        }
        return sentences
    }

    private static func shingles(_ text: String) -> Set<UInt64> {
        var shingles: Set<UInt64> = []
        MinHash.forEachShingle(of: text) { shingles.insert($0) }
        return shingles
    }

    /// Jaccard's similarity by definition: the slow twin of the estimate.
    private static func similarity(_ first: String, _ second: String) -> Double {
        let (a, b) = (shingles(first), shingles(second))
        return a.union(b).isEmpty ? 1 : Double(a.intersection(b).count) / Double(a.union(b).count)
    }

    @Test func shinglesAreRunsOfFiveCharacters() {
        #expect(Self.shingles("abcdefg").count == 3)
        #expect(Self.shingles("abc").count == 1)
        #expect(Self.shingles("").isEmpty)
        #expect(Self.shingles("  One\t\nTWO ") == Self.shingles("one two"))
        #expect(Self.shingles("abcde fghij").isSuperset(of: Self.shingles("abcde")))
        #expect(Self.shingles("aaaaaaaa").count == 1)
    }

    @Test(arguments: 0..<3)
    func theEstimateIsAsGoodAsItsStandardErrorSays(_ seed: UInt64) {
        let hashing = MinHash(seed: seed)
        let texts = Self.sentences(36, seed: seed)
        let signatures = texts.map { hashing.signature(of: $0) }
        var (sum, squares, expected, count) = (0.0, 0.0, 0.0, 0)
        for first in texts.indices {
            for second in 0..<first {
                let exact = Self.similarity(texts[first], texts[second])
                let error = MinHash.similarity(signatures[first], signatures[second]) - exact
                sum += error
                squares += error * error
                expected += exact * (1 - exact) / Double(MinHash.size)
                count += 1
            }
        }
        #expect(abs(sum / Double(count)) < 0.01)
        #expect(squares < 1.5 * expected)
    }

    /// The twin compares each text with all that were kept, by the exact similarity.
    @Test(arguments: [0.5, 0.7, 0.9])
    func itFindsWhatTheExactTwinFindsAwayFromTheThreshold(_ threshold: Double) {
        var filter = NearDuplicateFilter(threshold: threshold)
        var kept: [String] = []
        for text in Self.sentences(120, seed: 5) {
            let closest = kept.map { Self.similarity($0, text) }.max() ?? 0
            let isNew = filter.isNew(text)
            // Four standard errors.
            if closest < threshold - 0.18 { #expect(isNew) }
            if closest > threshold + 0.18 { #expect(!isNew) }
            if isNew { kept.append(text) }
        }
        #expect(filter.keptCount == kept.count)
        #expect(filter.keptCount + filter.duplicateCount == 120)
        #expect(filter.duplicateCount > 5)
    }

    @Test func equalTextsAreAlwaysFound() {
        var filter = NearDuplicateFilter(threshold: 1)
        let texts = (0..<1100).map { "text number \($0), which is unlike number \($0 * 7 + 1)" }
        for text in texts { _ = filter.isNew(text) }
        let repeated = texts.filter { filter.isNew($0) }
        #expect(repeated.isEmpty)
    }

    @Test func theSameSeedGivesTheSameResult() {
        let texts = Self.sentences(100, seed: 9)
        func kept(_ seed: UInt64) -> [String] {
            var filter = NearDuplicateFilter(threshold: 0.7, seed: seed)
            return texts.filter { filter.isNew($0) }
        }
        #expect(kept(1) == kept(1))
    }

    @Test func onlyTheLastTextsAreRemembered() {
        var filter = NearDuplicateFilter(threshold: 0.9, capacity: 2)
        let texts = [
            "the first of all texts", "a second one, quite unlike", "number three differs",
        ]
        let answers = (texts + texts.reversed()).map { filter.isNew($0) }
        #expect(answers == [true, true, true, false, false, true])
    }

    /// Eighteen words that all texts of a template share, and six of a text's own: the similarity of two
    /// such texts is about 0.6, and each is alike to 0.75 to the eighteen words alone.
    private static let template = (0..<18).map { "word\($0 * 7919 % 1000)" }
        .joined(separator: " ")
    private static func filled(_ number: Int) -> String {
        let own = (0..<6).map { "own\((number * 6 + $0) * 104_729 % 100_003)" }
        return "\(template) \(own.joined(separator: " "))"
    }

    private static func filter(afterTemplateAnd count: Int) -> NearDuplicateFilter {
        var filter = NearDuplicateFilter(threshold: 0.8)
        _ = filter.isNew(template)
        for number in 0..<count { _ = filter.isNew(filled(number)) }
        return filter
    }

    @Test(arguments: [0, 1, 20, 63])
    func aRepetitionIsFoundBehind63TextsOfOneTemplate(_ count: Int) {
        var filter = Self.filter(afterTemplateAnd: count)
        let isNew = filter.isNew(Self.template)
        #expect(!isNew)
    }

    @Test func inABandNoMoreThan64TextsAreCompared() {
        var filter = Self.filter(afterTemplateAnd: 0)
        var most = 0
        for number in 0..<600 {
            let before = filter.comparisonCount
            _ = filter.isNew(Self.filled(number))
            most = max(most, filter.comparisonCount - before)
        }
        #expect(filter.keptCount > 500)
        #expect(most > 2 * 64 && most <= 64 * filter.bandCount)
    }

    @Test func aTextWithWordsOfItsOwnIsFoundBehindAnyNumber() {
        var filter = Self.filter(afterTemplateAnd: 600)
        let repeated = (0..<600).filter { filter.isNew(Self.filled($0)) }
        #expect(repeated.isEmpty)
    }

    @Test(arguments: [0.05, 0.3, 0.5, 0.8, 0.95, 1])
    func bandsFindAPairAtTheThreshold(_ threshold: Double) {
        let filter = NearDuplicateFilter(threshold: threshold)
        let (rows, bands) = (filter.rowCount, filter.bandCount)
        #expect(rows * bands <= MinHash.size)
        #expect(NearDuplicateFilter.recall(at: threshold, rowCount: rows) >= 0.99)
    }
}

/// A small generator of the tests' own.
private struct Shuffle {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}
