/// The eigenvalues and eigenvectors of a symmetric matrix, by cyclic Jacobi rotations.
///
/// - SeeAlso: Golub and Van Loan, "Matrix Computations", section 8.5.
struct SymmetricEigenvectors {
    /// The eigenvalues, the largest first.
    private(set) var values: [Double] = []

    /// The unit eigenvectors, with a positive entry of largest magnitude.
    private(set) var vectors: [[Double]] = []

    private static let maximumSweeps = 50

    init(_ matrix: [[Double]]) {
        var a = matrix
        var v = matrix.indices.map { row in matrix.indices.map { $0 == row ? 1.0 : 0.0 } }
        let scale = a.joined().reduce(0) { $0 + $1 * $1 }
        for _ in 0..<Self.maximumSweeps where Self.offDiagonal(a) > 1e-24 * scale {
            for p in a.indices {
                for q in a.indices.dropFirst(p + 1) where a[p][q] != 0 { Self.rotate(&a, &v, p, q) }
            }
        }
        let order = a.indices.sorted { (a[$1][$1], $0) < (a[$0][$0], $1) }
        values = order.map { a[$0][$0] }
        vectors = order.map { Self.withPositiveLargest(v[$0]) }
    }

    /// Makes a[p][q] zero; the rows of v gather the eigenvectors.
    private static func rotate(_ a: inout [[Double]], _ v: inout [[Double]], _ p: Int, _ q: Int) {
        let theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
        let t = (theta < 0 ? -1 : 1) / (theta.magnitude + (theta * theta + 1).squareRoot())
        let c = 1 / (t * t + 1).squareRoot()
        let s = t * c
        for k in a.indices {
            (a[k][p], a[k][q]) = (c * a[k][p] - s * a[k][q], s * a[k][p] + c * a[k][q])
        }
        for k in a.indices {
            (a[p][k], a[q][k]) = (c * a[p][k] - s * a[q][k], s * a[p][k] + c * a[q][k])
            (v[p][k], v[q][k]) = (c * v[p][k] - s * v[q][k], s * v[p][k] + c * v[q][k])
        }
    }

    private static func offDiagonal(_ a: [[Double]]) -> Double {
        a.indices.reduce(0) { sum, row in
            a.indices.reduce(sum) { row == $1 ? $0 : $0 + a[row][$1] * a[row][$1] }
        }
    }

    private static func withPositiveLargest(_ vector: [Double]) -> [Double] {
        let largest = vector.max { $0.magnitude < $1.magnitude } ?? 0
        return largest < 0 ? vector.map { -$0 } : vector
    }
}
