/// A priority queue of vertices: the lowest degree first, then the lowest number.
struct VertexQueue {
    /// A binary heap of degrees and numbers, the degree in the upper half.
    private var keys: [UInt64]

    /// Creates a queue of vertices, numbered from 0, with these degrees.
    init(_ degrees: [Int32]) {
        keys = degrees.indices.map { Self.key(Int32($0), degrees[$0]) }
        keys.sort()
    }

    private static func key(_ vertex: Int32, _ degree: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: degree)) << 32 | UInt64(UInt32(bitPattern: vertex))
    }

    mutating func insert(_ vertex: Int32, degree: Int32) {
        keys.append(Self.key(vertex, degree))
        var place = keys.count - 1
        while place > 0, keys[place] < keys[(place - 1) / 2] {
            keys.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    mutating func popFirst() -> Int32? {
        guard let first = keys.first, let last = keys.popLast() else { return nil }
        if !keys.isEmpty {
            keys[0] = last
            siftDown()
        }
        return Int32(truncatingIfNeeded: first)
    }

    private mutating func siftDown() {
        var place = 0
        while true {
            var smallest = place
            let (left, right) = (2 * place + 1, 2 * place + 2)
            if left < keys.count, keys[left] < keys[smallest] { smallest = left }
            if right < keys.count, keys[right] < keys[smallest] { smallest = right }
            if smallest == place { return }
            keys.swapAt(place, smallest)
            place = smallest
        }
    }
}
