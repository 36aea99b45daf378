import Testing
import Tokenization

private let corpus: [(word: String, count: Int)] = [
    ("▁the", 900), ("▁then", 120), ("▁there", 150), ("▁other", 140), ("▁walking", 60),
    ("▁walked", 70), ("▁talking", 65), ("▁talked", 50), ("▁king", 40), ("▁wing", 30),
    ("▁singing", 45), ("▁1984", 12), ("▁été", 9), ("▁мир", 20), ("▁миру", 18), ("▁end.", 33),
]

private func trained(_ count: Int, on words: [(word: String, count: Int)] = corpus)
    -> [UnigramTrainer.Piece]
{
    var trainer = UnigramTrainer()
    trainer.pieceCount = count
    trainer.characterCoverage = 1
    return trainer.pieces(of: words)
}

/// How often a piece occurs in counted words.
private func occurrences(of piece: [Int32], in words: [[Int32]], _ counts: [Int]) -> Int {
    var result = 0
    for (word, count) in zip(words, counts) where word.count >= piece.count {
        for start in 0...word.count - piece.count
        where Array(word[start..<start + piece.count]) == piece {
            result += count
        }
    }
    return result
}

private func randomWords(_ generator: inout UnigramTestGenerator) -> [[Int32]] {
    (0..<40).map { _ -> [Int32] in
        let length = Int.random(in: 1...9, using: &generator)
        return (0..<length).map { _ -> Int32 in Int32.random(in: 1...3, using: &generator) }
    }
}

@Test(arguments: [2, 5]) func substringTreeCountsEverySubstring(limit: Int) {
    var generator = UnigramTestGenerator(seed: 7)
    let words = randomWords(&generator)
    let counts: [Int] = words.map { _ in Int.random(in: 1...5, using: &generator) }
    var symbols: [Int32] = []
    for word in words { symbols += word + [0] }
    let tree = SubstringTree(symbols: symbols, counts: counts, limit: limit)
    var seen = Set<[Int32]>()
    for node in tree.nodes {
        let piece = Array(symbols[Int(node.place)..<Int(node.place) + Int(node.length)])
        #expect(node.count == occurrences(of: piece, in: words, counts))
        #expect(piece.count <= limit)
        #expect(seen.insert(piece).inserted)
    }
    for place in symbols.indices where symbols[place] != 0 {
        #expect(tree.deepest[place] >= 0)
    }
}

@Test func thinnedSubstringTreeKeepsWhatCoversMost() {
    var generator = UnigramTestGenerator(seed: 8)
    let words = randomWords(&generator)
    let counts: [Int] = words.map { _ in Int.random(in: 1...5, using: &generator) }
    var symbols: [Int32] = []
    for word in words { symbols += word + [0] }
    let whole = SubstringTree(symbols: symbols, counts: counts, limit: 5)
    let thin = SubstringTree(symbols: symbols, counts: counts, limit: 5, nodeLimit: 20)
    #expect(whole.nodes.count > 60)
    #expect(thin.nodes.count <= 40)
    let coverages: [Int] = whole.nodes.indices.map { whole.coverage(of: $0) }
    let least = coverages.sorted()[coverages.count - 20]
    func occurrences(in tree: SubstringTree) -> [[Int32]: Int] {
        var result: [[Int32]: Int] = [:]
        for node in tree.nodes {
            let place = Int(node.place)
            result[Array(symbols[place..<place + Int(node.length)])] = node.count
        }
        return result
    }
    let thinCounts = occurrences(in: thin)
    for (piece, count) in occurrences(in: whole)
    where piece.count == 1 || count * piece.count > least {
        #expect(thinCounts[piece] == count)
    }
    for place in symbols.indices where symbols[place] != 0 { #expect(thin.deepest[place] >= 0) }
}

@Test func unigramTrainingIsTheSameOnAnyNumberOfThreads() {
    var generator = UnigramTestGenerator(seed: 9)
    let words = (0..<60_000).map { _ in
        let letters = (0..<8).map { _ in "abcdefgh".randomElement(using: &generator) ?? "a" }
        return (word: String(letters), count: Int.random(in: 1...9, using: &generator))
    }
    var trainer = UnigramTrainer()
    trainer.pieceCount = 300
    let pieces = trainer.pieces(of: words)
    trainer.threadCount = 3
    #expect(trainer.pieces(of: words) == pieces)
}

@Test func unigramTrainingTellsWhatIsBeyondItsLimit() {
    var shares: [Double] = []
    var trainer = UnigramTrainer()
    trainer.symbolLimit = 12
    let words = [(word: "abab", count: 6), (word: "baba", count: 3), (word: "cdcd", count: 1)]
    _ = trainer.pieces(of: words) { shares.append($0.leftOutShare) }
    #expect(!shares.isEmpty)
    #expect(shares.allSatisfy { $0 == 0.1 })
}

@Test func unigramTrainingDependsOnTheWordsAlone() {
    let pieces = trained(40)
    #expect(pieces == trained(40, on: corpus.reversed()))
    #expect(pieces.count == 40)
    #expect(Set(pieces.map(\.text)).count == 40)
}

@Test func unigramTrainingKeepsEveryCharacter() {
    let characters = Set(corpus.flatMap { $0.word.unicodeScalars.map { String($0) } })
    for size in [1, 40, 200] {
        let pieces = Set(trained(size).map(\.text))
        #expect(characters.isSubset(of: pieces))
    }
}

@Test func unigramTrainingFindsFrequentWords() {
    let pieces = trained(40).map(\.text)
    for word in ["▁the", "▁there", "▁other", "▁then"] { #expect(pieces.contains(word)) }
}

@Test func unigramPiecesKeepScriptsAndWordsApart() {
    let words: [(word: String, count: Int)] = [("▁abмир", 50), ("▁abмир.", 50), ("▁x▁y", 80)]
    for piece in trained(100, on: words).map(\.text) {
        let scalars = Array(piece.unicodeScalars)
        #expect(!scalars.dropFirst().contains("\u{2581}"))
        let isLatin = scalars.contains { "abxy".unicodeScalars.contains($0) }
        let isCyrillic = scalars.contains { (0x400...0x4FF).contains($0.value) }
        #expect(!(isLatin && isCyrillic))
        #expect(scalars.count == 1 || !scalars.contains("."))
    }
}

@Test func unigramScoresAddUpExactlyInSinglePrecision() {
    for piece in trained(60) {
        #expect(piece.score * 1024 == (piece.score * 1024).rounded())
        #expect(piece.score < 0)
    }
}

@Test func unigramTrainingLeavesOutTheRarestCharacters() {
    var trainer = UnigramTrainer()
    trainer.pieceCount = 100
    trainer.characterCoverage = 0.99
    let pieces = trainer.pieces(of: corpus).map(\.text)
    #expect(!pieces.contains("é"))
    #expect(pieces.contains("t"))
}

@Test func unigramTrainingTellsHowItGoes() {
    var reports: [UnigramTrainer.Progress] = []
    var trainer = UnigramTrainer()
    trainer.pieceCount = 45
    _ = trainer.pieces(of: corpus) { reports.append($0) }
    #expect(reports.count >= 4)
    #expect(zip(reports, reports.dropFirst()).allSatisfy { $0.pieceCount >= $1.pieceCount })
    #expect(reports.allSatisfy { $0.logLikelihood < 0 && $0.logLikelihood.isFinite })
    #expect(reports[reports.count - 1].logLikelihood > reports[0].logLikelihood)
}

@Test func unigramTrainingBearsOneEndlessWord() {
    let words: [(word: String, count: Int)] = [
        (String(repeating: "a", count: 50_000) + String(repeating: "ab", count: 5_000), 1)
    ]
    let pieces = trained(20, on: words)
    #expect(pieces.count <= 20)
    #expect(pieces.allSatisfy { $0.score.isFinite })
}

@Test func unigramTrainingOnNothingFindsNothing() {
    #expect(trained(10, on: []).isEmpty)
    #expect(trained(10, on: [("", 3), ("word", 0)]).isEmpty)
}

@Test func unigramCountsBeyondThirtyTwoBitsDoNotOverflow() {
    let words: [(word: String, count: Int)] = [("▁many", 1 << 40), ("▁more", 1 << 41)]
    #expect(trained(12, on: words).contains { $0.text == "▁more" })
}
