/// Reads SMILES into a graph, in one pass.
///
/// What SELFIES has no symbols for is refused: wildcards, bonds of order four, and
/// stereochemistry other than `@`, `@@`, `/` and `\`.
struct SMILESGraphReader {
    let text: UnsafeBufferPointer<UInt8>
    var position = 0
    var graph: MolecularGraph

    /// The atom that the next one is bonded to, or -1 at the start of a component.
    var current: Int32 = -1

    /// Where the bond that waits for an atom or a ring closure is written.
    var bondOffset: Int?

    /// The atoms at which branches are open, and where the brackets stand.
    private var branches: [(atom: Int32, offset: Int)] = []
    var isAtBranchStart = false

    /// The rings that wait for their other end, by number.
    var openRings: [Int32: OpenRing] = [:]

    struct OpenRing {
        /// The bond whose target is not known yet.
        var bond: Int32
        /// How the bond was written, or zero.
        var symbol: UInt8
    }

    /// Reads a molecule; `graph` lends its memory.
    static func graph(
        of text: UnsafeBufferPointer<UInt8>,
        reusing graph: consuming MolecularGraph = MolecularGraph()
    ) throws(NotationFault) -> MolecularGraph {
        guard text.count < 1 << 28 else { throw NotationFault("the string is too long") }
        graph.removeAll()
        var reader = SMILESGraphReader(text: text, graph: graph)
        while reader.position < text.count { try reader.readSymbol() }
        try reader.finish()
        return reader.graph
    }

    private init(text: UnsafeBufferPointer<UInt8>, graph: consuming MolecularGraph) {
        self.text = text
        self.graph = graph
    }

    private mutating func readSymbol() throws(NotationFault) {
        switch text[position] {
        case UInt8(ascii: "("): try openBranch()
        case UInt8(ascii: ")"): try closeBranch()
        case UInt8(ascii: "."): try separate()
        case UInt8(ascii: "["): try readBracketAtom()
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "%"): try readRingClosure()
        case UInt8(ascii: "-"), UInt8(ascii: "="), UInt8(ascii: "#"), UInt8(ascii: ":"),
            UInt8(ascii: "/"), UInt8(ascii: "\\"):
            try readBond()
        case let byte: try readOrganicAtom(byte)
        }
    }

    private func finish() throws(NotationFault) {
        if let branch = branches.last {
            throw NotationFault("the branch is not closed", at: branch.offset)
        }
        if let bondOffset { throw Self.danglingBond(bondOffset) }
        if current < 0 {
            throw NotationFault(
                text.isEmpty ? "the string is empty" : "no atom follows the full stop",
                at: text.isEmpty ? nil : text.count - 1
            )
        }
        if let offset = openRings.values.lazy.map({ ringOffset($0.bond) }).min() {
            throw NotationFault("the ring is not closed", at: offset)
        }
    }

    private static func danglingBond(_ offset: Int) -> NotationFault {
        NotationFault("the bond is not followed by an atom", at: offset)
    }

    private func ringOffset(_ bond: Int32) -> Int { Int(graph.bonds[Int(bond)].range.lowerBound) }
}

// MARK: - Branches and components

extension SMILESGraphReader {
    private mutating func openBranch() throws(NotationFault) {
        guard current >= 0, bondOffset == nil, !isAtBranchStart else {
            throw NotationFault("a branch must follow an atom", at: position)
        }
        branches.append((current, position))
        isAtBranchStart = true
        position += 1
    }

    private mutating func closeBranch() throws(NotationFault) {
        if let bondOffset { throw Self.danglingBond(bondOffset) }
        if isAtBranchStart { throw NotationFault("the branch is empty", at: position) }
        guard let branch = branches.popLast() else {
            throw NotationFault("no branch is open here", at: position)
        }
        current = branch.atom
        position += 1
    }

    private mutating func separate() throws(NotationFault) {
        guard current >= 0, bondOffset == nil else {
            throw NotationFault("a full stop must follow an atom", at: position)
        }
        if let branch = branches.last {
            throw NotationFault("the branch is not closed before a full stop", at: branch.offset)
        }
        current = -1
        position += 1
    }
}

// MARK: - Atoms

extension SMILESGraphReader {
    private mutating func readOrganicAtom(_ byte: UInt8) throws(NotationFault) {
        let next = position + 1 < text.count ? text[position + 1] : 0
        let isPair =
            byte == UInt8(ascii: "C") && next == UInt8(ascii: "l")
            || byte == UInt8(ascii: "B") && next == UInt8(ascii: "r")
        let isAromatic = byte >= 0x61
        guard let element = ChemicalElement(isAromatic ? byte & 0xDF : byte, isPair ? next : 0),
            element.isOrganic, !isAromatic || element.aromaticValences != nil
        else { throw NotationFault(Self.complaint(about: byte), at: position) }
        var atom = MolecularAtom(element: element)
        atom.isAromatic = isAromatic
        try add(atom, length: isPair ? 2 : 1)
    }

    private static func complaint(about byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "*"): "SELFIES has no symbol for an unknown atom"
        case UInt8(ascii: "$"): "SELFIES has no symbol for a bond of order four"
        case UInt8(ascii: "~"): "SELFIES has no symbol for an unknown bond"
        case 0x41...0x5A, 0x61...0x7A: "not an atom that is written without brackets"
        case 0x20, 0x09: "white space inside SMILES; give the string alone"
        default: "not a symbol of SMILES"
        }
    }

    private mutating func readBracketAtom() throws(NotationFault) {
        var reader = BracketAtomReader(text: text, position: position)
        let atom = try reader.atom()
        try add(atom, length: reader.position - position)
    }

    private mutating func add(_ atom: MolecularAtom, length: Int) throws(NotationFault) {
        let start = bondOffset ?? position
        let end = position + length
        let number = graph.add(atom, range: Int32(start)..<Int32(end))
        if current >= 0 {
            try bond(to: number)
        } else if let bondOffset {
            throw NotationFault("no atom stands before the bond", at: bondOffset)
        } else {
            graph.roots.append(number)
        }
        current = number
        bondOffset = nil
        isAtBranchStart = false
        position = end
    }

    private mutating func bond(to atom: Int32) throws(NotationFault) {
        var bond = MolecularGraph.Bond(source: current, target: atom)
        let start = isAtBranchStart ? branches[branches.count - 1].offset : bondOffset ?? position
        bond.range = Int32(start)..<Int32(start + 1)
        if let bondOffset {
            bond.symbol = BondSymbol(text[bondOffset])
        } else {
            bond.symbol.isAromatic = areAromatic(current, atom)
        }
        guard let number = graph.add(bond) else {
            throw NotationFault("an atom has too many bonds", at: position)
        }
        if bond.symbol.isAromatic { graph.aromaticBonds.append(number) }
    }

    func areAromatic(_ one: Int32, _ other: Int32) -> Bool {
        graph.atoms[Int(one)].isAromatic && graph.atoms[Int(other)].isAromatic
    }
}
