/// An atom as SMILES and SELFIES write it.
struct MolecularAtom: Hashable, Sendable {
    /// On which side the neighbours go round, looked at from the first one.
    enum Chirality: UInt8, Sendable {
        /// Not told.
        case none
        /// `@`.
        case counterclockwise
        /// `@@`.
        case clockwise

        /// The other way round.
        var inverted: Chirality {
            switch self {
            case .none: .none
            case .counterclockwise: .clockwise
            case .clockwise: .counterclockwise
            }
        }
    }

    /// The element.
    var element: ChemicalElement

    /// The mass number, or nil for the natural mixture.
    var isotope: Int32?

    /// The configuration of the neighbours.
    var chirality = Chirality.none

    /// How many hydrogens are attached, or nil when the valence implies it.
    var hydrogens: Int32?

    /// The formal charge.
    var charge: Int32 = 0

    /// Whether SMILES writes the atom in lower case.
    var isAromatic = false
}

extension MolecularAtom {
    /// Appends the atom without its brackets: mass number, element, chirality, hydrogens, charge.
    ///
    /// No hydrogens are written as `H0` where the symbol would else mean an atom whose hydrogens are
    /// implied.
    func append(to text: inout [UInt8]) {
        if let isotope { text.append(decimal: Int(isotope)) }
        element.append(to: &text)
        if chirality != .none { text.append(UInt8(ascii: "@")) }
        if chirality == .clockwise { text.append(UInt8(ascii: "@")) }
        if let hydrogens, hydrogens > 0 || isBare {
            text.append(UInt8(ascii: "H"))
            text.append(decimal: Int(hydrogens))
        }
        if charge != 0 {
            text.append(UInt8(ascii: charge > 0 ? "+" : "-"))
            text.append(decimal: Int(abs(charge)))
        }
    }

    /// Whether nothing but the hydrogens needs brackets.
    private var isBare: Bool {
        element.isOrganic && isotope == nil && chirality == .none && charge == 0
    }
}

extension [UInt8] {
    /// Appends a number that is not negative in decimal.
    mutating func append(decimal number: Int) {
        if number < 10 { return append(0x30 + UInt8(number)) }
        append(decimal: number / 10)
        append(0x30 + UInt8(number % 10))
    }
}
