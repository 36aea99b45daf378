package import Autodiff
internal import Tensors

extension Variable {
    /// The sum of all elements.
    package var total: Variable { mean().scaled(by: Float(value.count)) }
}
