import Evaluation
import Testing

/// The laws of the measures of samples.
struct SampleQualityTests {
    private func words(_ sentences: [String]) -> [[Substring]] {
        sentences.map { $0.split(separator: " ") }
    }

    @Test func distinctCountsDifferentNGrams() {
        let diversity = SampleDiversity(of: words(["a b a b", "a c"]))
        #expect(diversity.distinct[0] == 3.0 / 6)
        #expect(diversity.distinct[1] == 3.0 / 4)
        #expect(diversity.distinct[2] == 1)
        #expect(diversity.distinct[4] == 0)
    }

    @Test func repeatedSequencesAreDuplicates() {
        let diversity = SampleDiversity(
            of: words(["a b", "a b", "c"]),
            reference: Set(words(["c", "d"]))
        )
        #expect(abs(diversity.duplicateFraction - 1.0 / 3) < 1e-12)
        #expect(diversity.distinctCount == 2)
        #expect(diversity.novelty == 0.5)
        #expect(SampleDiversity(of: words(["a"])).novelty == nil)
    }

    @Test func equalSequencesHaveASelfBLEUOfOne() {
        let diversity = SampleDiversity(of: words([String](repeating: "a b c d e f", count: 3)))
        for value in diversity.selfBLEU { #expect(abs(value - 1) < 1e-12) }
    }

    @Test func oneSequenceHasNothingToBeLike() {
        #expect(SampleDiversity(of: words(["a b c"])).selfBLEU == [0, 0, 0, 0, 0])
        #expect(SampleDiversity(of: words([])).duplicateFraction == 0)
    }

    /// BLEU written out against all references, one pair at a time.
    private func slowBLEU(_ candidate: [Substring], _ others: [[Substring]], order: Int) -> Double {
        func grams(_ sequence: [Substring], _ n: Int) -> [[Substring]: Int] {
            guard sequence.count >= n else { return [:] }
            let all = (0...sequence.count - n).map { Array(sequence[$0..<$0 + n]) }
            return Dictionary(all.map { ($0, 1) }, uniquingKeysWith: +)
        }
        var product = 1.0
        for n in 1...order {
            let own = grams(candidate, n)
            let matches = own.reduce(0) { sum, entry in
                sum + min(entry.value, others.map { grams($0, n)[entry.key] ?? 0 }.max() ?? 0)
            }
            let total = max(1, candidate.count - n + 1)
            product *= (matches == 0 ? 0.1 : Double(matches)) / Double(total)
        }
        let root = order == 1 ? product : product.squareRoot()
        let lengths = others.map(\.count)
        let closest =
            lengths.min {
                (abs($0 - candidate.count), $0) < (abs($1 - candidate.count), $1)
            } ?? 0
        #expect(candidate.count >= closest)
        return root
    }

    /// Of the same length, so that no brevity is penalised.
    @Test func selfBLEUEqualsItsSlowTwin() {
        let sequences = words(["a b c d", "a b b a", "c d a b", "x y z a", "b b b b"])
        let found = SampleDiversity(of: sequences).selfBLEU
        for order in 1...2 {
            let slow = sequences.indices.map { index in
                slowBLEU(
                    sequences[index],
                    sequences.indices.filter { $0 != index }.map { sequences[$0] },
                    order: order
                )
            }
            #expect(abs(found[order - 1] - slow.reduce(0, +) / 5) < 1e-12)
        }
    }

    /// `a` against `a a`: precision 1, brevity e^(1 - 2); `a a` against `a`: precision 1/2.
    @Test func brevityIsPenalised() {
        let found = SampleDiversity(of: words(["a", "a a"])).selfBLEU[0]
        #expect(abs(found - (0.36787944117 + 0.5) / 2) < 1e-9)
    }

    @Test func moleculesAreJudgedAsMOSESDoes() {
        let quality = MoleculeQuality(
            of: ["CCO", "OCC", "C(", "c1ccccc1", "CCN"],
            reference: ["CCO"]
        )
        #expect(quality.count == 5)
        #expect(quality.validity == 0.8)
        #expect(quality.uniqueness == 0.75)
        #expect(quality.uniquenessOfFirst1000 == 0.75)
        #expect(quality.novelty == 2.0 / 3)
    }
}
