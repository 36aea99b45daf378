internal import CICU

/// A set of Unicode scalars, as ranges.
package struct ScalarSet: Hashable, Sendable {
    /// The ranges, which ascend and neither overlap nor touch.
    package let ranges: [ClosedRange<UInt32>]

    /// All scalars.
    package static let all = ScalarSet(0...0x10FFFF)

    /// The scalars of a range.
    package init(_ range: ClosedRange<UInt32>) { ranges = [range] }

    /// The scalars of ranges in any order; without any, none.
    package init(_ ranges: [ClosedRange<UInt32>] = []) {
        var result: [ClosedRange<UInt32>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = result.last, range.lowerBound <= last.upperBound + 1 {
                let end = max(last.upperBound, range.upperBound)
                result[result.count - 1] = last.lowerBound...end
            } else {
                result.append(range)
            }
        }
        self.ranges = result
    }

    /// The scalars with a property, a general category or a script of Unicode; nil when ICU knows
    /// none by the name.
    package init?(property name: String) {
        guard let set = cicu_set_with_property(name) else { return nil }
        self.init(taking: set)
    }

    /// The scalars with a property that every version of ICU knows.
    init(named name: String) {
        guard let set = ScalarSet(property: name) else {
            preconditionFailure("ScalarSet: ICU does not know the property \(name)")
        }
        self = set
    }

    private init(taking set: OpaquePointer) {
        defer { cicu_set_free(set) }
        var count = 0
        let limits = UnsafeBufferPointer(start: cicu_set_limits(set, &count), count: count * 2)
        ranges = stride(from: 0, to: limits.count, by: 2).map { limits[$0]...limits[$0 + 1] }
    }

    /// Whether a scalar is in the set.
    package func contains(_ scalar: UInt32) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].contains(scalar)
    }

    /// The scalars that are not in the set.
    package var inverted: ScalarSet {
        var result: [ClosedRange<UInt32>] = []
        var start: UInt32 = 0
        for range in ranges {
            if start < range.lowerBound { result.append(start...range.lowerBound - 1) }
            start = range.upperBound + 1
        }
        if start <= 0x10FFFF { result.append(start...0x10FFFF) }
        return ScalarSet(result)
    }

    /// The scalars of either set.
    package func union(_ other: ScalarSet) -> ScalarSet { ScalarSet(ranges + other.ranges) }

    /// The scalars of both sets.
    package func intersection(_ other: ScalarSet) -> ScalarSet {
        inverted.union(other.inverted).inverted
    }

    /// The set with all scalars that are the same but for case, each by itself.
    package var closedOverCase: ScalarSet {
        let limits = ranges.flatMap { [$0.lowerBound, $0.upperBound] }
        guard let set = cicu_set_closed_over_case(limits, ranges.count) else {
            preconditionFailure("ScalarSet: ICU has no memory for a set of characters")
        }
        return ScalarSet(taking: set)
    }
}
