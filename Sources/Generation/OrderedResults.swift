/// Results that come in any order, and are given out in the order of their places.
struct OrderedResults<Element> {
    private var elements: [Element?] = []

    /// How many elements at the front were given out, and the place of the first that is kept.
    private var taken = 0
    private var base = 0

    /// Adds the result that belongs in a place.
    mutating func insert(_ element: Element, at place: Int) {
        let index = place - base
        while elements.count <= index { elements.append(nil) }
        elements[index] = element
    }

    /// The next result, if it is there.
    mutating func popFirst() -> Element? {
        guard taken < elements.count, let element = elements[taken] else { return nil }
        elements[taken] = nil
        taken += 1
        if taken == elements.count || taken == 4096 { forgetTaken() }
        return element
    }

    private mutating func forgetTaken() {
        elements.removeFirst(taken)
        base += taken
        taken = 0
    }
}
