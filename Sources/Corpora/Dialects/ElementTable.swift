import Markup

/// The elements that a reader's user knows, found without comparing names.
///
///     enum Element: String, CaseIterable { case title, text }
///     var elements = ElementTable<Element>()
///     switch elements[reader] { case .title: ... }
struct ElementTable<Element: RawRepresentable & CaseIterable>
where Element.RawValue == String {
    private let known: [String: Element]
    private var elements: [Element?] = []

    /// A table of the type's cases, whose raw values are the elements' names.
    init() {
        known = Dictionary(uniqueKeysWithValues: Element.allCases.map { ($0.rawValue, $0) })
    }

    /// The element that the reader is at, or nil if it is none of the cases.
    ///
    /// A table serves one reader, whose numbers of names it keeps.
    subscript(reader: MarkupReader) -> Element? {
        mutating get {
            let number = reader.nameNumber
            if number < elements.count { return elements[number] }
            return add(reader.nameNumber, reader)
        }
    }

    private mutating func add(_ number: Int, _ reader: MarkupReader) -> Element? {
        while elements.count <= number { elements.append(known[reader.name(of: elements.count)]) }
        return elements[number]
    }
}
