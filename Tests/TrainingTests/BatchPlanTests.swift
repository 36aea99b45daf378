import Testing
import Training

@Suite struct BatchPlanTests {
    /// Lengths from 1 to 40, in no order.
    static let lengths = (0..<1003).map { $0 * 7919 % 40 + 1 }

    @Test(arguments: [(1, 1), (1, 8), (8, 8), (9, 8), (1003, 1), (1003, 8), (1003, 2000)])
    func everyEpochHoldsEverySequenceOnce(count: Int, batchSize: Int) {
        let plan = BatchPlan(
            lengths: Array(Self.lengths.prefix(count)),
            batchSize: batchSize,
            seed: 3
        )
        for epoch in 0..<3 {
            let batches = plan.batches(ofEpoch: epoch)
            #expect(batches.count == plan.batchesPerEpoch)
            #expect(batches.allSatisfy { !$0.isEmpty && $0.count <= batchSize })
            #expect(batches.count { $0.count < batchSize } <= 1)
            #expect(batches.joined().sorted() == Array(0..<count))
        }
    }

    @Test func withinABatchTheLongestComesFirst() {
        let plan = BatchPlan(lengths: Self.lengths, batchSize: 16, seed: 3)
        for batch in plan.batches(ofEpoch: 0) {
            let lengths = batch.map { Self.lengths[$0] }
            #expect(lengths == lengths.sorted(by: >))
        }
    }

    /// Without sorting a batch of sixteen would span most of the forty lengths.
    @Test func aBatchIsOfLikeLengths() {
        let plan = BatchPlan(lengths: Self.lengths, batchSize: 16, seed: 3)
        let spans = plan.batches(ofEpoch: 0).map { batch in
            let lengths = batch.map { Self.lengths[$0] }
            return (lengths.first ?? 0) - (lengths.last ?? 0)
        }
        #expect(spans.reduce(0, +) <= 2 * spans.count)
    }

    @Test func itIsAFunctionOfSeedAndEpoch() {
        func plan(_ seed: UInt64) -> BatchPlan {
            BatchPlan(lengths: Self.lengths, batchSize: 16, seed: seed)
        }
        let batches = plan(3).batches(ofEpoch: 5)
        _ = plan(4).batches(ofEpoch: 5)
        #expect(plan(3).batches(ofEpoch: 5) == batches)
        #expect(plan(4).batches(ofEpoch: 5) != batches)
    }

    /// Neither the order of the batches nor their members stay.
    @Test func epochsDiffer() {
        let plan = BatchPlan(lengths: Self.lengths, batchSize: 16, seed: 3)
        let (first, second) = (plan.batches(ofEpoch: 0), plan.batches(ofEpoch: 1))
        #expect(first != second)
        #expect(Set(first.map(Set.init)).isDisjoint(with: second.map(Set.init)))
    }

    @Test func theBatchesAreNotInOrderOfLength() {
        let batches = BatchPlan(lengths: Self.lengths, batchSize: 16, seed: 3).batches(ofEpoch: 0)
        let longest = batches.compactMap(\.first).map { Self.lengths[$0] }
        #expect(longest != longest.sorted() && longest != longest.sorted(by: >))
    }
}

@Suite struct HeldOutTests {
    @Test(arguments: [0, 1, 2, 3, 10, 1000], [0, 0.001, 0.05, 0.5, 0.9])
    func theTwoPartsMakeUpTheWhole(count: Int, fraction: Double) {
        let split = HeldOut(count: count, fraction: fraction, seed: 1)
        #expect((split.training + split.validation).sorted() == Array(0..<count))
        #expect(split.training == split.training.sorted())
        #expect(split.validation == split.validation.sorted())
        #expect(count == 0 || !split.training.isEmpty)
        #expect(split.validation.isEmpty == (count < 2 || fraction == 0))
    }

    @Test func thePartIsAsLargeAsAskedFor() {
        #expect(HeldOut(count: 1000, fraction: 0.05, seed: 1).validation.count == 50)
        #expect(HeldOut(count: 3, fraction: 0.9, seed: 1).validation.count == 2)
    }

    @Test func itIsAFunctionOfTheSeed() {
        let split = HeldOut(count: 1000, fraction: 0.05, seed: 1)
        #expect(HeldOut(count: 1000, fraction: 0.05, seed: 1).validation == split.validation)
        #expect(HeldOut(count: 1000, fraction: 0.05, seed: 2).validation != split.validation)
    }

    /// A corpus in some order is held out from all over.
    @Test func itIsDrawnFromEverywhere() {
        let places = HeldOut(count: 1000, fraction: 0.1, seed: 1).validation
        for quarter in 0..<4 {
            #expect(places.count { $0 / 250 == quarter } > 10)
        }
    }
}
