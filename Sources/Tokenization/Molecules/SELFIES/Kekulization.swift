extension MolecularGraph {
    /// Gives aromatic bonds the orders one and two.
    ///
    /// Aromatic atoms that lack a bond are paired with a neighbour each, by a perfect matching of
    /// the graph that aromatic bonds make of them; the bonds of the pairs become double. The others
    /// (nitrogen with a hydrogen, sulphur, an atom that has a double bond already) keep single ones.
    ///
    /// - SeeAlso: R. L. Apodaca, "A Comprehensive Treatment of Aromaticity in the SMILES Language"
    ///   (2020), for the pruning of atoms that lack nothing.
    mutating func kekulize() throws(NotationFault) {
        if aromaticBonds.isEmpty { return }
        let system = try AromaticSystem(self)
        let mates = try system.matching()
        for number in aromaticBonds {
            let bond = bonds[Int(number)]
            let source = system.labels[Int(bond.source)]
            let isDouble = source >= 0 && mates[Int(source)] == system.labels[Int(bond.target)]
            settle(number, isDouble: isDouble)
            if bond.partner >= 0 { settle(bond.partner, isDouble: isDouble) }
        }
    }

    private mutating func settle(_ bond: Int32, isDouble: Bool) {
        bonds[Int(bond)].symbol.isAromatic = false
        bonds[Int(bond)].symbol.order = isDouble ? 2 : 1
    }

    /// The sum of the orders of each atom's bonds, aromatic ones counted as single.
    func bondOrderSums() -> [Int32] {
        var sums = [Int32](repeating: 0, count: atoms.count)
        for bond in bonds {
            let order = bond.symbol.isAromatic ? 1 : Int32(bond.symbol.order)
            sums[Int(bond.source)] += order
            if !bond.isRing { sums[Int(bond.target)] += order }
        }
        return sums
    }
}

/// The aromatic atoms of a molecule that lack a bond, numbered in their order, and their bonds.
private struct AromaticSystem {
    /// The number of each atom, or -1.
    var labels: [Int32]

    /// The atom of each number.
    private var atoms: [Int32] = []

    private var edges: [(Int32, Int32)] = []
    private let ranges: [Range<Int32>]

    init(_ graph: MolecularGraph) throws(NotationFault) {
        ranges = graph.ranges
        labels = Array(repeating: -1, count: graph.atoms.count)
        let sums = graph.bondOrderSums()
        for number in graph.aromaticBonds {
            let bond = graph.bonds[Int(number)]
            try judge(Int(bond.source), in: graph, sums)
            try judge(Int(bond.target), in: graph, sums)
        }
        for atom in labels.indices where labels[atom] == 0 {
            labels[atom] = Int32(atoms.count)
            atoms.append(Int32(atom))
        }
        for number in graph.aromaticBonds {
            let bond = graph.bonds[Int(number)]
            let ends = (labels[Int(bond.source)], labels[Int(bond.target)])
            if ends.0 >= 0, ends.1 >= 0 { edges.append(ends) }
        }
    }

    /// Gives an atom a number, for now any, if it lacks a bond.
    private mutating func judge(
        _ atom: Int,
        in graph: MolecularGraph,
        _ sums: [Int32]
    ) throws(NotationFault) {
        guard let lacks = graph.atoms[atom].lacksBond(beside: Int(sums[atom])) else {
            throw NotationFault(
                "the element has no aromatic bonds",
                at: Int(ranges[atom].lowerBound)
            )
        }
        if lacks { labels[atom] = 0 }
    }

    func matching() throws(NotationFault) -> [Int32] {
        var matching = PerfectMatching(vertexCount: atoms.count, edges: edges)
        switch matching.solve() {
        case .matched: return matching.mates
        case .impossible(let vertex):
            throw NotationFault(
                "no double bond can be given to this aromatic atom; is a hydrogen missing, as in [nH]?",
                at: Int(ranges[Int(atoms[Int(vertex)])].lowerBound)
            )
        case .tooLarge:
            throw NotationFault("the aromatic system is too large")
        }
    }
}

extension MolecularAtom {
    /// Whether an aromatic atom must have one double bond among its aromatic bonds.
    ///
    /// - Parameter orders: The sum of the orders of its bonds, aromatic ones counted as single.
    /// - Returns: Nil when the element has no aromatic bonds.
    fileprivate func lacksBond(beside orders: Int) -> Bool? {
        guard let valences = element.aromaticValences else { return nil }
        let used = orders + Int(hydrogens ?? 0)
        if charge == 0 { return used < valences.upperBound && !valences.contains(used) }
        let free = valences.upperBound - Int(charge) - used
        return free > 0 && free % 2 == 1
    }
}

/// One valence, or two of them.
struct AromaticValences {
    var lowerBound: Int
    var upperBound: Int

    func contains(_ valence: Int) -> Bool { valence == lowerBound || valence == upperBound }
}

extension ChemicalElement {
    /// The valences of the element in aromatic rings, or nil when it has no place in them.
    var aromaticValences: AromaticValences? { Self.aromatic[Int(place)] }

    private static let aromatic: [AromaticValences?] = {
        let valences = [
            "B": (3, 3), "Al": (3, 3), "C": (4, 4), "Si": (4, 4), "N": (3, 5), "P": (3, 5),
            "As": (3, 5), "O": (2, 4), "S": (2, 4), "Se": (2, 4), "Te": (2, 4),
        ]
        return symbols.map { symbol in
            valences[String(decoding: symbol, as: UTF8.self)]
                .map { AromaticValences(lowerBound: $0.0, upperBound: $0.1) }
        }
    }()
}
