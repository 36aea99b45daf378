import Markup
import Molecules

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

    private typealias Fields = [String: String]
    private var atoms: [Fields] = []
    private var bonds: [Fields] = []
    private static let maximumParts = 10_000

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

    /// Adds a field of all atoms or bonds.
    mutating func addColumn(_ part: Part, _ name: String, _ list: String) {
        for (index, value) in list.split(whereSeparator: \.isWhitespace).enumerated() {
            switch part {
            case .atom: Self.set(name, String(value), at: index, of: &atoms)
            case .bond: Self.set(name, String(value), at: index, of: &bonds)
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
        "x2", "y2", "x3", "y3", "z3", "atomRef", "atomRef1", "atomRef2", "order", "stereo",
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

    /// The canonical SMILES string, or nil when there are no atoms.
    func smiles() throws(Fault) -> String? {
        if atoms.isEmpty { return nil }
        guard atoms.count <= Self.maximumParts, bonds.count <= Self.maximumParts else {
            throw Fault(
                reason: .tooLong,
                detail: "the molecule has more than 10,000 atoms or bonds"
            )
        }
        var indices: [String: Int] = [:]
        for (index, atom) in atoms.enumerated() {
            if let name = atom["id"] ?? atom["atomID"] { indices[name] = index }
        }
        let hasDepth = atoms.allSatisfy { $0["z3"] != nil || $0["xyz3"] != nil }
        var parts: [MoleculeAtom] = []
        var joints: [MoleculeBond] = []
        for atom in atoms { parts.append(try Self.atom(atom, hasDepth: hasDepth)) }
        for bond in bonds { joints.append(try Self.bond(bond, indices)) }
        do throws(MolBlockError) {
            return try Molecule(atoms: parts, bonds: joints).canonicalSMILES
        } catch {
            throw Fault(reason: .invalidMolecule, detail: "not a molecule: \(error.reason)")
        }
    }

    // MARK: Atoms

    private static func atom(_ fields: Fields, hasDepth: Bool) throws(Fault) -> MoleculeAtom {
        let element = fields["elementType"] ?? ""
        let atom = MoleculeAtom(
            ["Du", "R", "X"].contains(element) ? "*" : element,
            isotope: (fields["isotopeNumber"] ?? fields["isotope"]).flatMap { Int($0) },
            charge: fields["formalCharge"].flatMap { Int($0.drop { $0 == "+" }) } ?? 0,
            hydrogens: fields["hydrogenCount"].flatMap { Int($0) },
            place: place(fields, hasDepth: hasDepth)
        )
        if let atom { return atom }
        throw Fault(reason: .invalidMolecule, detail: "there is no element '\(element.prefix(20))'")
    }

    private static func place(_ fields: Fields, hasDepth: Bool) -> MoleculeAtom.Place? {
        let list = (hasDepth ? fields["xyz3"] : fields["xy2"]).map { text in
            text.split { $0.isWhitespace || $0 == "," }.map(String.init)
        }
        let names = hasDepth ? ["x3", "y3", "z3"] : ["x2", "y2"]
        let values = (list ?? names.compactMap { fields[$0] }).compactMap { Double($0) }
        guard values.count == names.count else { return nil }
        return MoleculeAtom.Place(x: values[0], y: values[1], z: hasDepth ? values[2] : 0)
    }

    // MARK: Bonds

    private static func bond(
        _ fields: Fields,
        _ indices: [String: Int]
    ) throws(Fault) -> MoleculeBond {
        let names =
            (fields["atomRefs2"] ?? fields["atomRefs"])
            .map { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
            ?? [fields["atomRef1"] ?? fields["atomRef"], fields["atomRef2"]].compactMap { $0 }
        let ends = names.compactMap { indices[$0] }
        guard ends.count == 2 else {
            let detail = "a bond joins atoms that are not there: '\(names.joined(separator: " "))'"
            throw Fault(reason: .invalidMolecule, detail: String(detail.prefix(120)))
        }
        return MoleculeBond(
            ends[0],
            ends[1],
            order: try order(fields["order"]),
            wedge: wedge(fields["bondStereo"] ?? fields["stereo"])
        )
    }

    private static func order(_ text: String?) throws(Fault) -> MoleculeBond.Order {
        switch text {
        case "1", "S", nil: return .single
        case "2", "D": return .double
        case "3", "T": return .triple
        case "4": return .quadruple
        case "A", "1.5", "5": return .aromatic
        default:
            let detail = "there are no bonds of the order '\(text?.prefix(20) ?? "")'"
            throw Fault(reason: .invalidMolecule, detail: detail)
        }
    }

    private static func wedge(_ text: String?) -> MoleculeBond.Wedge {
        switch text {
        case "W": .solid
        case "H": .hatched
        default: .none
        }
    }
}
