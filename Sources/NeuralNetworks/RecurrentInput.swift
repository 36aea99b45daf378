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

    /// The input of a layer with W of `[G H, I + Z]` and b of `[G H]`: what depends on the row, and
    /// what depends on the sequence, `[B, G H]`.
    func projected(
        weight: Variable,
        bias: Variable
    ) -> (source: RecurrentSource, sequenceInput: Variable?) {
        guard let sequenceRows else { return (projected(own: weight, bias), nil) }
        let width = weight.shape[1]
        let split = width - sequenceRows.shape[1]
        return (
            projected(own: weight.columns(0..<split), bias),
            affine(sequenceRows, weight: weight.columns(split..<width))
        )
    }

    private func projected(own weight: Variable, _ bias: Variable) -> RecurrentSource {
        switch source {
        case .rows(let rows): .rows(rows, weight: weight, bias: bias)
        case .tokens(let tokens, let table) where table.shape[0] < tokens.count:
            .table(affine(table, weight: weight, bias: bias), tokens: tokens)
        case .tokens(let tokens, let table):
            .rows(gatherRows(table, tokens), weight: weight, bias: bias)
        }
    }
}
