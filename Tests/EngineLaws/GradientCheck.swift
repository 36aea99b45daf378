package import Autodiff
internal import Tensors

/// Compares the derivatives that a tape finds with differences of the function.
///
/// The outputs of the function are summed with random weights, in double precision, so that only
/// the rounding of the outputs themselves is left. Each parameter is moved along random
/// directions, and the derivative along a direction is compared with the central difference of
/// fourth order,
///
///     L' h = ( 8 (L(+h) - L(-h)) - (L(+2h) - L(-2h)) ) / 12 + O(h^5),
///
/// whose step may be large, so that rounding does not drown it. Returns the largest deviation
/// over all parameters and directions, as a part of the size expected of such a derivative: the
/// root of the sum of the squares of its terms.
package func gradientDeviation(
    by parameters: [Parameter],
    step: Float = 1 / 32,
    directions: Int = 3,
    of function: @escaping (Tape) -> [Variable]
) -> Double {
    guard let backend = parameters.first?.value.backend else { return .infinity }
    var generator = SeededGenerator(seed: 20, stream: 7)
    let tape = Tape(on: backend)
    let outputs = function(tape)
    let weights = outputs.map { generator.normal($0.shape, on: backend) }
    let terms = zip(outputs, weights).map { ($0 * tape.constant($1)).total }
    let gradients = tape.gradients(of: terms.dropFirst().reduce(terms[0], +))
    let check = GradientCheck(function: function, weights: weights.map(\.scalars), step: step)
    return parameters.reduce(0) { worst, parameter in
        guard let gradient = gradients[parameter] else { return .infinity }
        return (0..<directions).reduce(worst) { worst, _ in
            max(worst, check.deviation(of: gradient, by: parameter, &generator))
        }
    }
}

private struct GradientCheck {
    let function: (Tape) -> [Variable]
    let weights: [[Float]]
    let step: Float

    func deviation(
        of gradient: Tensor,
        by parameter: Parameter,
        _ generator: inout SeededGenerator
    ) -> Double {
        let value = parameter.value
        defer { parameter.value = value }
        let direction = generator.normal(value.shape, on: value.backend).scalars
        let terms = zip(gradient.scalars, direction).map { Double($0) * Double($1) * Double(step) }
        let size = terms.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let losses = [1, -1, 2, -2].map { (multiple: Float) in
            let moved = zip(value.scalars, direction).map { $0 + multiple * step * $1 }
            parameter.value = Tensor(moved, shape: value.shape, on: value.backend)
            return loss(on: value.backend)
        }
        let difference = (8 * (losses[0] - losses[1]) - (losses[2] - losses[3])) / 12
        let deviation = abs(difference - terms.reduce(0, +)) / max(size, 1e-6)
        return deviation.isFinite ? deviation : .infinity
    }

    private func loss(on backend: any Backend) -> Double {
        let outputs = function(Tape(on: backend, isRecording: false))
        return zip(outputs, weights).reduce(0) { sum, pair in
            zip(pair.0.value.scalars, pair.1).reduce(sum) { $0 + Double($1.0) * Double($1.1) }
        }
    }
}
