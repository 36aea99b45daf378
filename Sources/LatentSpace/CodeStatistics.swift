/// Where codes are: what a plan for a walk or a picture needs to know.
///
/// Of codes from N(0, I) in Z dimensions the means are 0, the variances 1, and nearly all norms
/// are close to the square root of Z.
public struct CodeStatistics: Hashable, Sendable {
    /// The number of codes.
    public let count: Int

    /// The mean of each dimension.
    public let mean: [Double]

    /// The unbiased variance of each dimension; zero for a single code.
    public let variance: [Double]

    /// The mean of the Euclidean norms.
    public let meanNorm: Double

    /// The smallest and the largest Euclidean norm.
    public let normRange: ClosedRange<Double>

    /// Computes the statistics of codes of equal dimension.
    public init(_ codes: [[Float]]) {
        let width = codes.first?.count ?? 0
        precondition(codes.allSatisfy { $0.count == width }, "codes of different dimensions")
        count = codes.count
        let divisor = Double(max(1, codes.count))
        let mean = (0..<width).map { column in
            codes.reduce(0) { $0 + Double($1[column]) } / divisor
        }
        self.mean = mean
        variance = (0..<width).map { column in
            let squares = codes.reduce(0.0) { sum, code in
                let difference = Double(code[column]) - mean[column]
                return sum + difference * difference
            }
            return squares / Double(max(1, codes.count - 1))
        }
        let norms = codes.map(norm)
        meanNorm = norms.reduce(0, +) / divisor
        normRange = (norms.min() ?? 0)...(norms.max() ?? 0)
    }
}
