import Testing
import Tokenization

/// A generator of random numbers for tests: SplitMix64.
struct UnigramTestGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension TokenizationModel {
    /// The spellings and ends of the tokens of a text.
    fileprivate func cut(_ text: String) -> (tokens: [String], ends: [Int]) {
        var result = PieceTokens()
        Array(text.utf8).withUnsafeBufferPointer { encode($0, into: &result) }
        return (result.ids.map { tokens.token($0) ?? "?" }, result.ends.map { Int($0) })
    }
}

/// The scores of all ways to cut a text into pieces.
private func waysToCut(
    _ text: Substring,
    _ pieces: [String: Double]
) -> [(parts: [String], score: Double)] {
    if text.isEmpty { return [([], 0)] }
    return (1...text.count).flatMap { length -> [(parts: [String], score: Double)] in
        let first = String(text.prefix(length))
        guard let score = pieces[first] else { return [] }
        return waysToCut(text.dropFirst(length), pieces).map {
            ([first] + $0.parts, score + $0.score)
        }
    }
}

private let letters: [(token: String, score: Double)] = [
    ("<unk>", 0), ("a", -2), ("b", -2.5), ("c", -3), ("ab", -3.25), ("bc", -4), ("abc", -5.75),
    ("ca", -3.5), ("é", -5),
]

@Test func unigramFindsTheBestOfAllWaysToCut() {
    var generator = UnigramTestGenerator(seed: 1)
    let scores = Dictionary(uniqueKeysWithValues: letters.dropFirst().map { ($0.token, $0.score) })
    let model = UnigramModel(pieces: letters, unknownID: 0)
    for length in 1...10 {
        let text = String((0..<length).map { _ in "abcé".randomElement(using: &generator) ?? "a" })
        let best = waysToCut(text[...], scores).map(\.score).max()
        let found = model.cut(text).tokens
        #expect(found.joined() == text)
        #expect(found.reduce(0) { $0 + (scores[$1] ?? 0) } == best)
    }
}

@Test func unigramPrefersALongLastPieceAmongEqualWays() {
    let pieces: [(token: String, score: Double)] = [("a", -1), ("aa", -2)]
    let model = UnigramModel(pieces: pieces, unknownID: nil)
    #expect(model.cut("aaa").tokens == ["a", "aa"])
}

@Test func unigramJoinsNeighbouringUnknownCharacters() {
    let model = UnigramModel(pieces: letters, unknownID: 0)
    let (tokens, ends) = model.cut("aø€b")
    #expect(tokens == ["a", "<unk>", "b"])
    #expect(ends == [1, 6, 7])
}

@Test func unigramSpellsUnknownCharactersInBytes() {
    let bytes = (0...255).map { byte -> (token: String, score: Double) in
        let digits = String(byte, radix: 16, uppercase: true)
        return ("<0x" + (byte < 16 ? "0" : "") + digits + ">", -20)
    }
    let model = UnigramModel(pieces: letters + bytes, unknownID: 0, hasByteFallback: true)
    let (tokens, ends) = model.cut("aøb")
    #expect(tokens == ["a", "<0xC3>", "<0xB8>", "b"])
    #expect(ends == [1, 2, 3, 4])
}

@Test func unigramWithoutAnUnknownTokenLeavesOutWhatItLacks() {
    let model = UnigramModel(pieces: Array(letters.dropFirst()), unknownID: nil)
    #expect(model.cut("axb").tokens == ["a", "b"])
}

@Test func unigramReadsAMillionTimesTheSameLetter() {
    let pieces: [(token: String, score: Double)] = [
        ("a", -1), (String(repeating: "a", count: 16), -8), ("aaa", -2),
    ]
    for arithmetic in [UnigramModel.Arithmetic.double, .single] {
        let model = UnigramModel(pieces: pieces, unknownID: nil, arithmetic: arithmetic)
        let (tokens, ends) = model.cut(String(repeating: "a", count: 1 << 20))
        #expect(tokens.count == 1 << 16)
        #expect(ends.last == 1 << 20)
    }
}

@Test func unigramTokensOfAnyBytesEndWhereTheBytesDo() {
    var generator = UnigramTestGenerator(seed: 2)
    let model = UnigramModel(pieces: letters, unknownID: 0)
    for length in 1..<200 {
        let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
        var result = PieceTokens()
        bytes.withUnsafeBufferPointer { model.encode($0, into: &result) }
        #expect(result.ends.last.map { Int($0) } == length)
        #expect(zip(result.ends, result.ends.dropFirst()).allSatisfy { $0 < $1 })
    }
}

@Test func unigramSamplesWaysByTheirProbabilityToThePower() {
    let scores = Dictionary(uniqueKeysWithValues: letters.dropFirst().map { ($0.token, $0.score) })
    var model = UnigramModel(pieces: letters, unknownID: 0)
    model.samplingExponent = 0.5
    var generator = UnigramTestGenerator(seed: 3)
    var seen: [[String]: Int] = [:]
    let count = 20_000
    let text = Array("abcab".utf8)
    for _ in 0..<count {
        var result = PieceTokens()
        text.withUnsafeBufferPointer { model.sample($0, into: &result, using: &generator) }
        seen[result.ids.map { model.tokens.token($0) ?? "?" }, default: 0] += 1
    }
    let ways = waysToCut("abcab", scores).map { ($0.parts, exponential($0.score / 2)) }
    let total = ways.reduce(0) { $0 + $1.1 }
    for (parts, weight) in ways {
        let share = Double(seen[parts] ?? 0) / Double(count)
        #expect(abs(share - weight / total) < 0.012)
    }
}

/// e to a power, by its series.
private func exponential(_ x: Double) -> Double {
    var (term, sum) = (1.0, 1.0)
    for n in 1..<60 {
        term *= x / Double(n)
        sum += term
    }
    return sum
}

@Test func unigramSamplingWithALargeExponentIsTheBestWay() {
    var model = UnigramModel(pieces: letters, unknownID: 0)
    model.samplingExponent = 200
    var generator = UnigramTestGenerator(seed: 4)
    for text in ["abcabca", "aébøø", "cccab"] {
        var result = PieceTokens()
        Array(text.utf8).withUnsafeBufferPointer {
            model.sample($0, into: &result, using: &generator)
        }
        #expect(result.ids.map { model.tokens.token($0) ?? "?" } == model.cut(text).tokens)
    }
}

@Test func unigramSamplesTheSameWithTheSameSeed() {
    let model = UnigramModel(pieces: letters, unknownID: 0)
    func draw() -> [TokenID] {
        var generator = UnigramTestGenerator(seed: 5)
        var result = PieceTokens()
        Array("abcabcabcabc".utf8).withUnsafeBufferPointer {
            model.sample($0, into: &result, using: &generator)
        }
        return result.ids
    }
    #expect(draw() == draw())
}

@Test(arguments: [UnigramModel.Arithmetic.double, .single])
func unigramFindsTheBestWaysInOrder(_ arithmetic: UnigramModel.Arithmetic) {
    let scores = Dictionary(uniqueKeysWithValues: letters.dropFirst().map { ($0.token, $0.score) })
    let model = UnigramModel(pieces: letters, unknownID: 0, arithmetic: arithmetic)
    for text in ["a", "abc", "abcab", "cabcabca"] {
        let all = waysToCut(text[...], scores)
        for count in [1, 3, 1000] {
            let found = Array(text.utf8).withUnsafeBufferPointer {
                model.bestWays($0, count: count)
            }
            let spelled = found.map { $0.ids.map { model.tokens.token($0) ?? "?" } }
            #expect(found.count == min(count, all.count))
            #expect(Set(spelled).count == found.count)
            #expect(spelled[0] == model.cut(text).tokens)
            #expect(spelled.allSatisfy { $0.joined() == text })
            #expect(
                found.map(\.logProbability)
                    == all.map(\.score).sorted(by: >).prefix(count).map { $0 }
            )
        }
    }
}

@Test func bestWaysOfWordsAreThoseOfTheText() {
    let model = UnigramModel(pieces: letters, unknownID: 0)
    let whole = TokenizationPipeline(model: model)
    let words = TokenizationPipeline(
        preTokenizers: [.split(SplitPattern("é"), .isolated, isInverted: false)],
        model: model
    )
    for text in ["abéca", "éabcéabéc"] {
        for count in [1, 2, 7, 20] {
            let (first, second) = (
                whole.bestWays(text, count: count) ?? [], words.bestWays(text, count: count) ?? []
            )
            #expect(first.map(\.logProbability) == second.map(\.logProbability))
            #expect(second.first?.ids == words.ids(of: text))
            #expect(Set(second).count == second.count)
        }
    }
}

@Test func onlyUnigramModelsKnowSeveralWays() {
    let model = WordLevelModel(tokens: TokenInventory(["<unk>", "a"]), unknown: "<unk>")
    #expect(TokenizationPipeline(model: model).bestWays("a", count: 2) == nil)
}

@Test func unigramSamplesAmongTheBestWaysOnly() {
    var model = UnigramModel(pieces: letters, unknownID: 0)
    model.samplingCount = 3
    model.samplingExponent = 0.5
    let text = Array("abcab".utf8)
    let best = text.withUnsafeBufferPointer { model.bestWays($0, count: 3) }
    var generator = UnigramTestGenerator(seed: 6)
    var seen: [[TokenID]: Int] = [:]
    let count = 20_000
    for _ in 0..<count {
        var result = PieceTokens()
        text.withUnsafeBufferPointer { model.sample($0, into: &result, using: &generator) }
        seen[result.ids, default: 0] += 1
    }
    let weights = best.map { exponential($0.logProbability / 2) }
    #expect(seen.count == 3)
    for (way, weight) in zip(best, weights) {
        let share = Double(seen[way.ids] ?? 0) / Double(count)
        #expect(abs(share - weight / weights.reduce(0, +)) < 0.012)
    }
}
