/// What computes: some twenty-five coarse operations, never a call an element.
///
/// Models, gradients and training are written on these alone, so that another kind of device
/// needs no change above this line. Letters: R rows, B sequences, H hidden units, V vocabulary.
/// A shape that does not fit is the caller's mistake and traps.
public protocol Backend: AnyObject, Sendable {
    /// Where buffers come from.
    var storagePool: StoragePool { get }

    /// How many threads work together.
    var threadCount: Int { get }

    /// What the operands of the large products are rounded to; sums are always 32-bit floats.
    var precision: Precision { get }

    /// `op(a) op(b)`, op a transposition or nothing; matrices only.
    func product(_ a: Tensor, _ b: Tensor, transposingLeft: Bool, transposingRight: Bool) -> Tensor

    /// `x w^T + b`: x of [R, I], w of [O, I], b of [O].
    func affine(_ x: Tensor, weight: Tensor, bias: Tensor?) -> Tensor

    /// Packs recurrent weights of [G H, H] for many products with them.
    func prepare(recurrentWeight: Tensor) -> any PreparedWeight

    /// Packs a recurrent decoder for one token at a time.
    func prepare(decoder: DecoderWeights) -> any StepwiseDecoder

    /// Runs one direction of one recurrent layer over a batch.
    func recurrence(_ cell: RecurrentCell, _ call: RecurrenceCall) -> RecurrenceResult

    /// The derivative of `recurrence`.
    func recurrenceBackward(
        _ cell: RecurrentCell,
        _ call: RecurrenceCall,
        _ result: RecurrenceResult,
        _ cotangents: RecurrenceCotangents
    ) -> RecurrenceGradients

    /// `log p(target)` of each row under `softmax(h w^T + b)`, [R].
    func softmaxLogLikelihood(
        _ h: Tensor,
        weight: Tensor,
        bias: Tensor,
        targets: [Int32]
    ) -> Tensor

    /// `softmaxLogLikelihood`, and the derivatives of the sum of it weighted by `cotangent` [R].
    func softmaxLogLikelihoodWithGradients(
        _ h: Tensor,
        weight: Tensor,
        bias: Tensor,
        targets: [Int32],
        cotangent: Tensor
    ) -> SoftmaxGradients

    /// `table[ids]`, [R, width].
    func gatherRows(_ table: Tensor, _ ids: [Int32]) -> Tensor

    /// The derivative of `gatherRows`: zeros of `rowCount` rows, with each row added to its id.
    func scatterAddRows(_ values: Tensor, _ ids: [Int32], rowCount: Int) -> Tensor

    /// The derivative by the rows that were taken from a table, a sum for each id; the parts are
    /// added in their order.
    func rowGradient(_ parts: [TakenRows], rowCount: Int) -> RowGradient

    /// Sums the rows of each sequence, [R, W] to [B, W].
    func sequenceSums(_ x: Tensor, _ layout: SequenceLayout) -> Tensor

    /// The sum of all rows, [W].
    func columnSums(_ x: Tensor) -> Tensor

    /// Element by element.
    func unary(_ operation: UnaryOperation, _ a: Tensor) -> Tensor

    /// Element by element, equal shapes.
    func binary(_ operation: BinaryOperation, _ a: Tensor, _ b: Tensor) -> Tensor

    /// `scale a + offset`.
    func scaled(_ a: Tensor, by scale: Float, offset: Float) -> Tensor

    /// The sum of all elements, in double precision.
    func sum(_ a: Tensor) -> Double

    /// The sum of the squares of all elements of all tensors, in double precision.
    func sumOfSquares(_ tensors: [Tensor]) -> Double

    /// `target += scale a`, in place.
    func accumulate(_ a: Tensor, scale: Float, into target: inout Tensor)

    /// Columns `range` of a matrix.
    func columns(_ a: Tensor, _ range: Range<Int>) -> Tensor

    /// Matrices side by side.
    func concatenatedColumns(_ parts: [Tensor]) -> Tensor

    /// One step of Adam on all given parameters, in place and in one pass over memory.
    func adamStep(_ settings: AdamSettings, _ updates: inout [AdamUpdate])
}

/// What the operands of the large products are rounded to.
public enum Precision: String, Codable, Hashable, Sendable, CaseIterable {
    /// 32-bit floats throughout.
    case float32 = "f32"

    /// bfloat16 operands with 32-bit sums, weights and states.
    case bfloat16 = "bf16"
}

/// A function of one element.
public enum UnaryOperation: Sendable {
    /// e^x; the natural logarithm; the hyperbolic tangent; 1 / (1 + e^-x).
    case exp, log, tanh, sigmoid
}

/// A function of two elements.
public enum BinaryOperation: Sendable {
    /// a + b; a - b; a b.
    case add, subtract, multiply
}
