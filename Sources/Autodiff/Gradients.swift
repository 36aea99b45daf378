public import Tensors

/// The derivatives that one backward pass found; nil where the loss does not depend.
public struct Gradients {
    private let parameters: [ObjectIdentifier: Int]
    private let cotangents: [Gradient?]

    init(parameters: [ObjectIdentifier: Int], cotangents: [Gradient?]) {
        self.parameters = parameters
        self.cotangents = cotangents
    }

    /// The derivative by a parameter, as it was found: of a large table by some rows only.
    public func gradient(of parameter: Parameter) -> Gradient? {
        parameters[ObjectIdentifier(parameter)].flatMap { cotangents[$0] }
    }

    /// The derivative by every element of a parameter.
    public subscript(parameter: Parameter) -> Tensor? {
        gradient(of: parameter)?.dense
    }

    /// The derivative by every element of a variable.
    public subscript(variable: Variable) -> Tensor? {
        variable.slot.flatMap { cotangents[$0]?.dense }
    }
}
