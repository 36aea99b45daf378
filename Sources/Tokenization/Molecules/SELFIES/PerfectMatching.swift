/// A perfect matching of a graph: every vertex paired with a neighbour.
///
/// Vertices with the fewest free neighbours are paired first, each with its first free neighbour;
/// among trees and rings that leaves little to do. What is left is paired by augmenting paths, with
/// blossoms contracted, so that a matching is found whenever there is one.
///
/// - SeeAlso: J. Edmonds, "Paths, Trees, and Flowers", Canadian Journal of Mathematics 17 (1965),
///   and R. M. Karp and M. Sipser, "Maximum Matching in Sparse Random Graphs", FOCS 1981, for the
///   start.
package struct PerfectMatching {
    /// What came of it.
    package enum Outcome {
        /// Every vertex has a mate.
        case matched
        /// There is no perfect matching; the vertex is one of those that stay alone.
        case impossible(vertex: Int32)
        /// It would take too long.
        case tooLarge
    }

    /// The vertex that each is paired with, or -1.
    package private(set) var mates: [Int32]

    private var neighbours: [Int32]
    private var offsets: [Int32]

    /// How many more steps may be taken in looking for augmenting paths.
    private var budget: Int

    /// Creates a matching of nothing; neighbours are in the order of the edges.
    package init(vertexCount: Int, edges: [(Int32, Int32)]) {
        mates = Array(repeating: -1, count: vertexCount)
        offsets = Array(repeating: 0, count: vertexCount + 1)
        neighbours = Array(repeating: 0, count: edges.count * 2)
        budget = 20_000_000 + 64 * (vertexCount + edges.count)
        for (one, other) in edges {
            offsets[Int(one) + 1] += 1
            offsets[Int(other) + 1] += 1
        }
        for vertex in 0..<vertexCount { offsets[vertex + 1] += offsets[vertex] }
        var ends = offsets
        for (one, other) in edges {
            neighbours[Int(ends[Int(one)])] = other
            ends[Int(one)] += 1
            neighbours[Int(ends[Int(other)])] = one
            ends[Int(other)] += 1
        }
    }

    /// Pairs all vertices if that is possible.
    package mutating func solve() -> Outcome {
        pairGreedily()
        guard mates.contains(-1) else { return .matched }
        var search = AugmentingSearch(vertexCount: mates.count)
        for root in mates.indices where mates[root] < 0 {
            guard augment(from: Int32(root), &search) else {
                return budget < 0 ? .tooLarge : .impossible(vertex: Int32(root))
            }
        }
        return .matched
    }

    private func neighbours(of vertex: Int32) -> ArraySlice<Int32> {
        neighbours[Int(offsets[Int(vertex)])..<Int(offsets[Int(vertex) + 1])]
    }

    private mutating func pairGreedily() {
        var degrees = mates.indices.map { offsets[$0 + 1] - offsets[$0] }
        var queue = VertexQueue(degrees)
        while let vertex = queue.popFirst() {
            guard mates[Int(vertex)] < 0, degrees[Int(vertex)] > 0,
                let mate = neighbours(of: vertex).first(where: { mates[Int($0)] < 0 })
            else { continue }
            mates[Int(vertex)] = mate
            mates[Int(mate)] = vertex
            release(vertex, &degrees, &queue)
            release(mate, &degrees, &queue)
        }
    }

    /// Tells the neighbours of a vertex that it is no longer free.
    private func release(_ vertex: Int32, _ degrees: inout [Int32], _ queue: inout VertexQueue) {
        for other in neighbours(of: vertex) {
            degrees[Int(other)] -= 1
            let isOpen = mates[Int(other)] < 0 && degrees[Int(other)] > 0
            if isOpen { queue.insert(other, degree: degrees[Int(other)]) }
        }
    }
}

// MARK: - Augmenting paths

/// A tree of alternating paths from an unpaired vertex.
private struct AugmentingSearch {
    /// The vertex before each on its path, or -1.
    var parents: [Int32]
    /// The base of the blossom that each vertex is in, itself where it is in none.
    var bases: [Int32]
    var isReached: [Bool]
    var isInBlossom: [Bool]
    var isOnPath: [Bool]
    var queue: [Int32] = []
    /// The vertices of which something above is no longer as at the start.
    var touched: [Int32] = []

    init(vertexCount: Int) {
        parents = Array(repeating: -1, count: vertexCount)
        bases = (0..<Int32(vertexCount)).map { $0 }
        isReached = Array(repeating: false, count: vertexCount)
        isInBlossom = isReached
        isOnPath = isReached
    }

    mutating func start(at root: Int32) {
        for vertex in touched {
            parents[Int(vertex)] = -1
            bases[Int(vertex)] = vertex
            isReached[Int(vertex)] = false
        }
        isReached[Int(root)] = true
        queue = [root]
        touched = [root]
    }

    /// The base at which the paths of two vertices meet.
    mutating func meeting(_ one: Int32, _ other: Int32, _ mates: [Int32]) -> Int32 {
        var path: [Int32] = []
        var vertex = bases[Int(one)]
        while true {
            isOnPath[Int(vertex)] = true
            path.append(vertex)
            if mates[Int(vertex)] < 0 { break }
            vertex = bases[Int(parents[Int(mates[Int(vertex)])])]
        }
        vertex = bases[Int(other)]
        while !isOnPath[Int(vertex)] { vertex = bases[Int(parents[Int(mates[Int(vertex)])])] }
        for vertex in path { isOnPath[Int(vertex)] = false }
        return vertex
    }

    /// Marks the blossoms from a vertex down to a base, and turns the parents around.
    mutating func mark(from start: Int32, to base: Int32, child: Int32, _ mates: [Int32]) {
        var (vertex, child) = (start, child)
        while bases[Int(vertex)] != base {
            let mate = mates[Int(vertex)]
            isInBlossom[Int(bases[Int(vertex)])] = true
            isInBlossom[Int(bases[Int(mate)])] = true
            parents[Int(vertex)] = child
            child = mate
            vertex = parents[Int(mate)]
        }
    }

    /// Contracts the odd cycle that an edge between two reached vertices closes.
    mutating func contract(_ one: Int32, _ other: Int32, _ mates: [Int32]) {
        let base = meeting(one, other, mates)
        mark(from: one, to: base, child: other, mates)
        mark(from: other, to: base, child: one, mates)
        var marked: [Int32] = []
        for vertex in touched where isInBlossom[Int(bases[Int(vertex)])] {
            marked.append(bases[Int(vertex)])
            bases[Int(vertex)] = base
            if !isReached[Int(vertex)] {
                isReached[Int(vertex)] = true
                queue.append(vertex)
            }
        }
        for vertex in marked { isInBlossom[Int(vertex)] = false }
    }
}

extension PerfectMatching {
    /// Pairs a vertex and one more, changing pairs on the way; false when it cannot be done.
    private mutating func augment(from root: Int32, _ search: inout AugmentingSearch) -> Bool {
        search.start(at: root)
        var head = 0
        while head < search.queue.count {
            let vertex = search.queue[head]
            head += 1
            for other in neighbours(of: vertex) {
                budget -= 1
                if budget < 0 { return false }
                if let end = visit(other, from: vertex, root: root, &search) {
                    flip(to: end, search.parents)
                    return true
                }
            }
        }
        return false
    }

    /// Looks at an edge; returns its end when that completes an augmenting path.
    private mutating func visit(
        _ other: Int32,
        from vertex: Int32,
        root: Int32,
        _ search: inout AugmentingSearch
    ) -> Int32? {
        let mate = mates[Int(other)]
        if search.bases[Int(vertex)] == search.bases[Int(other)] || mate == vertex { return nil }
        if other == root || (mate >= 0 && search.parents[Int(mate)] >= 0) {
            search.contract(vertex, other, mates)
            budget -= search.touched.count
        } else if search.parents[Int(other)] < 0 {
            search.parents[Int(other)] = vertex
            search.touched.append(other)
            if mate < 0 { return other }
            search.isReached[Int(mate)] = true
            search.touched.append(mate)
            search.queue.append(mate)
        }
        return nil
    }

    private mutating func flip(to end: Int32, _ parents: [Int32]) {
        var vertex = end
        while vertex >= 0 {
            let parent = parents[Int(vertex)]
            let next = mates[Int(parent)]
            mates[Int(vertex)] = parent
            mates[Int(parent)] = vertex
            vertex = next
        }
    }
}
