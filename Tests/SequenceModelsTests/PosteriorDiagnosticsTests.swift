import SequenceModels
import Tensors
import Testing

/// The laws of the diagnostics of a posterior.
struct PosteriorDiagnosticsTests {
    let backend = CPUBackend(threadCount: 1)

    /// Posteriors around the given means, with one sample of each.
    private func diagnostics(
        means: [Float],
        logVariance: Float,
        dimension: Int,
        pairLimit: Int = 10_000
    ) -> PosteriorDiagnostics {
        var generator = SeededGenerator(seed: 3)
        let noise = generator.normal([means.count], on: backend).scalars
        let deviation: Float = logVariance == 0 ? 1 : 0.001
        return PosteriorDiagnostics(
            means: means,
            logVariances: [Float](repeating: logVariance, count: means.count),
            samples: zip(means, noise).map { $0 + deviation * $1 },
            dimension: dimension,
            pairLimit: pairLimit
        )
    }

    @Test func aCollapsedPosteriorCarriesNothing() {
        let collapsed = diagnostics(
            means: [Float](repeating: 0, count: 60),
            logVariance: 0,
            dimension: 3
        )
        #expect(collapsed.activeUnits == 0)
        #expect(abs(collapsed.mutualInformation) < 1e-6)
        #expect(collapsed.klByDimension == [0, 0, 0])
    }

    /// log of 0.001 squared is -13.8155.
    @Test(arguments: [1, 3, 9])
    func separatedPosteriorsTellEveryRecordApart(dimension: Int) {
        let means = (0..<50).flatMap { [Float](repeating: Float($0), count: dimension) }
        let separated = diagnostics(means: means, logVariance: -13.8155, dimension: dimension)
        #expect(abs(separated.mutualInformation - 3.9120230) < 1e-4)
        #expect(separated.activeUnits == dimension)
    }

    @Test func recordsInPairsAreHalfAsManyToTellApart() {
        let means = (0..<50).map { Float($0 / 2) }
        let paired = diagnostics(means: means, logVariance: -13.8155, dimension: 1)
        #expect(abs(paired.mutualInformation - 3.2188758) < 1e-4)
    }

    /// Means of -1 and 1: unbiased variance 2, divergence 1/2; one constant dimension beside it.
    @Test func varianceAndDivergenceFollowTheirDefinitions() {
        let two = PosteriorDiagnostics(
            means: [-1, 3, 1, 3],
            logVariances: [0, 0, 0, 0],
            samples: [-1, 3, 1, 3],
            dimension: 2
        )
        #expect(two.meanVariances == [2, 0])
        #expect(two.klByDimension == [0.5, 4.5])
        #expect(two.divergence == 5)
        #expect(two.activeUnits == 1)
    }

    @Test func beyondTheLimitASubsetIsCompared() {
        let means = (0..<50).map { Float($0) }
        let subset = diagnostics(means: means, logVariance: -13.8155, dimension: 1, pairLimit: 20)
        #expect(subset.mutualInformationRecordCount == 20)
        #expect(abs(subset.mutualInformation - 2.9957323) < 1e-4)
        #expect(subset.recordCount == 50)
    }
}
