import Molecules
import Testing

@Suite struct SampleStatisticsTests {
    @Test func countsFollowTheDefinitions() {
        let sample = ["CCO", "OCC", "c1ccccc1", "C(", "", "CCN", "CC(C)(C)(C)C", "NCC"]
        let statistics = SampleStatistics(of: sample, reference: ["CCO", "CCC"])
        #expect(statistics.totalCount == 8)
        #expect(statistics.validCount == 5)
        #expect(statistics.uniqueCount == 3)
        #expect(statistics.novelCount == 2)
        #expect(statistics.validity == 5.0 / 8)
        #expect(statistics.uniqueness == 3.0 / 5)
        #expect(statistics.novelty == 2.0 / 3)
    }

    @Test func canonicalFormsKeepTheOrderOfTheSample() {
        let statistics = SampleStatistics(of: ["OCC", "C(", "C1=CC=CC=C1"])
        #expect(statistics.canonicalSMILES == ["CCO", nil, "c1ccccc1"])
        #expect(statistics.novelCount == nil)
        #expect(statistics.novelty == nil)
    }

    @Test func uniquenessOfTheFirstLooksAtValidStringsOnly() {
        let statistics = SampleStatistics(of: ["C(", "CCO", "C(", "OCC", "CCN", "CCC"])
        #expect(statistics.uniqueness(ofFirstValid: 2) == 0.5)
        #expect(statistics.uniqueness(ofFirstValid: 3) == 2.0 / 3)
        #expect(statistics.uniqueness(ofFirstValid: 100) == statistics.uniqueness)
    }

    @Test func aSampleWithoutMoleculesHasNoFractions() {
        for statistics in [SampleStatistics(of: []), SampleStatistics(of: ["C("], reference: [])] {
            #expect(statistics.validity == 0)
            #expect(statistics.uniqueness == 0)
            #expect(statistics.uniqueness(ofFirstValid: 10) == 0)
            #expect((statistics.novelty ?? 0) == 0)
        }
    }
}
