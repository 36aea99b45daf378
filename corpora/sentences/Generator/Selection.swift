/// What is kept of everything that the grammar can say.
struct Selection {
    var sentenceCount = 40_000
    var attemptsPerFrame = 1_600
    var candidatesPerFrame = 420
    var minimumWordCount = 20
    var sentencesPerPredicate = 3

    /// Returns distinct candidates of one frame, in the order they were generated.
    func candidates(
        of frame: [Node], lexicon: Lexicon, generator: inout SplitMix64
    ) throws -> [String] {
        var seen: Set<String> = []
        var predicates: [String: Int] = [:]
        var result: [String] = []
        for _ in 0..<attemptsPerFrame where result.count < candidatesPerFrame {
            var builder = SentenceBuilder(lexicon: lexicon, generator: generator)
            let raw = try builder.build(frame)
            generator = builder.generatorAfterwards
            let sentence = polished(raw, contracts: generator.chance(50))
            let predicate = wordsOf(sentence).suffix(4).joined(separator: " ")
            guard isAcceptable(sentence), predicates[predicate, default: 0] < sentencesPerPredicate,
                seen.insert(normalized(sentence)).inserted
            else { continue }
            predicates[predicate, default: 0] += 1
            result.append(sentence)
        }
        return result
    }

    /// Takes the same number from every frame, as far as each reaches, to make the count.
    func balanced(_ candidates: [[String]]) -> [String] {
        var share = 1
        while share < candidatesPerFrame, total(candidates, share) < sentenceCount { share += 1 }
        var seen: Set<String> = []
        return candidates.flatMap { $0.prefix(share) }.filter { seen.insert(normalized($0)).inserted }
    }

    private func total(_ candidates: [[String]], _ share: Int) -> Int {
        candidates.reduce(0) { $0 + min($1.count, share) }
    }

    /// Drops sentences with rare words until every word that remains is frequent enough.
    func withoutRareWords(_ sentences: [String]) -> [String] {
        var kept = sentences
        while true {
            let counts = wordCounts(kept)
            let next = kept.filter { wordsOf($0).allSatisfy { counts[$0, default: 0] >= minimumWordCount } }
            if next.count == kept.count { return kept }
            kept = next
        }
    }

    private func isAcceptable(_ sentence: String) -> Bool {
        let words = wordsOf(sentence)
        guard (4...14).contains(words.count) else { return false }
        let content = words.filter { $0.count > 3 && !repeatable.contains($0) }
        return Set(content).count == content.count
    }
}

/// Words that a sentence may say twice.
private let repeatable: Set = ["that", "with", "were", "than", "have", "when", "from", "their", "your"]

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
