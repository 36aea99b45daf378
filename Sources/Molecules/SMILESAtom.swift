/// What an atom, as it is written, can still be bonded to.
struct SMILESAtom: Sendable, Hashable {
    /// Whether the atom is in lower case.
    let isAromatic: Bool

    /// For an aliphatic atom the sum of the orders of its bonds, for an aromatic one their number.
    var capacity: Int

    /// How many double bonds an aromatic atom may have beyond that, as sulphur in `s(=O)`.
    var extraDoubleBonds = 0

    /// Whether the atom can take one more bond of some order.
    var canBind: Bool { capacity > 0 || extraDoubleBonds > 0 }

    /// Takes the valence of a bond; false when there is not enough.
    mutating func bind(_ order: Int) -> Bool {
        if isAromatic, order == 2, extraDoubleBonds > 0 {
            extraDoubleBonds -= 1
            return true
        }
        if isAromatic, order > 2 { return false }
        let cost = isAromatic ? 1 : order
        guard capacity >= cost else { return false }
        capacity -= cost
        return true
    }
}

extension SMILESAtom {
    /// Reads an atom of the organic subset or in brackets; nil when it is misspelt, or has more
    /// hydrogens than its valence allows.
    init?(_ bytes: [UInt8]) {
        if bytes.first == UInt8(ascii: "[") {
            var reader = BracketReader(bytes.dropFirst().dropLast())
            guard let atom = reader.atom() else { return nil }
            self = atom
        } else {
            self.init(element: String(decoding: bytes, as: UTF8.self), charge: 0, hydrogens: 0)
        }
    }

    /// Computes what is left beside the hydrogens; nil when there are too many of them.
    init?(element: String, charge: Int, hydrogens: Int) {
        if let slots = aromaticSlots[element] {
            isAromatic = true
            capacity = slots.bonds - hydrogens + aromaticCorrection(element, charge: charge)
            extraDoubleBonds = slots.extraDoubleBonds
        } else {
            isAromatic = false
            capacity = (maximumValence(element, charge: charge) ?? 100) - hydrogens
        }
        if capacity < 0 { return nil }
    }
}

/// The bonds an uncharged aromatic atom may have, and the double bonds beyond them.
private let aromaticSlots: [String: (bonds: Int, extraDoubleBonds: Int)] = [
    "b": (3, 0), "c": (3, 0), "n": (3, 0), "o": (2, 0), "p": (3, 1), "s": (2, 2),
    "si": (4, 0), "as": (3, 1), "se": (2, 2), "te": (2, 2),
]

private func aromaticCorrection(_ element: String, charge: Int) -> Int {
    switch element {
    case "o", "s", "se", "te": charge > 0 ? 1 : 0
    case "n": charge < 0 ? -1 : 0
    default: 0
    }
}

/// The largest sum of bond orders that RDKit accepts; nil when it sets no limit.
///
/// A charge takes the valence of the element in the next group: one more bond for `[N+]` and
/// `[B-]`, one less for `[O-]`. A charge of either sign costs carbon a bond.
private func maximumValence(_ element: String, charge: Int) -> Int? {
    guard let neutral = neutralValence[element] else { return nil }
    switch element {
    case "C": return neutral - abs(charge)
    case "H", "B", "Al", "Ga", "In", "Tl", "Li", "Na", "K", "Rb", "Cs", "Be":
        return neutral - charge
    default: return neutral + charge
    }
}

private let neutralValence: [String: Int] = [
    "H": 1, "Li": 1, "Be": 2, "B": 3, "C": 4, "N": 3, "O": 2, "F": 1, "Na": 1, "Al": 6, "Si": 6,
    "P": 7, "S": 6, "Cl": 1, "K": 1, "Ga": 3, "Ge": 4, "As": 7, "Se": 6, "Br": 1, "Rb": 1,
    "In": 3, "Sn": 4, "Sb": 7, "Te": 6, "I": 5, "Xe": 6, "Cs": 1, "Tl": 3, "Pb": 4, "Bi": 7,
]
