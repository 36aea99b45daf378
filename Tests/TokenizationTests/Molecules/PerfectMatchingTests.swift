import Testing
import Tokenization

@Suite struct PerfectMatchingTests {
    @Test func aMatchingIsFoundExactlyWhenThereIsOne() {
        var generator = Congruential(state: 5)
        var found = 0
        for _ in 0..<3_000 {
            let count = 2 * Int.random(in: 1...5, using: &generator)
            let density = Double.random(in: 0.1...0.6, using: &generator)
            var edges: [(Int32, Int32)] = []
            for one in 0..<count {
                for other in 0..<one where Double.random(in: 0..<1, using: &generator) < density {
                    edges.append((Int32(one), Int32(other)))
                }
            }
            edges.shuffle(using: &generator)
            var matching = PerfectMatching(vertexCount: count, edges: edges)
            let isPossible = Self.hasMatching(Set(0..<count), edges)
            switch matching.solve() {
            case .matched:
                found += 1
                #expect(isPossible)
                #expect(Self.isPerfect(matching.mates, edges))
            case .impossible: #expect(!isPossible)
            case .tooLarge: Issue.record("ten vertices are not too many")
            }
        }
        #expect(found > 500)
    }

    @Test func fusedOddRingsArePairedThroughTheirBlossoms() {
        let edges: [(Int32, Int32)] = [
            (0, 1), (1, 2), (2, 3), (3, 4), (4, 0), (4, 5), (5, 6), (6, 7), (7, 8), (8, 9), (9, 5),
        ]
        var matching = PerfectMatching(vertexCount: 10, edges: edges)
        _ = matching.solve()
        #expect(Self.isPerfect(matching.mates, edges))
    }

    /// By trying everything.
    private static func hasMatching(_ free: Set<Int>, _ edges: [(Int32, Int32)]) -> Bool {
        guard let vertex = free.min() else { return true }
        return edges.contains { edge in
            let ends = [Int(edge.0), Int(edge.1)]
            guard ends.contains(vertex), free.isSuperset(of: ends) else { return false }
            return hasMatching(free.subtracting(ends), edges)
        }
    }

    private static func isPerfect(_ mates: [Int32], _ edges: [(Int32, Int32)]) -> Bool {
        mates.indices.allSatisfy { vertex in
            let mate = mates[vertex]
            return mate >= 0 && mates[Int(mate)] == Int32(vertex)
                && edges.contains {
                    $0 == (Int32(vertex), mate) || $0 == (mate, Int32(vertex))
                }
        }
    }
}
