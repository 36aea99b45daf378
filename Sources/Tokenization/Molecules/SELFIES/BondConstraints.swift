/// How many bonds an atom may have in a molecule that SELFIES describes.
///
/// A bond of order two counts twice; hydrogens that are written with an atom count as bonds.
/// The numbers are those of version 2 of the `selfies` package, by element and charge.
public struct BondConstraints: Hashable, Sendable {
    /// The maximum of each element and charge that is listed, written `N`, `N+1`, `O-1`.
    public let maxima: [String: Int]

    /// The maximum of all others.
    public let otherwise: Int

    private let table: [Key: Int]

    /// The maximum of each uncharged element, by its place.
    private let neutral: [Int]

    private struct Key: Hashable, Sendable {
        var element: ChemicalElement
        var charge: Int32
    }

    /// Creates constraints, or nil when a name is not an element and a charge, or a maximum is
    /// negative.
    ///
    /// - Parameters:
    ///   - maxima: The maximum by element, with a sign and a number after it where it is charged.
    ///   - otherwise: The maximum of what is not listed.
    public init?(maxima: [String: Int], otherwise: Int = 8) {
        var table: [Key: Int] = [:]
        for (name, maximum) in maxima {
            guard let key = Self.key(name), maximum >= 0 else { return nil }
            table[key] = maximum
        }
        guard otherwise >= 0 else { return nil }
        (self.maxima, self.otherwise, self.table) = (maxima, otherwise, table)
        neutral = ChemicalElement.all.map { table[Key(element: $0, charge: 0)] ?? otherwise }
    }

    private static func key(_ name: String) -> Key? {
        let letters = Array(name.prefix { $0.isLetter }.utf8)
        let charge = name.dropFirst(letters.count)
        guard 1...2 ~= letters.count,
            let element = ChemicalElement(letters[0], letters.count > 1 ? letters[1] : 0)
        else { return nil }
        if charge.isEmpty { return Key(element: element, charge: 0) }
        guard charge.first == "+" || charge.first == "-", let number = Int32(charge), number != 0
        else { return nil }
        return Key(element: element, charge: number)
    }

    /// How many bonds an atom may have beside its written hydrogens; negative when these are too
    /// many.
    func capacity(of atom: MolecularAtom) -> Int {
        let hydrogens = Int(atom.hydrogens ?? 0)
        if atom.charge == 0 { return neutral[Int(atom.element.place)] - hydrogens }
        let key = Key(element: atom.element, charge: atom.charge)
        return (table[key] ?? otherwise) - hydrogens
    }
}

extension BondConstraints {
    /// The usual valences, with up to five bonds for phosphorus and six for sulphur.
    public static let standard = preset([:])

    /// The octet rule: three bonds for phosphorus, two for sulphur.
    public static let octetRule = preset([
        "P": 3, "P+1": 4, "P-1": 2, "S": 2, "S+1": 3, "S-1": 1,
    ])

    /// Seven bonds for chlorine, bromine and iodine, and five for nitrogen.
    public static let hypervalent = preset(["Cl": 7, "Br": 7, "I": 7, "N": 5])

    private static func preset(_ changes: [String: Int]) -> BondConstraints {
        let maxima = usual.merging(changes) { $1 }
        guard let result = BondConstraints(maxima: maxima) else {
            preconditionFailure("BondConstraints: \(maxima)")
        }
        return result
    }

    private static let usual = [
        "H": 1, "F": 1, "Cl": 1, "Br": 1, "I": 1, "B": 3, "B+1": 2, "B-1": 4, "O": 2, "O+1": 3,
        "O-1": 1, "N": 3, "N+1": 4, "N-1": 2, "C": 4, "C+1": 3, "C-1": 3, "P": 5, "P+1": 4,
        "P-1": 6, "S": 6, "S+1": 5, "S-1": 5,
    ]
}
