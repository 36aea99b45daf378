/// Writes a molecule as SELFIES.
///
/// Atoms stand in the order of the graph. A branch is `[Branch1]` to `[Branch3]` with the order of
/// its bond, then as many symbols that spell its length less one; a ring closure is `[Ring1]` to
/// `[Ring3]`, then symbols that spell how many atoms back it leads, less one.
struct SELFIESEncoder {
    private let graph: MolecularGraph
    private var output = SELFIESSymbols()

    /// The number of symbols of the chain that starts at each atom, branches and all.
    private var lengths: [Int]

    /// The symbols of a SMILES string.
    static func symbols(
        of smiles: UnsafeBufferPointer<UInt8>,
        constraints: BondConstraints
    ) throws(NotationFault) -> SELFIESSymbols {
        var graph = try SMILESGraphReader.graph(of: smiles)
        try graph.kekulize()
        try graph.check(constraints)
        var encoder = SELFIESEncoder(graph)
        try encoder.measure()
        for root in graph.roots {
            if root > 0 { encoder.output.append(".", from: graph.ranges[Int(root)]) }
            encoder.appendChain(from: root)
        }
        return encoder.output
    }

    private init(_ graph: MolecularGraph) {
        self.graph = graph
        lengths = Array(repeating: 1, count: graph.atoms.count)
        output.reserveCapacity(graph.atoms.count * 2)
    }

    /// Computes the lengths; an atom's successors have higher numbers.
    private mutating func measure() throws(NotationFault) {
        for atom in lengths.indices.reversed() {
            var number = graph.firstBonds[atom]
            while number >= 0 {
                let bond = graph.bonds[Int(number)]
                lengths[atom] += try length(of: bond)
                number = bond.next
            }
        }
    }

    private func length(of bond: MolecularGraph.Bond) throws(NotationFault) -> Int {
        if bond.isRing && bond.target > bond.source { return 0 }
        let inner = bond.isRing ? Int(bond.source - bond.target) : lengths[Int(bond.target)]
        if !bond.isRing && bond.next < 0 { return inner }
        guard let count = IndexSymbol.count(for: inner - 1) else {
            let what =
                bond.isRing
                ? "the ring closure spans \(inner) atoms" : "the branch has \(inner) symbols"
            throw NotationFault(
                "\(what), and SELFIES can tell at most \(IndexSymbol.limit)",
                at: Int(bond.range.lowerBound)
            )
        }
        return 1 + count + (bond.isRing ? 0 : inner)
    }
}

// MARK: - Symbols

extension SELFIESEncoder {
    /// Appends a component.
    private mutating func appendChain(from root: Int32) {
        appendAtom(root, bond: BondSymbol())
        var number = graph.firstBonds[Int(root)]
        var resumptions: [Int32] = []
        while true {
            if number < 0 {
                guard let resumption = resumptions.popLast() else { return }
                number = resumption
                continue
            }
            let bond = graph.bonds[Int(number)]
            number = bond.next
            if bond.isRing {
                if bond.target < bond.source { appendRing(bond) }
                continue
            }
            if bond.next >= 0 {
                appendBranch(bond)
                resumptions.append(bond.next)
            }
            appendAtom(bond.target, bond: bond.symbol)
            number = graph.firstBonds[Int(bond.target)]
        }
    }

    private mutating func appendAtom(_ number: Int32, bond: BondSymbol) {
        var atom = graph.atoms[Int(number)]
        if atom.chirality != .none, invertsChirality(of: number) {
            atom.chirality = atom.chirality.inverted
        }
        output.begin(from: graph.ranges[Int(number)])
        if let character = bond.character { output.bytes.append(character) }
        atom.append(to: &output.bytes)
        output.end()
    }

    private mutating func appendBranch(_ bond: MolecularGraph.Bond) {
        let index = lengths[Int(bond.target)] - 1
        output.begin(from: bond.range)
        if bond.symbol.order > 1, let character = bond.symbol.character {
            output.bytes.append(character)
        }
        output.bytes += "Branch".utf8
        appendIndex(index, from: bond.range)
    }

    private mutating func appendRing(_ bond: MolecularGraph.Bond) {
        let left = graph.bonds[Int(bond.partner)].symbol
        output.begin(from: bond.range)
        if bond.symbol.order > 1, let character = bond.symbol.character {
            output.bytes.append(character)
        } else if left.stereo != 0 || bond.symbol.stereo != 0 {
            let none = UInt8(ascii: "-")
            output.bytes.append(left.stereo == 0 ? none : left.stereo)
            output.bytes.append(bond.symbol.stereo == 0 ? none : bond.symbol.stereo)
        }
        output.bytes += "Ring".utf8
        appendIndex(Int(bond.source - bond.target) - 1, from: bond.range)
    }

    /// Completes the symbol of a branch or a ring with the number of symbols that follow, and
    /// appends these.
    private mutating func appendIndex(_ index: Int, from range: Range<Int32>) {
        let count = IndexSymbol.count(for: index) ?? 0
        output.bytes.append(0x30 + UInt8(count))
        output.end()
        for place in (0..<count).reversed() {
            output.append(IndexSymbol.symbols[(index >> (4 * place)) & 15], from: range)
        }
    }

    /// Whether an odd number of exchanges brings an atom's bonds into the order that decoding gives
    /// them: ring closures that end here, those that start here by where they end, and then the rest.
    private func invertsChirality(of atom: Int32) -> Bool {
        var keys: [(Int32, Int32)] = []
        graph.forEachBond(from: atom) { bond in
            if !bond.isRing {
                keys.append((2, 0))
            } else {
                keys.append(bond.target < bond.source ? (0, 0) : (1, bond.target))
            }
        }
        var isOdd = false
        for later in keys.indices {
            for earlier in 0..<later where keys[earlier] > keys[later] { isOdd.toggle() }
        }
        return isOdd
    }
}

extension MolecularGraph {
    /// Refuses a molecule in which an atom has more bonds than it may have, as decoding would leave
    /// some of them out.
    fileprivate func check(_ constraints: BondConstraints) throws(NotationFault) {
        let sums = bondOrderSums()
        for (number, atom) in atoms.enumerated() {
            let capacity = constraints.capacity(of: atom)
            guard Int(sums[number]) > capacity else { continue }
            let hydrogens = Int(atom.hydrogens ?? 0)
            throw NotationFault(
                "the atom has \(Int(sums[number]) + hydrogens) bonds, and may have "
                    + "\(capacity + hydrogens)",
                at: Int(ranges[number].lowerBound)
            )
        }
    }
}
