/// The names that lead to a field of a JSON document, such as `data.items.text`.
///
/// An array on the way is gone through element by element; a number picks one, and `*` is any member of
/// an object. The same may be written as elsewhere, `$.data.items[*].text`, and a name that has a dot, `data["a.b"]`.
struct JSONPath {
    private let components: [String]

    init(_ components: [String]) {
        self.components = components
    }

    /// A path in dotted notation.
    init(dotted: String) {
        self.init(Self.components(of: dotted[...]) ?? dotted.split(separator: ".").map(String.init))
    }

    /// The path in dotted notation.
    var description: String { Self.dotted(components) }

    /// A path in dotted notation.
    static func dotted(_ components: [String]) -> String {
        components.reduce("") { path, name in
            if name.isEmpty || name.contains(where: { ".[]\"".contains($0) }) {
                return path + "[\"\(name)\"]"
            }
            return path.isEmpty ? name : "\(path).\(name)"
        }
    }

    /// The names of a path that has brackets; nil where they are not in order.
    private static func components(of path: Substring) -> [String]? {
        var names: [String] = []
        let isRooted = path.first == "$" && ".[".contains(path.dropFirst().first ?? ".")
        var rest = isRooted ? path.dropFirst() : path
        while let first = rest.first {
            if first == "[" {
                guard let (name, length) = bracketed(rest) else { return nil }
                if let name { names.append(name) }
                rest = rest.dropFirst(length)
            } else {
                let name = rest.prefix { $0 != "." && $0 != "[" }
                if !name.isEmpty { names.append(String(name)) }
                rest = rest[name.endIndex...]
                if rest.first == "." { rest = rest.dropFirst() }
            }
        }
        return names
    }

    /// The name or number in brackets with which a path goes on, nil for each element, and how long it is.
    private static func bracketed(_ path: Substring) -> (name: String?, length: Int)? {
        let inside = path.dropFirst()
        if let quote = inside.first, quote == "\"" || quote == "'" {
            guard let end = inside.firstRange(of: "\(quote)]") else { return nil }
            let name = inside[inside.startIndex..<end.lowerBound].dropFirst()
            return (String(name), name.count + 4)
        }
        let number = inside.prefix { $0 != "]" }
        guard inside.dropFirst(number.count).first == "]" else { return nil }
        let isEach = number.isEmpty || number == "*"
        guard isEach || Int(number) != nil else { return nil }
        return (isEach ? nil : String(number), number.count + 2)
    }

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
        guard let count = parent.count, count < components.count,
            components[count] == name || components[count] == "*"
        else { return Progress(count: nil) }
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
