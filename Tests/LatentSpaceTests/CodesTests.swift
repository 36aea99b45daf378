import LatentSpace
import SequenceModels
import Tensors
import Testing
import TinyModels
import Tokenization

/// Codes of records, and what is done with them.
struct CodesTests {
    private let backend = CPUBackend(threadCount: 1)

    private func distance(_ a: [Float], _ b: [Float]) -> Float {
        zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }

    @Test(arguments: [1, 3, 100])
    func codesDoNotDependOnTheirBatch(batchSize: Int) {
        let model = tinyModel()
        let records = model.someRecords(20)
        let whole = model.codes(of: records)
        #expect(whole.count == 20)
        for (one, other) in zip(whole, model.codes(of: records, batchSize: batchSize)) {
            #expect(distance(one.mean, other.mean) < 1e-5)
            #expect(distance(one.logVariance, other.logVariance) < 1e-5)
        }
        let reversed = model.codes(of: records.selecting((0..<20).reversed()))
        for (one, other) in zip(whole, reversed.reversed()) {
            #expect(distance(one.mean, other.mean) < 1e-5)
        }
    }

    @Test func aCodeSamplesAndDivergesByItsDefinition() {
        let code = LatentCode(mean: [1, 0], logVariance: [0, 1.3862944])
        #expect(distance(code.sample(noise: [0.5, -1]), [1.5, -2]) < 1e-6)
        #expect(abs(code.divergenceByDimension[0] - 0.5) < 1e-9)
        #expect(abs(code.divergenceByDimension[1] - (3 - 1.3862944) / 2) < 1e-6)
    }

    @Test func analogiesAddWhatTwoCodesDifferBy() {
        #expect(analogy([3, 5], minus: [1, 1], plus: [10, 20]) == [12, 24])
        #expect(analogy([3, 5], minus: [3, 5], plus: [10, 20]) == [10, 20])
    }

    @Test func perturbationsDependOnTheirIndexAndScaleWithTheDeviation() {
        let all = perturbations(of: [5, -5], standardDeviation: 1, 0..<10, seed: 3, on: backend)
        let some = perturbations(of: [5, -5], standardDeviation: 1, 4..<6, seed: 3, on: backend)
        #expect(some == Array(all[4..<6]))
        let wide = perturbations(of: [5, -5], standardDeviation: 2, 0..<10, seed: 3, on: backend)
        for (one, other) in zip(all, wide) {
            #expect(abs(distance(other, [5, -5]) - 2 * distance(one, [5, -5])) < 1e-5)
        }
        let none = perturbations(of: [5, -5], standardDeviation: 0, 0..<2, seed: 3, on: backend)
        #expect(none == [[5, -5], [5, -5]])
    }

    @Test func neighboursAreThoseThatMeasuringFinds() {
        let model = tinyModel()
        let codes = model.someCodes(200)
        let queries = [codes[17], [0, 0, 0, 0, 0], [9, 9, 9, 9, 9]]
        let found = NearestNeighbours(codes, on: backend).neighbours(of: queries, count: 7)
        for (query, neighbours) in zip(queries, found) {
            let distances = codes.map { distance(query, $0) }
            let expected = codes.indices.sorted { distances[$0] < distances[$1] }.prefix(7)
            #expect(neighbours.map(\.index) == Array(expected))
            for neighbour in neighbours {
                #expect(abs(neighbour.distance - distances[neighbour.index]) < 1e-5)
            }
        }
        #expect(found[0][0].distance == 0)
    }

    @Test func statisticsFollowTheirDefinitions() {
        let statistics = CodeStatistics([[3, 4], [0, 0], [-3, -4]])
        #expect(statistics.mean == [0, 0])
        #expect(statistics.variance == [9, 16])
        #expect(statistics.normRange == 0...5)
        #expect(abs(statistics.meanNorm - 10.0 / 3) < 1e-12)
    }
}
