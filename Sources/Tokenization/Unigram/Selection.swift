extension [Int] {
    /// The numbers that are worth most; of equal worth, the lower ones stay.
    ///
    /// - Parameters:
    ///   - limit: How many stay, unless more of them have no worth.
    ///   - worth: What a number, which is not given twice, is worth; nil for one that stays anyway.
    /// - Returns: Those that stay, in the order given.
    func best<Worth: Comparable>(_ limit: Int, by worth: (Int) -> Worth?) -> [Int] {
        if count <= limit { return self }
        var ranked: [(worth: Worth, number: Int)] = []
        for number in self {
            if let worth = worth(number) { ranked.append((worth, number)) }
        }
        let keptCount = Swift.max(0, limit - (count - ranked.count))
        ranked.bringToFront(keptCount) {
            $0.worth != $1.worth ? $0.worth > $1.worth : $0.number < $1.number
        }
        var isKept = Array<Bool>(repeating: true, count: (self.max() ?? -1) + 1)
        for (_, number) in ranked.dropFirst(keptCount) { isKept[number] = false }
        return filter { isKept[$0] }
    }
}

extension Array {
    /// Moves the first `count` elements in an order to the front, in any order among themselves.
    ///
    /// Takes time in proportion to the elements, where no two of them are equal. (Hoare, "Algorithm
    /// 65: Find", 1961; what is left after too many rounds is sorted.)
    package mutating func bringToFront(_ count: Int, by precedes: (Element, Element) -> Bool) {
        withUnsafeMutableBufferPointer { elements in
            var (low, high) = (0, elements.count)
            var roundsLeft = 2 * (Int.bitWidth - elements.count.leadingZeroBitCount)
            while high - low > 16, low < count, count < high, roundsLeft > 0 {
                let place = Self.partition(&elements, low..<high, by: precedes)
                if count <= place { high = place } else { low = place + 1 }
                roundsLeft -= 1
            }
            var rest = UnsafeMutableBufferPointer(rebasing: elements[low..<high])
            rest.sort(by: precedes)
        }
    }

    /// Moves the elements before a pivot, the median of three, in front of it, and returns its place.
    private static func partition(
        _ elements: inout UnsafeMutableBufferPointer<Element>,
        _ range: Range<Int>,
        by precedes: (Element, Element) -> Bool
    ) -> Int {
        let (first, last) = (range.lowerBound, range.upperBound - 1)
        let middle = (first + last) / 2
        if precedes(elements[middle], elements[first]) { elements.swapAt(middle, first) }
        if precedes(elements[last], elements[middle]) { elements.swapAt(last, middle) }
        if precedes(elements[middle], elements[first]) { elements.swapAt(middle, first) }
        elements.swapAt(middle, last)
        let pivot = elements[last]
        var place = first
        for index in first..<last where precedes(elements[index], pivot) {
            elements.swapAt(index, place)
            place += 1
        }
        elements.swapAt(place, last)
        return place
    }
}
