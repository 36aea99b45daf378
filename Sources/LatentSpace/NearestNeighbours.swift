public import Tensors

/// Finds the nearest of many codes by comparing with all of them.
public struct NearestNeighbours {
    /// A code that was found.
    public struct Neighbour: Hashable, Sendable {
        /// Its place among the codes.
        public let index: Int
        /// The Euclidean distance.
        public let distance: Float
    }

    private let codes: Tensor
    private let squaredNorms: [Float]

    /// Creates a search among codes, `N` arrays of `Z` numbers.
    public init(_ codes: [[Float]], on backend: any Backend) {
        let width = codes.first?.count ?? 0
        self.codes = Tensor(codes.flatMap(\.self), shape: [codes.count, width], on: backend)
        squaredNorms = codes.map { Float(dot($0, $0)) }
    }

    /// The nearest codes to each query, the nearest first; of equally near ones, the first.
    ///
    /// All distances come from one matrix product, `|q - c|^2 = |q|^2 - 2 q.c + |c|^2`, which
    /// orders the candidates; those that are returned are measured again, by their difference.
    public func neighbours(of queries: [[Float]], count: Int) -> [[Neighbour]] {
        guard !queries.isEmpty, codes.rowCount > 0 else { return queries.map { _ in [] } }
        let backend = codes.backend
        let rows = Tensor(
            queries.flatMap(\.self),
            shape: [queries.count, codes.rowWidth],
            on: backend
        )
        let products = backend.product(
            rows,
            codes,
            transposingLeft: false,
            transposingRight: true
        ).scalars
        return queries.enumerated().map { row, query in
            let first = row * codes.rowCount
            let keys = squaredNorms.indices.map { squaredNorms[$0] - 2 * products[first + $0] }
            return nearest(to: query, keys: keys, count: count)
        }
    }

    private func nearest(to query: [Float], keys: [Float], count: Int) -> [Neighbour] {
        let candidates = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }.prefix(count)
        return candidates.map { index in
            Neighbour(index: index, distance: distance(from: query, to: index))
        }.sorted { ($0.distance, $0.index) < ($1.distance, $1.index) }
    }

    private func distance(from query: [Float], to index: Int) -> Float {
        let code = UnsafeBufferPointer(
            start: codes.pointer + index * codes.rowWidth,
            count: codes.rowWidth
        )
        return zip(query, code).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }
}
