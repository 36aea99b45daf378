/// The beginning of a SMILES string, and what may follow it.
///
/// A prefix is accepted when it can be completed: brackets close, rings close, bonds stand between
/// atoms, and no atom has more bonds than its valence allows. Every prefix that is accepted has a
/// completion, see `completion`, so that choosing among the symbols that are allowed never ends
/// where nothing is. In a loop that writes SMILES:
///
/// ```swift
/// var prefix = SMILESPrefix()
/// while true {
///     // choose among the symbols for which prefix.allows(symbol),
///     // and the end of the string when prefix.isComplete
///     prefix.append(symbol)
/// }
/// ```
///
/// What is complete is well formed, and valid unless its aromatic atoms admit no alternation of
/// double bonds, which depends on the whole molecule: ask `Molecule.isValid`.
///
/// The converse is that the prefixes of valid SMILES are accepted, with these exceptions, which
/// RDKit repairs or passes over: uncharged five-valent nitrogen (`N(=O)=O`), oxides of halogens
/// written without charges, a ring whose two ends name different bonds (`C=1CC-1`), two rings
/// open at once that both begin with a triple bond, carbon with a charge and more than three bonds,
/// the bonds `~`, `->` and `<-`, and atoms given by number.
public struct SMILESPrefix: Sendable, Hashable {
    /// A ring that is not closed yet.
    struct OpenRing: Sendable, Hashable {
        let atom: Int
        let bond: SMILESBond?
        let symbolIndex: Int
    }

    /// Two atoms that are bonded, as a ring may not bond them again.
    struct AtomPair: Sendable, Hashable {
        let first: Int
        let second: Int
    }

    private(set) var atoms: [SMILESAtom] = []
    private(set) var bonds: [AtomPair] = []
    private(set) var openRings: [Int: OpenRing] = [:]

    /// The atoms to which the chain returns when its open branches close, outermost first.
    private(set) var branchPoints: [Int] = []

    /// The atom to which the next is bonded; nil where a molecule or its next component begins.
    private(set) var currentAtom: Int?

    /// A bond that is written and waits for its second atom.
    private(set) var pendingBond: SMILESBond?

    /// Whether the last symbol opened a branch.
    private var isAtBranchStart = false

    /// The number of symbols so far.
    public private(set) var count = 0

    private let checksValence: Bool

    /// The empty prefix.
    public init() {
        self.init(checksValence: true)
    }

    init(checksValence: Bool) {
        self.checksValence = checksValence
    }

    /// Reads a prefix; nil when it cannot be completed, or ends inside a symbol.
    ///
    /// - Parameter smiles: The beginning of a SMILES string.
    public init?(_ smiles: String) {
        self.init()
        let bytes = Array(smiles.utf8)
        for token in smilesTokens(of: bytes) {
            guard let symbol = SMILESSymbol(token.kind, Array(bytes[token.range])), append(symbol)
            else { return nil }
        }
    }

    /// Whether the string may end here.
    public var isComplete: Bool {
        currentAtom != nil && pendingBond == nil && !isAtBranchStart && branchPoints.isEmpty
            && openRings.isEmpty
    }

    /// The number of branches that are not closed yet.
    public var openBranchCount: Int { branchPoints.count }

    /// The number of rings that are not closed yet.
    public var openRingCount: Int { openRings.count }

    /// Whether the prefix can still be completed with a symbol added.
    public func allows(_ symbol: SMILESSymbol) -> Bool {
        var longer = self
        return longer.apply(symbol)
    }

    /// Adds a symbol.
    ///
    /// - Parameter symbol: What follows.
    /// - Returns: False, with nothing changed, when the prefix could not be completed any more.
    @discardableResult
    public mutating func append(_ symbol: SMILESSymbol) -> Bool {
        var longer = self
        guard longer.apply(symbol) else { return false }
        self = longer
        return true
    }
}

// What each symbol does. Where these return false they may leave a state that makes no sense.
extension SMILESPrefix {
    private mutating func apply(_ symbol: SMILESSymbol) -> Bool {
        let isAccepted =
            switch symbol.meaning {
            case .atom(let atom): addAtom(atom)
            case .bond(let bond): addBond(bond)
            case .ringClosure(let number): addRingClosure(number)
            case .branchStart: openBranch()
            case .branchEnd: closeBranch()
            case .separator: separate()
            }
        count += 1
        return isAccepted && isCompletable
    }

    private mutating func addAtom(_ atom: SMILESAtom) -> Bool {
        var atom = atom
        if !checksValence { atom.capacity = .max }
        let order = (pendingBond ?? .single).order
        if let currentAtom {
            guard bind(currentAtom, order), !checksValence || atom.bind(order) else { return false }
            bonds.append(AtomPair(first: currentAtom, second: atoms.count))
        }
        currentAtom = atoms.count
        atoms.append(atom)
        pendingBond = nil
        isAtBranchStart = false
        return true
    }

    private mutating func addBond(_ bond: SMILESBond) -> Bool {
        guard let currentAtom, pendingBond == nil else { return false }
        pendingBond = bond
        var atom = atoms[currentAtom]
        return !checksValence || atom.bind(bond.order)
    }

    private mutating func addRingClosure(_ number: Int) -> Bool {
        guard let currentAtom, !isAtBranchStart else { return false }
        defer { pendingBond = nil }
        guard let ring = openRings.removeValue(forKey: number) else {
            openRings[number] = OpenRing(atom: currentAtom, bond: pendingBond, symbolIndex: count)
            let order = (pendingBond ?? .single).order
            return order < 4 && bind(currentAtom, order)
        }
        return close(ring, at: currentAtom)
    }

    private mutating func close(_ ring: OpenRing, at atom: Int) -> Bool {
        guard ring.atom != atom, !areBonded(ring.atom, atom) else { return false }
        bonds.append(AtomPair(first: ring.atom, second: atom))
        switch (ring.bond, pendingBond) {
        case (let bond?, let other?):
            return bond.order == other.order && bind(atom, bond.order)
        case (let bond?, nil):
            return bind(atom, bond.order)
        case (nil, let bond?):
            // The first end set one bond aside before its order was known.
            if checksValence { atoms[ring.atom].capacity += 1 }
            return bind(ring.atom, bond.order) && bind(atom, bond.order)
        case (nil, nil):
            return bind(atom, 1)
        }
    }

    private mutating func openBranch() -> Bool {
        guard let currentAtom, pendingBond == nil, !isAtBranchStart else { return false }
        branchPoints.append(currentAtom)
        isAtBranchStart = true
        return atoms[currentAtom].canBind
    }

    private mutating func closeBranch() -> Bool {
        guard currentAtom != nil, pendingBond == nil, !isAtBranchStart,
            let branchPoint = branchPoints.popLast()
        else { return false }
        currentAtom = branchPoint
        return true
    }

    private mutating func separate() -> Bool {
        guard currentAtom != nil, pendingBond == nil, !isAtBranchStart else { return false }
        currentAtom = nil
        return true
    }

    private mutating func bind(_ atom: Int, _ order: Int) -> Bool {
        checksValence ? atoms[atom].bind(order) : true
    }

    private func areBonded(_ first: Int, _ second: Int) -> Bool {
        bonds.contains(AtomPair(first: first, second: second))
            || bonds.contains(AtomPair(first: second, second: first))
    }

    /// Whether the rings that are open can be closed.
    ///
    /// They can when somewhere on the way back through the open branches an atom can take one more
    /// bond: a chain of carbon from there has room for every end. A pending bond, of an order up to
    /// three, will have that carbon itself. The end of a triple bond takes all that a carbon in a
    /// chain has, so that the chain stops there: it comes last, and there may be one only.
    private var isCompletable: Bool {
        guard !openRings.isEmpty, let currentAtom else { return true }
        if openRings.values.count(where: { $0.bond == .triple }) > 1 { return false }
        if let pendingBond, pendingBond != .quadruple { return true }
        let isCurrentFree = pendingBond == nil && atoms[currentAtom].canBind
        return isCurrentFree || branchPoints.contains { atoms[$0].canBind }
    }
}
