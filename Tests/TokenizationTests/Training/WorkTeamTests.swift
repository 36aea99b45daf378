import Synchronization
import Testing
import Tokenization

@Suite struct WorkTeamTests {
    @Test(arguments: [1, 2, 3, 16])
    func eachPartIsDoneOnceInEachRound(_ partCount: Int) {
        let counts = Mutex(Array(repeating: 0, count: partCount))
        WorkTeam.with(partCount: partCount) { team in
            for round in 1...500 {
                team.run { part in counts.withLock { $0[part] += 1 } }
                #expect(counts.withLock { $0 } == Array(repeating: round, count: partCount))
            }
        }
    }

    @Test func whatOneRoundWroteTheNextOneReads() {
        let numbers = ThreadShares(Array(repeating: 1, count: 4))
        let sums = ThreadShares(Array(repeating: 0, count: 4))
        WorkTeam.with(partCount: 4) { team in
            for _ in 0..<20 {
                team.run { part in
                    sums.update(part) { sum in
                        sum = (0..<4).reduce(0) { sum, other in sum + numbers.read(other) { $0 } }
                    }
                }
                team.run { part in numbers.update(part) { $0 = sums.read(part) { $0 } } }
            }
        }
        #expect((0..<4).allSatisfy { numbers.read($0) { $0 } == 1 << 40 })
    }

    @Test func teamsMayBeManyAtATime() {
        let total = Atomic<Int>(0)
        func run(_ teams: [WorkTeam]) {
            if teams.count < 20 {
                return WorkTeam.with(partCount: 8) { run(teams + [$0]) }
            }
            for _ in 0..<5 {
                for team in teams { team.run { _ in total.wrappingAdd(1, ordering: .relaxed) } }
            }
        }
        run([])
        #expect(total.load(ordering: .relaxed) == 20 * 8 * 5)
    }
}
