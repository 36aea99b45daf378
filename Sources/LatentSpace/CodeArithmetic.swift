internal import Generation
public import Tensors

/// `a - b + c`: what is to c as a is to b.
///
/// ```swift
/// analogy(isPlural, minus: isSingular, plus: anotherSingular)
/// ```
public func analogy(_ a: [Float], minus b: [Float], plus c: [Float]) -> [Float] {
    precondition(a.count == b.count && b.count == c.count, "codes of different dimensions")
    return a.indices.map { a[$0] - b[$0] + c[$0] }
}

/// Codes around another: `z + standardDeviation * noise`, with noise from N(0, I).
///
/// Number i depends on i and the seed only.
///
/// - Parameters:
///   - code: z.
///   - standardDeviation: How far away, in every dimension.
///   - indices: The numbers of the codes.
///   - seed: The seed of the noise.
///   - backend: Where the noise is drawn.
/// - Returns: A code for each index.
public func perturbations(
    of code: [Float],
    standardDeviation: Float,
    _ indices: Range<Int>,
    seed: UInt64,
    on backend: any Backend
) -> [[Float]] {
    indices.map { index in
        var generator = RandomStream.perturbation.generator(seed: seed, index: index)
        let noise = generator.normal([code.count], on: backend).scalars
        return zip(code, noise).map { $0 + standardDeviation * $1 }
    }
}

/// The scalar product, in double precision.
func dot(_ a: [Float], _ b: [Float]) -> Double {
    zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) }
}

/// The Euclidean norm.
func norm(_ a: [Float]) -> Double {
    dot(a, a).squareRoot()
}

/// `s a + t b`.
func combine(_ s: Double, _ a: [Float], _ t: Double, _ b: [Float]) -> [Float] {
    zip(a, b).map { Float(s * Double($0) + t * Double($1)) }
}
