/// How a batch of sequences of unequal length lies in memory: time-major and without padding.
///
/// The sequences are sorted by length, longest first. Step `t` holds one row for each of the
/// `batchSizes[t]` sequences that are longer than `t`; the rows of all steps follow each other.
/// There is no padding anywhere, so none can leak into a state, a loss or a gradient.
///
///     lengths 3 1 2      order 0 2 1      rows  t=0: a b c   t=1: a b   t=2: a
public struct SequenceLayout: Hashable, Sendable {
    /// `order[i]` is the place in the batch of the i-th longest sequence; ties keep their order.
    public let order: [Int]

    /// The length of each sequence, longest first.
    public let lengths: [Int]

    /// How many sequences have a row at each step.
    public let batchSizes: [Int]

    /// The first row of each step.
    public let offsets: [Int]

    /// The number of rows: the sum of the lengths.
    public let rowCount: Int

    /// The number of sequences.
    public var batchSize: Int { order.count }

    /// The number of steps: the length of the longest sequence.
    public var stepCount: Int { batchSizes.count }

    /// Creates the layout of sequences of the given lengths, each at least 1.
    public init(lengths: [Int]) {
        precondition(!lengths.isEmpty && lengths.allSatisfy { $0 > 0 }, "empty sequence in a batch")
        order = lengths.indices.sorted { (lengths[$1], $0) < (lengths[$0], $1) }
        self.lengths = order.map { lengths[$0] }
        var sizes: [Int] = []
        var active = lengths.count
        for step in 0..<(self.lengths.first ?? 0) {
            while self.lengths[active - 1] <= step { active -= 1 }
            sizes.append(active)
        }
        batchSizes = sizes
        var total = 0
        offsets = sizes.map { size in
            defer { total += size }
            return total
        }
        rowCount = total
    }

    /// The row of step `step` of the i-th longest sequence.
    public func row(step: Int, sequence: Int) -> Int {
        offsets[step] + sequence
    }

    /// Arranges one value for each step of each sequence (given in batch order) as rows.
    public func rows<Value>(_ value: (_ sequence: Int, _ step: Int) -> Value) -> [Value] {
        var rows: [Value] = []
        rows.reserveCapacity(rowCount)
        for step in 0..<stepCount {
            for place in 0..<batchSizes[step] {
                rows.append(value(order[place], step))
            }
        }
        return rows
    }

    /// The place of each sequence of the batch in the sorted order: the inverse of `order`.
    public var places: [Int] {
        var places = [Int](repeating: 0, count: order.count)
        for (place, sequence) in order.enumerated() { places[sequence] = place }
        return places
    }
}
