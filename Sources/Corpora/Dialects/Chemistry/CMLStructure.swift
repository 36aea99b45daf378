/// The atoms and bonds of a molecule in CML, in any of its forms.
///
/// An atom's fields are attributes of its element, columns of an array's attributes
/// (`<atomArray elementType="C O">`), or, in CML's first version, elements of their own
/// (`<string builtin="elementType">`).
struct CMLStructure {
    /// What is wrong with a structure.
    struct Fault: Error {
        var reason: Reject.Reason
        var detail: String
    }

    /// The lists of parts.
    enum Part { case atom, bond }

    typealias Fields = [String: String]
    private(set) var atoms: [Fields] = []
    private(set) var bonds: [Fields] = []
    static let maximumParts = 10_000

    /// Adds an atom or a bond whose fields are attributes.
    mutating func add(_ part: Part, _ attributes: [(name: String, value: String)]) {
        let fields = Fields(
            attributes.map { ($0.name, $0.value.trimmingSpaces()) },
            uniquingKeysWith: { first, _ in first }
        )
        if part == .atom { atoms.append(fields) } else { bonds.append(fields) }
    }

    /// Adds the atoms or bonds whose fields are lists.
    mutating func addColumns(_ part: Part, _ attributes: [(name: String, value: String)]) {
        for (name, value) in attributes where Self.columns.contains(name) {
            addColumn(part, name, value)
        }
    }

    /// Adds a field of all atoms or bonds, with white space or another delimiter between their values.
    mutating func addColumn(
        _ part: Part,
        _ name: String,
        _ list: String,
        delimiter: Character? = nil
    ) {
        let values = list.split { character in
            delimiter.map { character == $0 } ?? character.isWhitespace
        }
        for (index, value) in values.enumerated() {
            let value = String(value).trimmingSpaces()
            switch part {
            case .atom: Self.set(name, value, at: index, of: &atoms)
            case .bond: Self.set(name, value, at: index, of: &bonds)
            }
        }
    }

    /// Adds a field to the last atom or bond.
    mutating func addField(_ part: Part, _ name: String, _ value: String) {
        switch part {
        case .atom: Self.set(name, value, at: max(0, atoms.count - 1), of: &atoms)
        case .bond: Self.set(name, value, at: max(0, bonds.count - 1), of: &bonds)
        }
    }

    /// The attributes of an array that are lists.
    private static let columns: Set<String> = [
        "atomID", "elementType", "isotope", "isotopeNumber", "formalCharge", "hydrogenCount",
        "spinMultiplicity", "x2", "y2", "x3", "y3", "z3", "atomRef", "atomRef1", "atomRef2",
        "order",
        "stereo",
    ]

    private static func set(
        _ name: String,
        _ value: String,
        at index: Int,
        of parts: inout [Fields]
    ) {
        guard index <= maximumParts else { return }
        while parts.count <= index { parts.append([:]) }
        // The second atom of a bond has the same name as the first one.
        parts[index][parts[index][name] == nil ? name : name + "2"] = value
    }
}
