public import Tensors

/// The directions in which codes differ most: a projection of codes to a plane, or further.
///
/// The eigenvectors of the covariance matrix with the largest eigenvalues. The sign of each is
/// chosen so that its entry of largest magnitude is positive: the picture does not flip.
public struct PrincipalComponents: Sendable {
    /// The mean of the codes, of Z numbers.
    public let mean: [Float]

    /// The directions, unit vectors of Z numbers, the most important first.
    public let components: [[Float]]

    /// The variance of the codes along each direction.
    public let variances: [Double]

    /// The part of the whole variance that the directions hold, 0 to 1.
    public let explainedVariance: Double

    /// Finds the first `count` components of `N` codes of `Z` numbers.
    public init(of codes: [[Float]], count: Int = 2, on backend: any Backend) {
        precondition(!codes.isEmpty, "principal components of no codes")
        let statistics = CodeStatistics(codes)
        mean = statistics.mean.map(Float.init)
        let eigen = SymmetricEigenvectors(Self.covariance(codes, around: mean, on: backend))
        let chosen = 0..<min(count, mean.count)
        components = chosen.map { eigen.vectors[$0].map(Float.init) }
        variances = chosen.map { max(0, eigen.values[$0]) }
        let total = eigen.values.reduce(0) { $0 + max(0, $1) }
        explainedVariance = total > 0 ? variances.reduce(0, +) / total : 0
    }

    /// The coordinates of a code along the components.
    public func projected(_ code: [Float]) -> [Float] {
        let difference = zip(code, mean).map { $0 - $1 }
        return components.map { Float(dot($0, difference)) }
    }

    private static func covariance(
        _ codes: [[Float]],
        around mean: [Float],
        on backend: any Backend
    ) -> [[Double]] {
        let width = mean.count
        let centred = codes.flatMap { code in zip(code, mean).map { $0 - $1 } }
        let x = Tensor(centred, shape: [codes.count, width], on: backend)
        let products = backend.product(x, x, transposingLeft: true, transposingRight: false).scalars
        let scale = 1 / Double(max(1, codes.count - 1))
        return (0..<width).map { row in
            products[row * width..<(row + 1) * width].map { Double($0) * scale }
        }
    }
}
