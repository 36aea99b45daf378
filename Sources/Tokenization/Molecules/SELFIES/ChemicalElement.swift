/// A chemical element, as the place of its symbol among the symbols of all.
struct ChemicalElement: Hashable, Sendable {
    /// The place in the alphabetic order of ``symbols``.
    let place: UInt8

    /// The letters of the element's symbol in ASCII; the second is zero where there is one letter.
    let letters: (UInt8, UInt8)

    /// The number of letters of the symbol.
    var letterCount: Int { letters.1 == 0 ? 1 : 2 }

    /// Whether SMILES and SELFIES write the element without brackets when its hydrogens are implied.
    var isOrganic: Bool { Self.organic[Int(place)] }

    /// The element whose symbol is an upper-case letter, then a lower-case one unless that is zero.
    init?(_ upper: UInt8, _ lower: UInt8 = 0) {
        guard 0x41...0x5A ~= upper, lower == 0 || 0x61...0x7A ~= lower else { return nil }
        let place = Self.places[Self.slot(upper, lower)]
        if place < 0 { return nil }
        self.place = UInt8(place)
        letters = (upper, lower)
    }

    /// Appends the symbol to a text.
    func append(to text: inout [UInt8]) {
        text.append(letters.0)
        if letters.1 != 0 { text.append(letters.1) }
    }

    private static func slot(_ upper: UInt8, _ lower: UInt8) -> Int {
        Int(upper - 0x41) * 27 + (lower == 0 ? 0 : Int(lower) - 0x60)
    }

    static func == (one: ChemicalElement, other: ChemicalElement) -> Bool {
        one.place == other.place
    }

    func hash(into hasher: inout Hasher) { hasher.combine(place) }

    /// The elements of the periodic table.
    static let symbols: [[UInt8]] = """
        Ac Ag Al Am Ar As At Au B Ba Be Bh Bi Bk Br C Ca Cd Ce Cf Cl Cm Cn Co Cr Cs Cu Db Ds Dy \
        Er Es Eu F Fe Fl Fm Fr Ga Gd Ge H He Hf Hg Ho Hs I In Ir K Kr La Li Lr Lu Lv Mc Md Mg Mn \
        Mo Mt N Na Nb Nd Ne Nh Ni No Np O Og Os P Pa Pb Pd Pm Po Pr Pt Pu Ra Rb Re Rf Rg Rh Rn Ru \
        S Sb Sc Se Sg Si Sm Sn Sr Ta Tb Tc Te Th Ti Tl Tm Ts U V W Xe Y Yb Zn Zr
        """.utf8.split(separator: 0x20).map(Array.init)

    /// The elements in the order of their places.
    static let all = symbols.compactMap { ChemicalElement($0[0], $0.count > 1 ? $0[1] : 0) }

    private static let places: [Int16] = {
        var places = [Int16](repeating: -1, count: 26 * 27)
        for (place, symbol) in symbols.enumerated() {
            places[slot(symbol[0], symbol.count > 1 ? symbol[1] : 0)] = Int16(place)
        }
        return places
    }()

    private static let organic: [Bool] = symbols.map { symbol in
        ["B", "C", "N", "O", "P", "S", "F", "Cl", "Br", "I"].contains {
            symbol.elementsEqual($0.utf8)
        }
    }
}
