/// A path that selects elements or attributes of a document while it streams by.
///
/// The paths are the part of XPath that needs no look ahead: steps to a child (`/`) or any descendant
/// (`//`), names or `*`, predicates on attributes (`[@a]`, `[@a='b']`, `[@a!='b']`, joined by
/// `and`, `not(@a)`, `contains(@a, 'b')`, `starts-with(@a, 'b')`) and positions (`[2]`), and at the end
/// an attribute (`/@a`) or the element's own text (`/text()`); several paths with `|` between them. A prefix
/// that the document declares stands for its namespace; names without one, or with another, are of any
/// namespace. A path that starts with a name starts anywhere.
struct SelectionPath: Equatable {
    /// A condition on an element.
    enum Predicate: Equatable {
        case has(String)
        case equals(String, String)
        case differs(String, String)
        case lacks(String)
        case contains(String, String)
        case startsWith(String, String)

        /// The element is the one with this number, from 1, of its parent's children that meet the
        /// conditions before this one.
        case position(Int)
    }

    /// An element on the way.
    struct Step: Equatable {
        /// The element's name, or nil for any.
        var name: String?

        /// The prefix of the name in the document, or nil for any or none.
        var prefix: String?

        /// Whether the element may be at any depth below the one before.
        var isDescendant: Bool

        var predicates: [Predicate] = []
    }

    /// What is selected of the element that the last step finds.
    enum Target: Equatable {
        case element
        case ownText
        case attribute(String)
    }

    /// The elements from the document down.
    var steps: [Step]

    /// What is read.
    var target = Target.element

    /// The steps that a path may have.
    static let maximumStepCount = 60
}
