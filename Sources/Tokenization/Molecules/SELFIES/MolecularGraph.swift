/// A molecule as it was written: atoms in the order of their appearance, and each atom's bonds to
/// what comes after it and its ring closures, in the order they were written in.
///
/// The first atoms of its components are roots; every other atom has one bond from an earlier atom
/// that is not a ring closure. A ring closure is there twice, once from each end.
struct MolecularGraph {
    /// A bond seen from one of its atoms.
    struct Bond {
        var source: Int32
        var target: Int32
        var symbol = BondSymbol()
        var isRing = false
        /// The same ring closure seen from the other end.
        var partner: Int32 = -1
        /// Where the bond is written: its branch's bracket, its ring closure's number.
        var range: Range<Int32> = 0..<0
        /// The next bond of the source.
        var next: Int32 = -1
    }

    /// The number of bonds that start at an atom at most.
    static let maximumDegree = 64

    var atoms: [MolecularAtom] = []

    /// Where each atom is written, with the bond before it.
    var ranges: [Range<Int32>] = []

    var bonds: [Bond] = []

    /// The first and last bond of each atom in `bonds`, and how many there are.
    var firstBonds: [Int32] = []
    private var lastBonds: [Int32] = []
    private var degrees: [UInt8] = []

    var roots: [Int32] = []

    /// The aromatic bonds, each once, in the order in which both atoms were known.
    var aromaticBonds: [Int32] = []

    /// Empties the molecule.
    mutating func removeAll() {
        atoms.removeAll(keepingCapacity: true)
        ranges.removeAll(keepingCapacity: true)
        bonds.removeAll(keepingCapacity: true)
        firstBonds.removeAll(keepingCapacity: true)
        lastBonds.removeAll(keepingCapacity: true)
        degrees.removeAll(keepingCapacity: true)
        roots.removeAll(keepingCapacity: true)
        aromaticBonds.removeAll(keepingCapacity: true)
    }

    /// Adds an atom without bonds and returns its number.
    mutating func add(_ atom: MolecularAtom, range: Range<Int32>) -> Int32 {
        atoms.append(atom)
        ranges.append(range)
        firstBonds.append(-1)
        lastBonds.append(-1)
        degrees.append(0)
        return Int32(atoms.count - 1)
    }

    /// Adds a bond at the end of those of its source and returns its number, or nil when the source
    /// has too many.
    mutating func add(_ bond: Bond) -> Int32? {
        let source = Int(bond.source)
        let number = Int32(bonds.count)
        guard degrees[source] < Self.maximumDegree else { return nil }
        degrees[source] += 1
        bonds.append(bond)
        if lastBonds[source] < 0 {
            firstBonds[source] = number
        } else {
            bonds[Int(lastBonds[source])].next = number
        }
        lastBonds[source] = number
        return number
    }

    /// Calls `body` with each bond that starts at an atom.
    @inline(__always)
    func forEachBond(from atom: Int32, _ body: (Bond) -> Void) {
        var number = firstBonds[Int(atom)]
        while number >= 0 {
            body(bonds[Int(number)])
            number = bonds[Int(number)].next
        }
    }

    /// Whether two atoms are bonded.
    func areBonded(_ one: Int32, _ other: Int32) -> Bool {
        var isFound = false
        forEachBond(from: one) { isFound = isFound || $0.target == other }
        forEachBond(from: other) { isFound = isFound || $0.target == one }
        return isFound
    }
}

/// What a bond is, as it is written.
struct BondSymbol {
    /// 1, 2 or 3; meaningless while the bond is aromatic.
    var order: UInt8 = 1
    var isAromatic = false
    /// `/` or `\\`, or zero.
    var stereo: UInt8 = 0

    /// A single bond.
    init() {}

    /// Reads one of `-`, `=`, `#`, `:`, `/` and `\\`; anything else is a single bond.
    init(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "="): order = 2
        case UInt8(ascii: "#"): order = 3
        case UInt8(ascii: ":"): isAromatic = true
        case UInt8(ascii: "/"), UInt8(ascii: "\\"): stereo = byte
        default: break
        }
    }

    /// Whether two symbols may stand at the two ends of a ring closure.
    func agrees(with other: BondSymbol) -> Bool {
        order == other.order && isAromatic == other.isAromatic
    }

    /// The character that tells the bond, or nil for a plain single bond.
    var character: UInt8? {
        switch order {
        case 2: UInt8(ascii: "=")
        case 3: UInt8(ascii: "#")
        default: stereo == 0 ? nil : stereo
        }
    }
}
