/// Reads what stands between the brackets of an atom.
///
///     isotope? element chirality? hydrogens? charge? class?
struct BracketReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    /// Reads everything; nil when something is misspelt or left over.
    mutating func atom() -> SMILESAtom? {
        _ = number(digits: 3)
        guard let element = element(), chirality() else { return nil }
        let hydrogens = hydrogens()
        let charge = charge()
        guard atomClass(), rest.isEmpty else { return nil }
        return SMILESAtom(element: element, charge: charge, hydrogens: hydrogens)
    }

    private mutating func element() -> String? {
        for length in [2, 1] where rest.count >= length {
            let candidate = String(decoding: rest.prefix(length), as: UTF8.self)
            if elementSymbols.contains(candidate) {
                rest.removeFirst(length)
                return candidate
            }
        }
        return nil
    }

    /// `@`, `@@`, or `@` with a class and a number such as `@TH1`; false when it is misspelt.
    private mutating func chirality() -> Bool {
        guard take("@") else { return true }
        if take("@") { return true }
        let name = String(decoding: rest.prefix(2), as: UTF8.self)
        guard ["TH", "AL", "SP", "TB", "OH"].contains(name) else { return true }
        rest.removeFirst(2)
        return number(digits: 2) != nil
    }

    private mutating func hydrogens() -> Int {
        take("H") ? number(digits: 1) ?? 1 : 0
    }

    private mutating func charge() -> Int {
        for (sign, unit) in [("+", 1), ("-", -1)] where take(sign) {
            return unit * (take(sign) ? 2 : number(digits: 2) ?? 1)
        }
        return 0
    }

    private mutating func atomClass() -> Bool {
        take(":") ? number(digits: 5) != nil : true
    }

    private mutating func take(_ character: String) -> Bool {
        guard rest.first == character.utf8.first else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func number(digits limit: Int) -> Int? {
        let digits = rest.prefix(limit).prefix { (0x30...0x39).contains($0) }
        rest.removeFirst(digits.count)
        return Int(String(decoding: digits, as: UTF8.self))
    }
}

private let elementSymbols = Set(
    """
    H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se \
    Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb \
    Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm \
    Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og \
    b c n o p s si as se te *
    """.split(separator: " ").map(String.init)
)
