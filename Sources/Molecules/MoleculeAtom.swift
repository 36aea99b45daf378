/// An atom that is given by itself, as files of atoms and bonds have them.
public struct MoleculeAtom: Hashable, Sendable {
    /// A place in angstroms; `z` is zero in drawings.
    public struct Place: Hashable, Sendable {
        /// The coordinates.
        public var x, y, z: Double

        /// Creates a place.
        public init(x: Double, y: Double, z: Double = 0) { (self.x, self.y, self.z) = (x, y, z) }
    }

    /// How four neighbours stand around an atom.
    public struct Parity: Hashable, Sendable {
        /// The four neighbours; a hydrogen or a pair of electrons that is no atom is told by the index
        /// of the atom itself.
        public var neighbors: [Int]

        /// Whether the last three are clockwise as seen from the first one.
        public var isClockwise: Bool

        /// Creates a parity.
        public init(_ neighbors: [Int], isClockwise: Bool) {
            (self.neighbors, self.isClockwise) = (neighbors, isClockwise)
        }
    }

    /// The element's number in the periodic table, or zero for an unknown atom.
    public let number: Int

    /// The mass number, or nil for the natural mixture.
    public var isotope: Int?

    /// The formal charge.
    public var charge: Int

    /// All hydrogens attached, those among the atoms included; nil when the valence implies them.
    public var hydrogens: Int?

    /// The number of unpaired electrons.
    public var radicals = 0

    /// How the neighbours stand around the atom, or nil when nothing is told.
    public var parity: Parity?

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

extension MoleculeAtom {
    /// Whether a symbol is that of an element, or `*`, as ``Molecule/elements`` has them: no isotope's, and
    /// no other name of an unknown atom.
    public static func isElement(_ symbol: String) -> Bool {
        symbol == "*" || elementNumbers[symbol].map { $0 > 0 } ?? false
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
