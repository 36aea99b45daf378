import Autodiff
import EngineLaws
import NeuralNetworks
import Tensors
import Testing

/// Adam on a table of which a step looks up some rows.
struct SparseAdamTests {
    private let backend = CPUBackend(threadCount: 2)

    /// Row 1 is looked up in the first step, row 4 in the second.
    private func trained(isSparse: Bool) -> [[[Float]]] {
        var values = RandomValues()
        let table = values.parameter([6, 3], on: backend)
        var configuration = Adam.Configuration()
        configuration.isSparse = isSparse
        var adam = Adam([table], configuration: configuration)
        var history = [rows(table.value)]
        for id: Int32 in [1, 4] {
            let tape = Tape(on: backend)
            adam.step(tape.gradients(of: gatherRows(tape(table), [id]).mean()), learningRate: 0.1)
            history.append(rows(table.value))
        }
        return history
    }

    private func rows(_ table: Tensor) -> [[Float]] {
        let scalars = table.scalars
        return stride(from: 0, to: scalars.count, by: 3).map { Array(scalars[$0..<$0 + 3]) }
    }

    private func movedRows(_ before: [[Float]], _ after: [[Float]]) -> [Int] {
        before.indices.filter { before[$0] != after[$0] }
    }

    @Test func rowGoesOnAlongItsMean() {
        let history = trained(isSparse: false)
        #expect(movedRows(history[0], history[1]) == [1])
        #expect(movedRows(history[1], history[2]) == [1, 4])
    }

    @Test func sparselyRowStaysUntilItIsLookedUpAgain() {
        let history = trained(isSparse: true)
        #expect(movedRows(history[0], history[1]) == [1])
        #expect(movedRows(history[1], history[2]) == [4])
    }
}
