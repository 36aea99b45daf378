import Testing
import Tokenization
import Training

@Suite struct ValidationSampleTests {
    static let sequences: [[TokenID]] = (0..<5_000).map { number in
        let (tens, ones) = number.quotientAndRemainder(dividingBy: 50)
        return [TokenID(ones), TokenID(tens)]
    }

    static func sample(_ sequences: [[TokenID]], count: Int = 2_000) -> [Int] {
        ValidationSample.places(in: TokenBatch(sequences), count: count)
    }

    @Test func allAreTakenWhereThereAreNotTooMany() {
        let few = Array(Self.sequences.prefix(2_000))
        #expect(Self.sample(few) == Array(0..<2_000))
        #expect(Self.sample([]).isEmpty)
    }

    @Test func itIsSpreadOverTheWhole() {
        let sample = Self.sample(Self.sequences)
        #expect(sample.count == 2_000)
        for start in stride(from: 0, to: 5_000, by: 1_000) {
            let count = sample.count { (start..<start + 1_000).contains($0) }
            #expect((340...460).contains(count), "\(count) of the thousand from \(start)")
        }
    }

    @Test func theOrderOfTheSequencesDoesNotMatter() {
        let reversed = Array(Self.sequences.reversed())
        let wanted = Set(Self.sample(Self.sequences).map { Self.sequences[$0] })
        #expect(Set(Self.sample(reversed).map { reversed[$0] }) == wanted)
    }

    @Test func mostStayWhenSomeAreAdded() {
        let fewer = Array(Self.sequences.prefix(4_500))
        let before = Set(Self.sample(fewer))
        let after = Set(Self.sample(Self.sequences))
        #expect(after.filter { $0 < 4_500 }.isSubset(of: before))
        #expect(after.intersection(before).count > 1_700)
    }

    @Test func sequencesThatAreAlikeAreTakenInProportion() {
        var alike = Self.sequences
        for place in stride(from: 0, to: 5_000, by: 2) { alike[place] = [4] }
        let count = Self.sample(alike).count { $0.isMultiple(of: 2) }
        #expect((900...1_100).contains(count))
    }
}
