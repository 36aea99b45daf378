/// The largest of many numbers, the largest first; of equal ones, those that came first.
///
/// A number that does not belong costs one comparison, which is what nearly all of them cost.
struct LargestElements {
    struct Element {
        let value: Float
        let index: Int
    }

    private let count: Int
    private(set) var elements: [Element] = []

    init(count: Int) {
        self.count = count
        elements.reserveCapacity(count + 1)
    }

    /// Forgets the elements and keeps their memory.
    mutating func removeAll() { elements.removeAll(keepingCapacity: true) }

    @inline(__always)
    mutating func insert(_ value: Float, at index: Int) {
        if elements.count == count {
            guard value > elements[count - 1].value else { return }
            elements.removeLast()
        }
        place(Element(value: value, index: index))
    }

    private mutating func place(_ element: Element) {
        var at = elements.count
        while at > 0, elements[at - 1].value < element.value { at -= 1 }
        elements.insert(element, at: at)
    }
}
