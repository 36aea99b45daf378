import EngineLaws
import Tensors
import Testing

/// Derivatives by some rows of a table against those by all of it.
struct RowGradientTests {
    /// A table of R rows of W, of which about one in `rarity` is looked up in a step.
    struct Table: CustomTestStringConvertible {
        let rows: Int
        let width: Int
        let rarity: Int
        var testDescription: String { "\(rows) x \(width), one in \(rarity)" }
    }

    static let tables = [
        Table(rows: 1, width: 1, rarity: 2), Table(rows: 13, width: 7, rarity: 3),
        Table(rows: 64, width: 16, rarity: 9), Table(rows: 601, width: 129, rarity: 40),
        Table(rows: 40, width: 1031, rarity: 2),
    ]

    @Test(arguments: tables, [1, 2, 3])
    func sumsAreThoseOfAScatter(_ table: Table, _ threads: Int) {
        let backend = CPUBackend(threadCount: threads)
        var values = RandomValues()
        let ids = values.ids(2 * table.rows, below: Int32(table.rows))
        let all = values.tensor([ids.count, table.width], on: backend)
        let half = ids.count / 2
        let parts = [(0, half), (half, ids.count)].map { first, last in
            TakenRows(
                ids: Array(ids[first..<last]),
                values: Tensor(
                    Array(all.scalars[first * table.width..<last * table.width]),
                    shape: [last - first, table.width],
                    on: backend
                )
            )
        }
        let gradient = backend.rowGradient(parts, rowCount: table.rows)
        #expect(gradient.ids == Set(ids).sorted())
        let expected = backend.scatterAddRows(all, ids, rowCount: table.rows)
        #expect(Gradient.rows(gradient).dense.scalars == expected.scalars)
    }

    /// Ten steps with other rows, learning rates and clipping scales give the same bits as the
    /// gradient with its zeros written out.
    @Test(arguments: tables, [1, 2, 3])
    func adamOfSomeRowsIsAdamOfAll(_ table: Table, _ threads: Int) {
        let backend = CPUBackend(threadCount: threads)
        var values = RandomValues(seed: 5)
        let start = values.tensor([table.rows, table.width], on: backend)
        let zeros = Tensor(zeros: start.shape, on: backend)
        var (some, all) = ((start, zeros, zeros), (start, zeros, zeros))
        for step in 1...10 {
            let rows = rowGradient(table, &values, on: backend)
            let settings = settings(step: step)
            take(settings, rows, &some)
            take(settings, .dense(rows.dense), &all)
        }
        #expect(some.0.scalars.map(\.bitPattern) == all.0.scalars.map(\.bitPattern))
        #expect(some.1.scalars.map(\.bitPattern) == all.1.scalars.map(\.bitPattern))
        #expect(some.2.scalars.map(\.bitPattern) == all.2.scalars.map(\.bitPattern))
    }

    /// Sparsely, the rows looked up move as they would densely, and the others not at all.
    @Test(arguments: tables, [1, 2, 3])
    func sparseAdamLeavesIdleRowsAlone(_ table: Table, _ threads: Int) {
        let backend = CPUBackend(threadCount: threads)
        var values = RandomValues(seed: 6)
        let start = values.tensor([table.rows, table.width], on: backend)
        let moment = Tensor(repeating: 0.1, shape: start.shape, on: backend)
        let rows = rowGradient(table, &values, on: backend)
        var (sparse, dense) = ((start, moment, moment), (start, moment, moment))
        take(settings(step: 4, isSparse: true), rows, &sparse)
        take(settings(step: 4), rows, &dense)
        guard case .rows(let gradient) = rows else { return }
        let moved = Set(gradient.ids.map(Int.init))
        let pairs = [
            (start, sparse.0, dense.0), (moment, sparse.1, dense.1), (moment, sparse.2, dense.2),
        ]
        for (before, sparse, dense) in pairs {
            let expected = before.scalars.enumerated().map { index, value in
                moved.contains(index / table.width) ? dense.scalars[index] : value
            }
            #expect(sparse.scalars == expected)
        }
    }

    private func rowGradient(
        _ table: Table,
        _ values: inout RandomValues,
        on backend: CPUBackend
    ) -> Gradient {
        let count = max(1, table.rows / table.rarity)
        let taken = TakenRows(
            ids: values.ids(count, below: Int32(table.rows)),
            values: values.tensor([count, table.width], on: backend)
        )
        return .rows(backend.rowGradient([taken], rowCount: table.rows))
    }

    private func settings(step: Int, isSparse: Bool = false) -> AdamSettings {
        AdamSettings(
            learningRate: 0.1 / Float(step),
            beta1: 0.9,
            beta2: 0.99,
            epsilon: 1e-6,
            weightDecay: 0.01 * Float(step % 3),
            step: step,
            gradientScale: step % 2 == 0 ? 1 : 0.37,
            skipsIdleRows: isSparse
        )
    }

    private func take(
        _ settings: AdamSettings,
        _ gradient: Gradient,
        _ state: inout (Tensor, Tensor, Tensor)
    ) {
        var updates = [
            AdamUpdate(gradient: gradient, parameter: state.0, first: state.1, second: state.2)
        ]
        gradient.values.backend.adamStep(settings, &updates)
        state = (updates[0].parameter, updates[0].first, updates[0].second)
    }
}
