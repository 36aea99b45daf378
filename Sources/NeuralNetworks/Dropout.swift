public import Autodiff
public import Tensors

/// Sets a part of the elements to zero and scales the others, so that the mean stays the same.
///
///     y = x mask / (1 - rate),   mask ~ Bernoulli(1 - rate)
///
/// - SeeAlso: Srivastava et al., JMLR 15, 2014.
public func dropout(
    _ x: Variable,
    rate: Float,
    using generator: inout SeededGenerator
) -> Variable {
    precondition(rate >= 0 && rate < 1, "dropout rate \(rate)")
    guard rate > 0 else { return x }
    let draws = generator.uniform(x.shape, on: x.tape.backend)
    let keep = 1 / (1 - rate)
    var mask = draws
    mask.replaceElements { $0 < rate ? 0 : keep }
    return x * x.tape.constant(mask)
}
