/// A molecule that is derived symbol by symbol: a forest of atoms, and ring closures between them.
struct DerivedMolecule {
    struct Ring {
        var left: Int32
        var right: Int32
        var leftBond: BondSymbol
        var rightBond: BondSymbol
        /// The number in SMILES, given when the ring is first met.
        var number: Int = 0
        /// The next ring of either atom.
        var nextOfLeft: Int32 = -1
        var nextOfRight: Int32 = -1
    }

    struct Node {
        var atom: MolecularAtom
        /// The sum of the orders of bonds that are still possible.
        var free: Int
        var parent: Int32 = -1
        var bond = BondSymbol()
        var firstChild: Int32 = -1
        var lastChild: Int32 = -1
        var nextSibling: Int32 = -1
        var firstRing: Int32 = -1
        var lastRing: Int32 = -1
    }

    private(set) var nodes: [Node] = []
    private(set) var roots: [Int32] = []
    private(set) var rings: [Ring] = []

    mutating func addRoot(_ atom: MolecularAtom, capacity: Int) -> Int32 {
        nodes.append(Node(atom: atom, free: capacity))
        roots.append(Int32(nodes.count - 1))
        return Int32(nodes.count - 1)
    }

    mutating func add(
        _ atom: MolecularAtom,
        capacity: Int,
        to parent: Int32,
        bond: BondSymbol
    ) -> Int32 {
        let number = Int32(nodes.count)
        let order = Int(bond.order)
        nodes.append(Node(atom: atom, free: capacity - order, parent: parent, bond: bond))
        let last = nodes[Int(parent)].lastChild
        if last < 0 {
            nodes[Int(parent)].firstChild = number
        } else {
            nodes[Int(last)].nextSibling = number
        }
        nodes[Int(parent)].lastChild = number
        nodes[Int(parent)].free -= order
        return number
    }

    /// Closes a ring as far as both atoms have room; atoms that are bonded get a higher order.
    mutating func close(_ ring: Ring) {
        let (left, right) = (Int(ring.left), Int(ring.right))
        guard left != right else { return }
        let order = min(Int(ring.leftBond.order), nodes[left].free, nodes[right].free)
        guard order > 0 else { return }
        guard let (known, isRing) = bond(between: ring.left, ring.right) else {
            var ring = ring
            (ring.leftBond.order, ring.rightBond.order) = (UInt8(order), UInt8(order))
            append(ring)
            nodes[left].free -= order
            nodes[right].free -= order
            return
        }
        let old = isRing ? rings[known].leftBond.order : nodes[known].bond.order
        let added = min(order, 3 - Int(old))
        if isRing {
            rings[known].leftBond.order = old + UInt8(added)
            rings[known].rightBond.order = old + UInt8(added)
        } else {
            nodes[known].bond.order = old + UInt8(added)
        }
        nodes[left].free -= added
        nodes[right].free -= added
    }

    /// The atom whose bond to its parent it is, or the ring.
    private func bond(between left: Int32, _ right: Int32) -> (number: Int, isRing: Bool)? {
        if nodes[Int(right)].parent == left { return (Int(right), false) }
        if nodes[Int(left)].parent == right { return (Int(left), false) }
        return ring(between: left, right).map { ($0, true) }
    }

    private mutating func append(_ ring: Ring) {
        let number = Int32(rings.count)
        rings.append(ring)
        for atom in [ring.left, ring.right] {
            let last = nodes[Int(atom)].lastRing
            if last < 0 {
                nodes[Int(atom)].firstRing = number
            } else if rings[Int(last)].left == atom {
                rings[Int(last)].nextOfLeft = number
            } else {
                rings[Int(last)].nextOfRight = number
            }
            nodes[Int(atom)].lastRing = number
        }
    }

    private func ring(between left: Int32, _ right: Int32) -> Int? {
        var number = nodes[Int(left)].firstRing
        while number >= 0 {
            let ring = rings[Int(number)]
            if ring.left == right || ring.right == right { return Int(number) }
            number = ring.next(of: left)
        }
        return nil
    }

    /// Gives a ring its number, the one that follows `last`, unless it has one.
    mutating func number(_ ring: Int32, after last: inout Int) -> Int {
        if rings[Int(ring)].number == 0 {
            last += 1
            rings[Int(ring)].number = last
        }
        return rings[Int(ring)].number
    }
}

extension DerivedMolecule.Ring {
    func next(of atom: Int32) -> Int32 { left == atom ? nextOfLeft : nextOfRight }
}
