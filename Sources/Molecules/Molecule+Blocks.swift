internal import CRDKit

extension Molecule {
    /// Reads a mol block, V2000 or V3000: three lines of header, the atoms and bonds, `M  END`.
    ///
    /// Stereochemistry is taken from coordinates and wedges, and hydrogens that are atoms become
    /// implied, as RDKit's `Chem.MolFromMolBlock` does.
    ///
    /// - Parameter molBlock: The lines; anything after `M  END` is passed over.
    /// - Throws: A ``MolBlockError`` with RDKit's reason and, where it tells one, the line; also for more
    ///   than 2,000 atoms or 10,000 lines.
    public init(molBlock: String) throws(MolBlockError) {
        if let excess = MoleculeSize.excess(ofBlock: molBlock.utf8) {
            throw MolBlockError(reason: excess)
        }
        var block = molBlock
        var reason: UnsafeMutablePointer<CChar>?
        let pointer = block.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                crdkit_molecule_from_block($0.baseAddress, $0.count, &reason)
            }
        }
        self = try Self.molecule(pointer, takeString(reason))
    }

    /// Builds a molecule from its atoms and bonds.
    ///
    /// - Parameters:
    ///   - atoms: The atoms. Where all have coordinates, these tell the stereochemistry; where
    ///     none has a `z`, together with the wedges of the bonds.
    ///   - bonds: The bonds; two atoms may have one.
    /// - Throws: A ``MolBlockError`` with RDKit's reason, or when a bond names an atom that is not
    ///   there, or the same atom twice; also for more than 2,000 atoms.
    public init(atoms: [MoleculeAtom], bonds: [MoleculeBond]) throws(MolBlockError) {
        if let excess = MoleculeSize.excess(atomCount: atoms.count) {
            throw MolBlockError(reason: excess)
        }
        var pairs: Set<Set<Int>> = []
        for bond in bonds {
            guard atoms.indices.contains(bond.first), atoms.indices.contains(bond.second),
                bond.first != bond.second
            else { throw MolBlockError(reason: "a bond joins atoms that are not there") }
            guard pairs.insert([bond.first, bond.second]).inserted else {
                throw MolBlockError(reason: "two bonds join the same atoms")
            }
        }
        let dimension = Self.dimension(of: atoms)
        let given = atoms.map(crdkit_atom.init)
        let joined = bonds.map(crdkit_bond.init)
        var reason: UnsafeMutablePointer<CChar>?
        let pointer = crdkit_molecule_from_graph(
            given,
            given.count,
            joined,
            joined.count,
            dimension,
            &reason
        )
        self = try Self.molecule(pointer, takeString(reason))
    }

    private static func dimension(of atoms: [MoleculeAtom]) -> Int32 {
        guard !atoms.isEmpty, atoms.allSatisfy({ $0.place != nil }) else { return 0 }
        return atoms.contains { ($0.place?.z ?? 0) != 0 } ? 3 : 2
    }

    private static func molecule(
        _ pointer: OpaquePointer?,
        _ reason: String?
    ) throws(MolBlockError) -> Molecule {
        guard let pointer else {
            throw MolBlockError(reason: reason ?? "RDKit does not accept it")
        }
        let handle = MoleculeHandle(owning: pointer)
        if let excess = MoleculeSize.excess(atomCount: Int(crdkit_atom_count(handle.pointer))) {
            throw MolBlockError(reason: excess)
        }
        guard let molecule = Molecule(handle) else {
            throw MolBlockError(reason: "there are no atoms")
        }
        return molecule
    }
}

/// An atom that is given by itself, as files of atoms and bonds have them.
public struct MoleculeAtom: Hashable, Sendable {
    /// A place in angstroms; `z` is zero in drawings.
    public struct Place: Hashable, Sendable {
        /// The coordinates.
        public var x, y, z: Double

        /// Creates a place.
        public init(x: Double, y: Double, z: Double = 0) { (self.x, self.y, self.z) = (x, y, z) }
    }

    /// The element's number in the periodic table, or zero for an unknown atom.
    public let number: Int

    /// The mass number, or nil for the natural mixture.
    public var isotope: Int?

    /// The formal charge.
    public var charge: Int

    /// All hydrogens attached, those among the atoms included; nil when the valence implies them.
    public var hydrogens: Int?

    /// Where the atom is, or nil.
    public var place: Place?

    /// Creates an atom, or nil when there is no such element.
    ///
    /// - Parameters:
    ///   - element: The symbol, such as `C`, `Cl`; `D` and `T` are isotopes of hydrogen; `*` and
    ///     `R` are unknown atoms.
    ///   - isotope: The mass number.
    ///   - charge: The formal charge.
    ///   - hydrogens: All hydrogens attached.
    ///   - place: Where it is.
    public init?(
        _ element: String,
        isotope: Int? = nil,
        charge: Int = 0,
        hydrogens: Int? = nil,
        place: Place? = nil
    ) {
        let heavy = ["D": 2, "T": 3][element]
        guard let number = heavy == nil ? elementNumbers[element] : 1,
            -99...99 ~= charge, 0...999 ~= isotope ?? 0, 0...99 ~= hydrogens ?? 0
        else { return nil }
        self.number = number
        self.isotope = isotope ?? heavy
        self.charge = charge
        self.hydrogens = hydrogens
        self.place = place
    }
}

/// A bond that is given by itself.
public struct MoleculeBond: Hashable, Sendable {
    /// What a bond is.
    public enum Order: Int32, Hashable, Sendable {
        /// A bond to whose electrons one atom gives both.
        case dative = 0
        /// One pair of electrons.
        case single = 1
        /// Two pairs of electrons.
        case double = 2
        /// Three pairs of electrons.
        case triple = 3
        /// Four pairs of electrons.
        case quadruple = 4
        /// A bond of an aromatic ring.
        case aromatic = 5
    }

    /// How a drawing shows a bond that leaves its plane at the first atom.
    public enum Wedge: Int32, Hashable, Sendable {
        /// Away from the viewer.
        case hatched = -1
        /// Not at all.
        case none = 0
        /// Towards the viewer.
        case solid = 1
    }

    /// The indices of the atoms.
    public var first, second: Int

    /// What the bond is.
    public var order: Order

    /// How it leaves the plane.
    public var wedge: Wedge

    /// Creates a bond.
    public init(_ first: Int, _ second: Int, order: Order = .single, wedge: Wedge = .none) {
        (self.first, self.second, self.order, self.wedge) = (first, second, order, wedge)
    }
}

extension crdkit_atom {
    fileprivate init(_ atom: MoleculeAtom) {
        self.init(
            number: Int32(atom.number),
            isotope: Int32(atom.isotope ?? 0),
            charge: Int32(atom.charge),
            hydrogens: Int32(atom.hydrogens ?? -1),
            x: atom.place?.x ?? 0,
            y: atom.place?.y ?? 0,
            z: atom.place?.z ?? 0
        )
    }
}

extension crdkit_bond {
    fileprivate init(_ bond: MoleculeBond) {
        self.init(
            begin: UInt32(bond.first),
            end: UInt32(bond.second),
            order: bond.order.rawValue,
            wedge: bond.wedge.rawValue
        )
    }
}

private let elementNumbers: [String: Int] = {
    let symbols = """
        H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As \
        Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu \
        Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np \
        Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og
        """.split(separator: " ").map(String.init)
    var numbers = Dictionary(uniqueKeysWithValues: zip(symbols, 1...))
    for unknown in ["*", "R", "Xx", "Du"] { numbers[unknown] = 0 }
    return numbers
}()
