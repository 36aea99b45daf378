import Markup

/// Follows a path through a document.
///
/// For each open element it is known which steps its children may take next and which its descendants
/// may, as sets of bits.
struct SelectionMatcher {
    private let steps: [SelectionPath.Step]
    private var open: [Level]
    private var candidates: [UInt64] = []

    /// The namespaces that prefixes of the path stand for in the document.
    private let hasPrefixes: Bool
    private var namespaces: [String: Set<String>] = [:]

    /// An element that is open, or the document.
    private struct Level {
        var ofChildren: UInt64
        var ofDescendants: UInt64

        /// For each step with a position, how many children came up for it.
        var counts: [Int: Int] = [:]
    }

    init(_ path: SelectionPath) {
        steps = path.steps
        hasPrefixes = path.steps.contains { $0.prefix != nil }
        var document = Level(ofChildren: 0, ofDescendants: 0)
        Self.allow(0, path.steps, in: &document)
        open = [document]
    }

    /// Enters the element that the reader is at.
    ///
    /// - Returns: Whether the path selects it.
    mutating func start(_ reader: MarkupReader) -> Bool {
        if hasPrefixes { takeNamespaces(reader) }
        let parent = open[open.count - 1]
        var level = Level(ofChildren: 0, ofDescendants: parent.ofDescendants)
        var rest = (parent.ofChildren | parent.ofDescendants) & steps(named: reader)
        var isSelected = false
        while rest != 0 {
            let step = rest.trailingZeroBitCount
            rest &= rest - 1
            guard meets(step, reader) else { continue }
            if step == steps.count - 1 {
                isSelected = true
            } else {
                Self.allow(step + 1, steps, in: &level)
            }
        }
        open.append(level)
        return isSelected
    }

    /// Leaves an element.
    mutating func end() {
        if open.count > 1 { open.removeLast() }
    }

    private static func allow(_ step: Int, _ steps: [SelectionPath.Step], in level: inout Level) {
        if steps[step].isDescendant {
            level.ofDescendants |= 1 << step
        } else {
            level.ofChildren |= 1 << step
        }
    }

    /// The steps whose name is that of the reader's element.
    private mutating func steps(named reader: MarkupReader) -> UInt64 {
        let number = reader.nameNumber
        if number >= candidates.count || candidates[number] == .max {
            while candidates.count <= number { candidates.append(.max) }
            candidates[number] = steps.indices.reduce(0) { set, index in
                let name = steps[index].name
                return name == nil || name == reader.name ? set | 1 << index : set
            }
        }
        return candidates[number]
    }

    private mutating func takeNamespaces(_ reader: MarkupReader) {
        for (name, address) in reader.attributePairs where name.hasPrefix("xmlns:") {
            namespaces[String(name.dropFirst(6)), default: []].insert(address)
        }
    }

    private mutating func meets(_ step: Int, _ reader: MarkupReader) -> Bool {
        if let prefix = steps[step].prefix {
            // A prefix that the document does not know says nothing.
            let allowed = namespaces[prefix]
            if let allowed, !allowed.contains(reader.namespace ?? "") { return false }
        }
        for (number, predicate) in steps[step].predicates.enumerated() {
            switch predicate {
            case .has(let name): if reader.attribute(name) == nil { return false }
            case .equals(let name, let value): if reader.attribute(name) != value { return false }
            case .differs(let name, let value):
                guard let other = reader.attribute(name), other != value else { return false }
            case .lacks(let name): if reader.attribute(name) != nil { return false }
            case .contains(let name, let part):
                if reader.attribute(name)?.contains(part) != true { return false }
            case .startsWith(let name, let beginning):
                if reader.attribute(name)?.hasPrefix(beginning) != true { return false }
            case .position(let position):
                let key = step * 1000 + number
                open[open.count - 1].counts[key, default: 0] += 1
                if open[open.count - 1].counts[key] != position { return false }
            }
        }
        return true
    }
}
