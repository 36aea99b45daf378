public import Tensors

/// A tensor on a tape: a value, and the place where its cotangent is gathered.
public struct Variable {
    /// The value.
    public let value: Tensor

    /// The tape that the value was computed on.
    public let tape: Tape

    /// The place on the tape; nil for a value that nothing is differentiated by.
    let slot: Int?

    /// The shape of the value.
    public var shape: [Int] { value.shape }
}
