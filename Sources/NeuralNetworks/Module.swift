public import Autodiff
internal import Tensors

/// A part of a network: something with named parameters.
public protocol Module {
    /// The parameters with their names, in a fixed order; PyTorch's names where PyTorch has them.
    var parameters: [NamedParameter] { get }
}

/// A parameter and its name within a module.
public struct NamedParameter {
    /// Such as `encoder.weight_ih_l0`.
    public let name: String
    /// The parameter.
    public let parameter: Parameter

    /// Creates a pair.
    public init(_ name: String, _ parameter: Parameter) {
        self.name = name
        self.parameter = parameter
    }
}

extension Module {
    /// The parameters under a prefix: `prefix.name`.
    public func parameters(prefixedBy prefix: String) -> [NamedParameter] {
        parameters.map { NamedParameter("\(prefix).\($0.name)", $0.parameter) }
    }

    /// The number of values in all parameters.
    public var parameterCount: Int {
        parameters.reduce(0) { $0 + $1.parameter.value.count }
    }
}
