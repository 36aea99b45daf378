internal import NeuralNetworks
internal import Autodiff
public import Tensors
internal import Tokenization

/// Dropout of the decoder during training: on the vectors of its input tokens and on its output.
public struct Dropout {
    /// The part of the input elements that are dropped.
    public let inputRate: Float
    /// The part of the output elements that are dropped.
    public let outputRate: Float
    private let inputGenerator: SeededGenerator
    private let outputGenerator: SeededGenerator

    /// Creates dropout with noise that depends on the two generators only.
    public init(
        inputRate: Float,
        outputRate: Float,
        inputGenerator: SeededGenerator,
        outputGenerator: SeededGenerator
    ) {
        self.inputRate = inputRate
        self.outputRate = outputRate
        self.inputGenerator = inputGenerator
        self.outputGenerator = outputGenerator
    }

    func input(_ tokens: [TokenID], table: Variable, sequenceRows z: Variable) -> RecurrentInput {
        guard inputRate > 0 else {
            return RecurrentInput(tokens: tokens, table: table, sequenceRows: z)
        }
        var generator = inputGenerator
        let rows = dropout(gatherRows(table, tokens), rate: inputRate, using: &generator)
        return RecurrentInput(rows: rows, sequenceRows: z)
    }

    func output(_ rows: Variable) -> Variable {
        var generator = outputGenerator
        return dropout(rows, rate: outputRate, using: &generator)
    }
}
