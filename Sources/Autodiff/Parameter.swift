public import Tensors

/// A tensor that training changes.
///
/// A reference: the model, the tape and the optimiser all speak
/// of the same parameter.
public final class Parameter: @unchecked Sendable {
    /// The current value.
    public var value: Tensor

    /// Creates a parameter.
    public init(_ value: Tensor) {
        self.value = value
    }
}
