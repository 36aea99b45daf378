import Testing
import Tokenization

/// Pairs are joined in batches and on several threads, which must not be seen in what is learnt.
@Suite struct JoinBatchTests {
    /// Words of a few letters, most of them with the same counts, so that ties and tokens that are
    /// made in two ways are frequent.
    private func words(_ seed: UInt64, letters: String, longest: Int) -> [String: Int] {
        var generator = UnigramTestGenerator(seed: seed)
        var words: [String: Int] = [:]
        for _ in 0..<60 {
            let length = Int(generator.next() % UInt64(longest)) + 1
            let word = (0..<length).compactMap { _ in letters.randomElement(using: &generator) }
            words[String(word), default: 0] += Int(generator.next() % 4) + 1
        }
        return words
    }

    @Test(
        arguments: [("ab", 9), ("abc", 12), ("abcdefgh", 8), ("abcdefghijklmnopqrstuvwxyz", 10)],
        [Int.max, 5]
    )
    func mergesAreThoseOfOnePairAtATime(_ shape: (String, Int), _ maximumLength: Int) {
        for seed in 0..<UInt64(20) {
            let words = words(seed, letters: shape.0, longest: shape.1)
            var slow = PairByPairTraining(words, maximumLength: maximumLength)
            slow.learn(vocabularySize: 120, minimumFrequency: 2)
            for threadCount in 1...3 {
                let model = model(words, maximumLength, threadCount)
                let tokens = model.tokens.entries.map(\.token)
                #expect(tokens == slow.tokens, "seed \(seed), \(threadCount) threads")
                #expect(model.merges.map(pair) == lastOnes(slow.merges))
            }
        }
    }

    private func model(
        _ words: [String: Int],
        _ maximumLength: Int,
        _ threadCount: Int
    ) -> BPEModel {
        var counts = PieceCounts()
        for (word, count) in words { counts.add(word, count: count) }
        var trainer = BPETrainer(vocabularySize: 120)
        trainer.minimumFrequency = 2
        if maximumLength < .max { trainer.maximumTokenLength = maximumLength }
        return trainer.train(on: counts, threadCount: threadCount)
    }

    private func pair(_ merge: BPEMerge) -> PairByPairTraining.Pair {
        .init(left: Int(merge.left), right: Int(merge.right))
    }

    /// Of a pair that was joined twice, the later one.
    private func lastOnes(_ merges: [PairByPairTraining.Pair]) -> [PairByPairTraining.Pair] {
        var seen: Set<PairByPairTraining.Pair> = []
        return merges.reversed().filter { seen.insert($0).inserted }.reversed()
    }

    @Test(arguments: SubwordTrainer.Method.allCases)
    func tokenizersDoNotDependOnThreads(_ method: SubwordTrainer.Method) throws {
        let lines =
            method == .smilesBPE
            ? ["CCO", "c1ccccc1Br", "C[C@H](N)C(=O)O", "CC(=O)Oc1ccccc1C(=O)O", "[Na+].[Cl-]"]
            : awkwardTexts
        let trainer = SubwordTrainer(method, vocabularySize: 700)
        let tokenizers = try [1, 2, 5].map { threadCount in
            let counts = try trainer.counter(threadCount: threadCount).counts(of: lines).counts
            return trainer.tokenizer(of: counts, threadCount: threadCount)
        }
        #expect(tokenizers.allSatisfy { $0 == tokenizers[0] })
    }
}
