public import Tensors

/// Rows of a table.
///
///     y_r = table[ids_r]        dtable_v = sum of dy_r over the r with ids_r = v
///
/// Of a table with more rows than are taken, the derivative is by those only.
public func gatherRows(_ table: Variable, _ ids: [Int32]) -> Variable {
    let backend = table.tape.backend
    let rowCount = table.value.rowCount
    let rows = backend.gatherRows(table.value, ids)
    return table.tape.recordCotangents([rows], from: [table]) { cotangents in
        guard let dy = cotangents[0] else { return [] }
        guard ids.count >= rowCount else {
            return [.rows([TakenRows(ids: ids, values: dy)], rowCount: rowCount)]
        }
        return [.dense(backend.scatterAddRows(dy, ids, rowCount: rowCount))]
    }[0]
}

/// The sum over the steps of each sequence, `[R]` to `[B]` in the layout's order.
///
///     y_i = sum over t of x_(t,i)        dx_(t,i) = dy_i
public func sequenceSums(_ x: Variable, _ layout: SequenceLayout) -> Variable {
    let backend = x.tape.backend
    return x.tape.record(backend.sequenceSums(x.value, layout), from: [x]) { dy in
        let places = layout.rows { sequence, _ in sequence }
        let inOrder = layout.places
        let ids = places.map { Int32(inOrder[$0]) }
        return [backend.gatherRows(dy, ids)]
    }
}
