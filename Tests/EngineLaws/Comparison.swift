package import Tensors

/// The largest deviation from the expected numbers, as a part of the largest of them (or of 1 when
/// all are smaller); infinite when the counts differ, there is nothing to compare, or a value is
/// not a number.
package func deviation(_ actual: [Float], from expected: [Double]) -> Double {
    guard actual.count == expected.count, !actual.isEmpty else { return .infinity }
    let scale = expected.reduce(1) { max($0, abs($1)) }
    let deviations = zip(actual, expected).map { abs(Double($0) - $1) / scale }
    return deviations.allSatisfy(\.isFinite) ? deviations.max() ?? .infinity : .infinity
}

/// The largest deviation of a tensor's elements from the expected numbers.
package func deviation(_ actual: Tensor?, from expected: [Double]) -> Double {
    actual.map { deviation($0.scalars, from: expected) } ?? .infinity
}

/// The largest deviation of one tensor from another.
package func deviation(_ actual: Tensor?, from expected: Tensor?) -> Double {
    guard let expected else { return .infinity }
    return deviation(actual, from: expected.scalars.map(Double.init))
}
