/// What is kept of everything that the grammar can say.
struct Selection {
    var sentenceCount = 40_000
    var attemptsPerFrame = 3_000
    var candidatesPerFrame = 900
    var minimumWordCount = 20
    var sentencesPerPredicate = 6

    /// Returns distinct candidates of one frame, in the order they were generated.
    func candidates(
        of frame: [Node],
        lexicon: Lexicon,
        generator: inout SplitMix64
    ) throws -> [String] {
        var seen: Set<String> = []
        var predicates: [String: Int] = [:]
        var result: [String] = []
        for _ in 0..<attemptsPerFrame where result.count < candidatesPerFrame {
            var builder = SentenceBuilder(lexicon: lexicon, generator: generator)
            let raw = try builder.build(frame)
            generator = builder.generatorAfterwards
            let sentence = polished(raw, contracts: generator.chance(50))
            let predicate = wordsOf(sentence).suffix(5).joined(separator: " ")
            guard isAcceptable(sentence), predicates[predicate, default: 0] < sentencesPerPredicate,
                seen.insert(normalized(sentence)).inserted
            else { continue }
            predicates[predicate, default: 0] += 1
            result.append(sentence)
        }
        return result
    }

    /// Takes the same number from every frame, as far as each reaches, to make the count, and
    /// then more of those sentences whose words are still too rare to be learnt.
    func balanced(_ candidates: [[String]]) -> [String] {
        var share = 1
        while share < candidatesPerFrame, total(candidates, share) < sentenceCount { share += 1 }
        var seen: Set<String> = []
        var chosen = candidates.flatMap { $0.prefix(share) }
            .filter { seen.insert(normalized($0)).inserted }
        var counts = wordCounts(chosen)
        for sentence in candidates.flatMap({ $0.dropFirst(share) }) {
            let words = wordsOf(sentence)
            guard words.contains(where: { counts[$0, default: 0] < minimumWordCount }),
                seen.insert(normalized(sentence)).inserted
            else { continue }
            chosen.append(sentence)
            for word in words { counts[word, default: 0] += 1 }
        }
        return chosen
    }

    private func total(_ candidates: [[String]], _ share: Int) -> Int {
        candidates.reduce(0) { $0 + min($1.count, share) }
    }

    /// Drops sentences with rare words until every word that remains is frequent enough.
    func withoutRareWords(_ sentences: [String]) -> [String] {
        var kept = sentences
        while true {
            let counts = wordCounts(kept)
            let next = kept.filter { sentence in
                wordsOf(sentence).allSatisfy { counts[$0, default: 0] >= minimumWordCount }
            }
            if next.count == kept.count { return kept }
            kept = next
        }
    }

    private func isAcceptable(_ sentence: String) -> Bool {
        let words = wordsOf(sentence)
        guard (4...14).contains(words.count) else { return false }
        guard clockCount(words) < 2, !words.contains("just") || !isAnchored(words) else {
            return false
        }
        guard !clashing.contains(where: { group in words.filter(group.contains).count > 1 }) else {
            return false
        }
        if words.contains("every"), !doubtful.isDisjoint(with: words) { return false }
        let content = words.filter { $0.count > 2 && !repeatable.contains($0) }
        return Set(content).count == content.count
    }
}

/// Counts the parts of the day that a sentence names, "at seven" among them.
private func clockCount(_ words: [String]) -> Int {
    let hours: Set = ["five", "six", "seven", "eight", "nine", "ten", "eleven"]
    let clocks = zip(words, words.dropFirst()).filter { $0 == "at" && hours.contains($1) }.count
    return clocks + words.filter(clashing[0].contains).count
}

/// Returns whether a sentence ties its event to another one, where "has just" would not fit.
private func isAnchored(_ words: [String]) -> Bool {
    words.contains("after") || words.contains("before")
}

/// Words that do not go with "every day".
private let doubtful: Set = ["rarely", "sometimes", "often", "don't", "doesn't", "never"]

/// Words that a sentence may say twice.
private let repeatable: Set = [
    "that", "with", "were", "than", "have", "when", "from", "their", "your", "the", "and", "his",
    "her", "was", "for", "our", "had", "has", "are", "two", "not", "she", "you", "will",
]

/// Groups of words of which a sentence may use only one: two parts of the day contradict.
private let clashing: [Set<String>] = [
    [
        "breakfast", "lunch", "dinner", "supper", "morning", "evening", "afternoon", "night",
        "tonight", "midnight", "noon", "sunrise", "sunset",
    ],
    [
        "winter", "summer", "spring", "autumn", "january", "march", "april", "may", "june", "july",
        "august", "october", "november", "december", "month",
    ],
    [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mondays",
        "saturdays", "sundays", "weekend", "yesterday", "today", "tomorrow", "tonight", "week",
    ],
    ["summer", "sweater", "coat", "scarf"],
    ["summer", "snow", "snowed", "snowing", "frozen", "froze", "june", "july", "august", "may"],
]

/// Returns the words of a sentence in lower case, without punctuation.
func wordsOf(_ sentence: String) -> [String] {
    sentence.lowercased().split { " ,.?!".contains($0) }.map(String.init)
}

/// Returns what two sentences must not share.
func normalized(_ sentence: String) -> String {
    wordsOf(sentence).joined(separator: " ")
}

/// Returns how often each word occurs.
func wordCounts(_ sentences: [String]) -> [String: Int] {
    sentences.reduce(into: [:]) { counts, sentence in
        for word in wordsOf(sentence) { counts[word, default: 0] += 1 }
    }
}
