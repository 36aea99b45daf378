import Molecules

extension CMLStructure {
    /// The canonical SMILES string, or nil when there are no atoms.
    func smiles() throws(Fault) -> String? {
        if atoms.isEmpty { return nil }
        guard atoms.count <= Self.maximumParts, bonds.count <= Self.maximumParts else {
            throw Fault(
                reason: .tooLong,
                detail: "the molecule has more than 10,000 atoms or bonds"
            )
        }
        let (parts, joints) = try CMLParts(self).all()
        do throws(MolBlockError) {
            return try Molecule(atoms: parts, bonds: joints).canonicalSMILES
        } catch {
            throw Fault(reason: .invalidMolecule, detail: "not a molecule: \(error.reason)")
        }
    }
}

/// Turns the fields of atoms and bonds into those of a molecule.
private struct CMLParts {
    private typealias Fields = CMLStructure.Fields
    private typealias Fault = CMLStructure.Fault

    private let atoms: [Fields]
    private let bonds: [Fields]
    private var indices: [String: Int] = [:]

    /// Whether all atoms have places in space, or in the plane of a drawing.
    private let hasDepth: Bool
    private let isDrawn: Bool

    init(_ structure: CMLStructure) {
        (atoms, bonds) = (structure.atoms, structure.bonds)
        hasDepth = atoms.allSatisfy { $0["z3"] != nil || $0["xyz3"] != nil }
        isDrawn = atoms.allSatisfy { $0["y2"] != nil || $0["xy2"] != nil }
        for (index, atom) in atoms.enumerated() {
            if let name = atom["id"] ?? atom["atomID"] { indices[name] = index }
        }
    }

    func all() throws(CMLStructure.Fault) -> ([MoleculeAtom], [MoleculeBond]) {
        var parts: [MoleculeAtom] = []
        var joints: [MoleculeBond] = []
        for fields in atoms {
            var atom = try atom(fields)
            if !hasDepth { atom.parity = try parity(fields) }
            parts.append(atom)
        }
        for fields in bonds { joints.append(try bond(fields)) }
        if !hasDepth, !isDrawn {
            for index in joints.indices {
                joints[index].geometry = try geometry(bonds[index], of: joints[index], in: joints)
            }
        }
        return (parts, joints)
    }

    private func fault(_ detail: String) -> Fault {
        Fault(reason: .invalidMolecule, detail: String(detail.prefix(120)))
    }

    /// The indices of atoms that a field names, between white space.
    private func named(_ text: String) -> [Int?] {
        text.split(whereSeparator: \.isWhitespace).map { indices[String($0)] }
    }

    // MARK: Atoms

    private func atom(_ fields: Fields) throws(Fault) -> MoleculeAtom {
        let element = fields["elementType"] ?? ""
        let multiplicity = try number("spinMultiplicity", of: fields) ?? 1
        guard 1...10 ~= multiplicity else {
            throw fault("there is no spin multiplicity \(multiplicity)")
        }
        let atom = MoleculeAtom(
            ["Du", "R", "X"].contains(element) ? "*" : element,
            isotope: try number(
                fields["isotopeNumber"] == nil ? "isotope" : "isotopeNumber",
                of: fields
            ),
            charge: try number("formalCharge", of: fields) ?? 0,
            hydrogens: try number("hydrogenCount", of: fields),
            place: place(fields)
        )
        guard var atom else { throw fault("there is no element '\(element.prefix(20))'") }
        atom.radicals = multiplicity - 1
        return atom
    }

    /// A whole number; a mass may be told by its decimals too.
    private func number(_ name: String, of fields: Fields) throws(Fault) -> Int? {
        guard let text = fields[name] else { return nil }
        guard let value = Double(text), value.magnitude < 1_000,
            name == "isotope" || value == value.rounded()
        else { throw fault("\(name) is no number: '\(text.prefix(20))'") }
        return Int(value.rounded())
    }

    private func place(_ fields: Fields) -> MoleculeAtom.Place? {
        let list = (hasDepth ? fields["xyz3"] : fields["xy2"]).map { text in
            text.split { $0.isWhitespace || $0 == "," }.map(String.init)
        }
        let names = hasDepth ? ["x3", "y3", "z3"] : ["x2", "y2"]
        let values = (list ?? names.compactMap { fields[$0] }).compactMap { Double($0) }
        guard values.count == names.count else { return nil }
        return MoleculeAtom.Place(x: values[0], y: values[1], z: hasDepth ? values[2] : 0)
    }

    /// How the neighbours stand around an atom.
    ///
    /// The sign of the volume of four atoms is positive when, seen from the first one, the others are
    /// clockwise. The atom itself is named where a hydrogen is implied.
    private func parity(_ fields: Fields) throws(Fault) -> MoleculeAtom.Parity? {
        guard let text = fields["atomParity"] else { return nil }
        guard let sign = Double(text) else { throw fault("atomParity is no number: '\(text)'") }
        if sign == 0 { return nil }
        let names = fields["atomParity atomRefs4"] ?? ""
        let neighbors = named(names).compactMap(\.self)
        guard neighbors.count == 4 else {
            throw fault("atomParity names no four atoms that are there: '\(names)'")
        }
        return MoleculeAtom.Parity(neighbors, isClockwise: sign > 0)
    }

    // MARK: Bonds

    private func bond(_ fields: Fields) throws(Fault) -> MoleculeBond {
        let names =
            fields["atomRefs2"] ?? fields["atomRefs"]
            ?? [fields["atomRef1"] ?? fields["atomRef"], fields["atomRef2"]]
            .compactMap(\.self).joined(separator: " ")
        let ends = named(names).compactMap(\.self)
        guard ends.count == 2 else {
            throw fault("a bond joins atoms that are not there: '\(names)'")
        }
        return MoleculeBond(
            ends[0],
            ends[1],
            order: try order(fields["order"]),
            wedge: wedge(stereo(fields))
        )
    }

    private func order(_ text: String?) throws(Fault) -> MoleculeBond.Order {
        switch text {
        case "1", "S", nil: return .single
        case "2", "D": return .double
        case "3", "T": return .triple
        case "4": return .quadruple
        case "A", "1.5", "5": return .aromatic
        default: throw fault("there are no bonds of the order '\(text?.prefix(20) ?? "")'")
        }
    }

    /// What is told of the configuration: `W`, `H`, `C` or `T`; MDL's numbers are read as these.
    private func stereo(_ fields: Fields) -> String? {
        if let text = fields["bondStereo"] ?? fields["stereo"], !text.isEmpty { return text }
        return fields["bondStereo conventionValue"].flatMap { ["1": "W", "6": "H"][$0] }
    }

    private func wedge(_ text: String?) -> MoleculeBond.Wedge {
        switch text {
        case "W": .solid
        case "H": .hatched
        default: .none
        }
    }

    /// Which sides the atoms beside a double bond are on; they need no names where there is one each.
    private func geometry(
        _ fields: Fields,
        of bond: MoleculeBond,
        in bonds: [MoleculeBond]
    ) throws(Fault) -> MoleculeBond.Geometry? {
        guard let text = stereo(fields), text == "C" || text == "T" else { return nil }
        if let names = fields["bondStereo atomRefs4"] {
            let four = named(names).compactMap(\.self)
            if four.count == 4, four[1...2].elementsEqual([bond.first, bond.second]) {
                return .init(four[0], four[3], isCis: text == "C")
            }
            if four.count == 4, four[1...2].elementsEqual([bond.second, bond.first]) {
                return .init(four[3], four[0], isCis: text == "C")
            }
            throw fault("bondStereo is not of the atoms of its bond: '\(names)'")
        }
        let (first, second) = (
            neighbors(of: bond.first, except: bond.second, in: bonds),
            neighbors(of: bond.second, except: bond.first, in: bonds)
        )
        guard first.count == 1, second.count == 1 else {
            throw fault("bondStereo '\(text)' does not tell of which atoms (atomRefs4)")
        }
        return .init(first[0], second[0], isCis: text == "C")
    }

    private func neighbors(of atom: Int, except other: Int, in bonds: [MoleculeBond]) -> [Int] {
        bonds.compactMap { bond in
            let neighbor =
                bond.first == atom ? bond.second : bond.second == atom ? bond.first : nil
            return neighbor == other ? nil : neighbor
        }
    }
}
