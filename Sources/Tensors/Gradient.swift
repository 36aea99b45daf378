/// The derivative of a loss by a parameter.
public enum Gradient: Sendable {
    /// By every element.
    case dense(Tensor)

    /// By some rows of a table; that by the others is zero.
    case rows(RowGradient)

    /// The elements that are kept.
    package var values: Tensor {
        switch self {
        case .dense(let tensor): tensor
        case .rows(let rows): rows.values
        }
    }

    /// The shape of the parameter.
    package var shape: [Int] {
        switch self {
        case .dense(let tensor): tensor.shape
        case .rows(let rows): [rows.rowCount] + rows.values.shape.dropFirst()
        }
    }

    /// The derivative by every element; zeros are written out.
    package var dense: Tensor {
        switch self {
        case .dense(let tensor): tensor
        case .rows(let rows):
            rows.values.backend.scatterAddRows(rows.values, rows.ids, rowCount: rows.rowCount)
        }
    }
}

/// The derivative by some rows of a table of `rowCount` rows.
public struct RowGradient: Sendable {
    /// Which rows, in ascending order, each once.
    public let ids: [Int32]

    /// The derivative by each of them, `[ids.count, W]`.
    public let values: Tensor

    /// The number of rows of the table.
    public let rowCount: Int

    package init(ids: [Int32], values: Tensor, rowCount: Int) {
        precondition(
            ids.count == values.rowCount && zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 }
                && (ids.last ?? -1) < rowCount,
            "derivative by \(ids.count) of \(rowCount) rows of values \(values.shape)"
        )
        self.ids = ids
        self.values = values
        self.rowCount = rowCount
    }
}

/// Rows that were taken from a table, and the derivatives by them; an id may come many times.
public struct TakenRows: Sendable {
    /// The row of the table that each row was taken from.
    public let ids: [Int32]

    /// The derivatives, `[ids.count, W]`.
    public let values: Tensor

    /// Creates a pair.
    public init(ids: [Int32], values: Tensor) {
        precondition(ids.count == values.rowCount, "\(ids.count) ids for \(values.shape)")
        self.ids = ids
        self.values = values
    }
}
