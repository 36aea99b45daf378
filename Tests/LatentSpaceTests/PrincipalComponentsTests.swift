import LatentSpace
import Tensors
import Testing

/// Codes that differ mostly along one planted direction, then along a second.
struct PrincipalComponentsTests {
    private let backend = CPUBackend(threadCount: 1)
    private let first: [Float] = [0.6, 0, 0.8, 0]
    private let second: [Float] = [0, -1, 0, 0]

    private func codes(_ count: Int) -> [[Float]] {
        var generator = SeededGenerator(seed: 4)
        let noise = generator.normal([count * 6], on: backend).scalars
        return (0..<count).map { row in
            (0..<4).map { column in
                7 + 5 * noise[row * 6] * first[column] + 2 * noise[row * 6 + 1] * second[column]
                    + 0.1 * noise[row * 6 + 2 + column]
            }
        }
    }

    private func dot(_ a: [Float], _ b: [Float]) -> Float {
        zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    }

    @Test func thePlantedDirectionsAreFoundWithAPositiveSign() {
        let found = PrincipalComponents(of: codes(400), on: backend)
        #expect(found.components.count == 2)
        #expect(dot(found.components[0], first) > 0.999)
        #expect(dot(found.components[1], second) < -0.999)
        #expect(abs(found.variances[0] - 25) < 4)
        #expect(abs(found.variances[1] - 4) < 1)
        #expect(found.explainedVariance > 0.99)
    }

    @Test func componentsAreOrthonormalAndAllOfThemHoldAllVariance() {
        let found = PrincipalComponents(of: codes(50), count: 9, on: backend)
        #expect(found.components.count == 4)
        #expect(abs(found.explainedVariance - 1) < 1e-12)
        for i in 0..<4 {
            for j in 0..<4 {
                let product = dot(found.components[i], found.components[j])
                #expect(abs(product - (i == j ? 1 : 0)) < 1e-5)
            }
        }
    }

    @Test func theVarianceOfTheProjectionIsTheEigenvalue() {
        let codes = codes(100)
        let found = PrincipalComponents(of: codes, on: backend)
        let statistics = CodeStatistics(codes.map(found.projected))
        for axis in 0..<2 {
            #expect(abs(statistics.mean[axis]) < 1e-4)
            #expect(abs(statistics.variance[axis] / found.variances[axis] - 1) < 1e-4)
        }
    }

    @Test func theOrderOfTheCodesDoesNotFlipThePicture() {
        let codes = codes(60)
        let one = PrincipalComponents(of: codes, on: backend)
        let other = PrincipalComponents(of: codes.reversed(), on: backend)
        for (a, b) in zip(one.components, other.components) { #expect(dot(a, b) > 0.9999) }
    }

    @Test func equalCodesHaveNoVariance() {
        let found = PrincipalComponents(of: [[1, 2], [1, 2]], on: backend)
        #expect(found.variances == [0, 0])
        #expect(found.explainedVariance == 0)
        #expect(found.projected([1, 2]) == [0, 0])
    }
}
