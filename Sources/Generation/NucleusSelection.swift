/// Finds the fewest largest weights that together hold a mass, without sorting them: each round
/// puts one weight in its place among those still in question and keeps the side that the boundary
/// is on, so a flat distribution over V tokens costs about 2 V comparisons, not V log V.
struct NucleusSelection {
    private let weights: [Float]

    /// Places of weights: before `range` those that are in, from `range` those in question.
    private var order: [Int]

    init(_ weights: [Float], among candidates: [Int]) {
        self.weights = weights
        order = candidates
    }

    /// The places of the fewest largest weights that add up to `mass`; of equal ones, the first.
    mutating func places(holding mass: Double) -> ArraySlice<Int> {
        var (range, missing) = (order.indices, mass)
        while !range.isEmpty, missing > 0 {
            let pivot = partition(range)
            let before = order[range.lowerBound..<pivot].reduce(0) { $0 + Double(weights[$1]) }
            if before >= missing {
                range = range.lowerBound..<pivot
            } else {
                missing -= before + Double(weights[order[pivot]])
                range = pivot + 1..<range.upperBound
            }
        }
        return order[..<range.lowerBound]
    }

    /// Puts the middle element where sorting would; larger ones before it, smaller ones after.
    private mutating func partition(_ range: Range<Int>) -> Int {
        let last = range.upperBound - 1
        order.swapAt(range.lowerBound + range.count / 2, last)
        let pivot = order[last]
        var place = range.lowerBound
        for index in range.lowerBound..<last where precedes(order[index], pivot) {
            order.swapAt(index, place)
            place += 1
        }
        order.swapAt(place, last)
        return place
    }

    private func precedes(_ a: Int, _ b: Int) -> Bool {
        weights[a] > weights[b] || weights[a] == weights[b] && a < b
    }
}
