/// The names that lead to a field of a JSON document, such as `data.items.text`.
///
/// An array on the way is gone through element by element; a number picks one.
struct JSONPath {
    private let components: [String]

    init(_ components: [String]) {
        self.components = components
    }

    /// A path in dotted notation.
    init(dotted: String) {
        self.init(dotted.split(separator: ".").map(String.init))
    }

    /// The path in dotted notation.
    var description: String { components.joined(separator: ".") }

    /// How far along the path a value is.
    struct Progress {
        /// The number of the path's names that led to it, nil beside the path.
        fileprivate(set) var count: Int?

        /// The progress at the root, which a path starts from.
        init(isOn: Bool = true) {
            count = isOn ? 0 : nil
        }

        fileprivate init(count: Int?) {
            self.count = count
        }
    }

    /// The progress at a member of an object.
    func progress(of parent: Progress, member name: String) -> Progress {
        guard let count = parent.count, count < components.count, components[count] == name else {
            return Progress(count: nil)
        }
        return Progress(count: count + 1)
    }

    /// The progress at an element of an array, from 0.
    func progress(of parent: Progress, element index: Int) -> Progress {
        guard let count = parent.count, count < components.count, Int(components[count]) != nil
        else { return parent }
        return progress(of: parent, member: String(index))
    }

    /// Whether a value is on the path, or at its end.
    func isOn(_ progress: Progress) -> Bool { progress.count != nil }

    /// Whether the path leads to a value.
    func isEnd(_ progress: Progress) -> Bool { progress.count == components.count }

    /// Whether the path leads on from a value.
    func leadsOn(from progress: Progress) -> Bool {
        progress.count.map { $0 < components.count } ?? false
    }
}
