public import Autodiff
internal import Tensors

/// The input of a recurrent layer: a vector for each row, and one that is the same at every
/// step of a sequence, side by side.
///
/// Nothing is multiplied twice: the vector of a sequence once a sequence, and the vector of a
/// token once a word of the vocabulary when there are more rows than words.
public struct RecurrentInput {
    private enum Source {
        case rows(Variable)
        case tokens([Int32], table: Variable)
    }

    private let source: Source
    private let sequenceRows: Variable?

    /// The tape of the input.
    public var tape: Tape {
        switch source {
        case .rows(let rows): rows.tape
        case .tokens(_, let table): table.tape
        }
    }

    /// A vector for each row, `[R, I]`; `sequenceRows` of `[B, Z]` is appended at every step.
    public init(rows: Variable, sequenceRows: Variable? = nil) {
        source = .rows(rows)
        self.sequenceRows = sequenceRows
    }

    /// A token for each row, to be looked up in a table of `[V, E]`.
    public init(tokens: [Int32], table: Variable, sequenceRows: Variable? = nil) {
        source = .tokens(tokens, table: table)
        self.sequenceRows = sequenceRows
    }

    /// `x W^T + b` for all rows, `[R, G H]`, with W of `[G H, I + Z]`.
    func projected(weight: Variable, bias: Variable, layout: SequenceLayout) -> Variable {
        guard let sequenceRows else { return rowsProjected(weight: weight, bias: bias) }
        let width = weight.shape[1]
        let split = width - sequenceRows.shape[1]
        let own = rowsProjected(weight: weight.columns(0..<split), bias: bias)
        let shared = affine(sequenceRows, weight: weight.columns(split..<width))
        return addingSequenceRows(own, shared, layout)
    }

    private func rowsProjected(weight: Variable, bias: Variable) -> Variable {
        switch source {
        case .rows(let rows):
            affine(rows, weight: weight, bias: bias)
        case .tokens(let ids, let table) where table.shape[0] < ids.count:
            gatherRows(affine(table, weight: weight, bias: bias), ids)
        case .tokens(let ids, let table):
            affine(gatherRows(table, ids), weight: weight, bias: bias)
        }
    }
}
