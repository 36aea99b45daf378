import Testing
import Tokenization

@Suite struct BPEModelTests {
    /// Joins pairs as the definition says, one at a time: the slow, obvious twin.
    private func tokensByDefinition(_ text: String, _ model: BPEModel) -> [TokenID] {
        var ids = text.unicodeScalars.compactMap { model.tokens.id(of: String($0)) }
        while true {
            var best: (rank: Int, place: Int)?
            for place in ids.indices.dropLast() {
                let rank = model.merges.firstIndex {
                    $0.left == ids[place] && $0.right == ids[place + 1]
                }
                if let rank, rank < best?.rank ?? .max { best = (rank, place) }
            }
            guard let best else { return ids }
            ids[best.place] = model.merges[best.rank].result
            ids.remove(at: best.place + 1)
        }
    }

    private func encode(_ text: String, _ model: BPEModel) -> PieceTokens {
        var tokens = PieceTokens()
        Array(text.utf8).withUnsafeBufferPointer { model.encode($0, into: &tokens) }
        return tokens
    }

    /// A model with a random vocabulary over two letters, whose merges come in a random order.
    private func randomModel(_ generator: inout Generator) -> BPEModel {
        var words = ["a", "b"]
        var merges: [(String, String)] = []
        for _ in 0..<12 {
            let pair = (
                words[Int(generator.next() % UInt64(words.count))],
                words[Int(generator.next() % UInt64(words.count))]
            )
            if !words.contains(pair.0 + pair.1) { words.append(pair.0 + pair.1) }
            merges.append(pair)
        }
        merges.sort { _, _ in generator.next() % 2 == 0 }
        let tokens = TokenInventory(words)
        var seen: Set<[TokenID]> = []
        let known = merges.compactMap { left, right -> BPEMerge? in
            guard let first = tokens.id(of: left), let second = tokens.id(of: right),
                let result = tokens.id(of: left + right), seen.insert([first, second]).inserted
            else { return nil }
            return BPEMerge(left: first, right: second, result: result)
        }
        return BPEModel(tokens: tokens, merges: known)
    }

    @Test func joiningInPlaceIsTheDefinition() {
        var generator = Generator(state: 1)
        for _ in 0..<200 {
            let model = randomModel(&generator)
            let count = Int(generator.next() % 30) + 1
            let text = String((0..<count).map { _ in generator.next() % 2 == 0 ? "a" : "b" })
            #expect(encode(text, model).ids == tokensByDefinition(text, model))
        }
    }

    @Test func joiningByBucketsIsTheDefinition() {
        var generator = Generator(state: 2)
        for _ in 0..<20 {
            let model = randomModel(&generator)
            let count = Int(generator.next() % 300) + 257
            let text = String((0..<count).map { _ in generator.next() % 3 == 0 ? "a" : "b" })
            #expect(encode(text, model).ids == tokensByDefinition(text, model))
        }
    }

    @Test(arguments: ["a", "ab"])
    func longWordsTakeTimeInProportion(_ unit: String) {
        let words = ["a", "b", "aa", "ab", "aaaa", "abab"]
        let tokens = TokenInventory(words)
        let merges = [("a", "a"), ("a", "b"), ("aa", "aa"), ("ab", "ab")].compactMap { pair in
            tokens.id(of: pair.0).flatMap { left in
                tokens.id(of: pair.1).flatMap { right in
                    tokens.id(of: pair.0 + pair.1).map {
                        BPEMerge(left: left, right: right, result: $0)
                    }
                }
            }
        }
        let model = BPEModel(tokens: tokens, merges: merges)
        let text = String(repeating: unit, count: 400_000 / unit.count)
        let found = encode(text, model)
        #expect(found.count == 100_000)
        #expect(found.ends.last == 400_000)
    }

    private let letters = TokenInventory(["<unk>", "a", "b", "ab", "<0xC3>", "<0xA9>"])

    private func model(_ change: (inout BPEModel.Options) -> Void) -> BPEModel {
        var options = BPEModel.Options()
        change(&options)
        let merges = [BPEMerge(left: 1, right: 2, result: 3)]
        return BPEModel(tokens: letters, merges: merges, options: options)
    }

    @Test func whatIsLackedIsUnknownOrLeftOut() {
        #expect(encode("xab", model { _ in }).ids == [3])
        #expect(encode("xxab", model { $0.unknown = "<unk>" }).ids == [0, 0, 3])
        let fused = encode(
            "xéab",
            model {
                $0.unknown = "<unk>"
                $0.fusesUnknown = true
            }
        )
        #expect(fused.ids == [0, 3])
        #expect(fused.ends == [3, 5])
    }

    @Test func whatIsLackedFallsBackToBytes() {
        let model = model {
            $0.unknown = "<unk>"
            $0.fallsBackToBytes = true
        }
        #expect(encode("éab", model).ids == [4, 5, 3])
        #expect(encode("xab", model).ids == [0, 3])
    }

    @Test func aWholePieceMayGoBeforeMerges() {
        let tokens = TokenInventory(["a", "b", "ab", "aba"])
        var options = BPEModel.Options()
        options.ignoresMerges = true
        let model = BPEModel(
            tokens: tokens,
            merges: [BPEMerge(left: 0, right: 1, result: 2)],
            options: options
        )
        #expect(encode("aba", model).ids == [3])
        #expect(encode("abab", model).ids == [2, 2])
    }

    @Test func affixesTellWhereACharacterStands() {
        let tokens = TokenInventory(["a", "##a", "##a</w>", "a</w>", "aa</w>"])
        var options = BPEModel.Options()
        options.continuingSubwordPrefix = "##"
        options.endOfWordSuffix = "</w>"
        let model = BPEModel(
            tokens: tokens,
            merges: [BPEMerge(left: 0, right: 2, result: 4)],
            options: options
        )
        #expect(encode("a", model).ids == [3])
        #expect(encode("aa", model).ids == [4])
        #expect(encode("aaa", model).ids == [0, 1, 2])
    }

    @Test func dropoutPassesMergesOver() {
        var generator = Generator(state: 3)
        func sample(_ dropout: Double) -> PieceTokens {
            let model = model { $0.dropout = dropout }
            var tokens = PieceTokens()
            Array("abab".utf8).withUnsafeBufferPointer {
                model.sample($0, into: &tokens, using: &generator)
            }
            return tokens
        }
        #expect(sample(0).ids == [3, 3])
        #expect(sample(1).ids == [1, 2, 1, 2])
        let counts = (0..<2000).map { _ in sample(0.5).count }
        #expect(Set(counts) == [2, 3, 4])
        #expect(counts.count { $0 == 4 } > 200)
    }

    @Test func theSameSeedGivesTheSameSample() {
        let model = model { $0.dropout = 0.3 }
        func samples() -> [TokenID] {
            var generator = Generator(state: 9)
            var tokens = PieceTokens()
            for _ in 0..<50 {
                Array("ababab".utf8).withUnsafeBufferPointer {
                    model.sample($0, into: &tokens, using: &generator)
                }
            }
            return tokens.ids
        }
        #expect(samples() == samples())
    }
}

/// A generator for tests: Marsaglia's xorshift of 64 bits.
struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
