public import Autodiff

/// An affine map of rows, `y = x W^T + b`.
public struct Linear: Module {
    /// W, `[outputSize, inputSize]`.
    public let weight: Parameter
    /// b, `[outputSize]`.
    public let bias: Parameter

    /// Creates a layer with weights and biases uniform on ±1/sqrt(inputSize), as PyTorch does.
    public init(inputSize: Int, outputSize: Int, initializer: inout Initializer) {
        let bound = 1 / Float(inputSize).squareRoot()
        weight = initializer.uniform([outputSize, inputSize], bound: bound)
        bias = initializer.uniform([outputSize], bound: bound)
    }

    /// Applies the map to each row of `x`, `[R, inputSize]`.
    public func callAsFunction(_ x: Variable) -> Variable {
        affine(x, weight: x.tape(weight), bias: x.tape(bias))
    }

    /// `weight` and `bias`.
    public var parameters: [NamedParameter] {
        [NamedParameter("weight", weight), NamedParameter("bias", bias)]
    }
}
