extension SMILESGraphReader {
    mutating func readBond() throws(NotationFault) {
        if bondOffset != nil { throw NotationFault("two bonds in a row", at: position) }
        if current < 0 { throw NotationFault("no atom stands before the bond", at: position) }
        bondOffset = position
        position += 1
    }

    mutating func readRingClosure() throws(NotationFault) {
        let start = bondOffset ?? position
        guard current >= 0, !isAtBranchStart else {
            throw NotationFault("a ring closure must follow an atom", at: start)
        }
        let symbol = bondOffset.map { text[$0] } ?? 0
        let number = try readRingNumber()
        let range = Int32(start)..<Int32(position)
        if let ring = openRings.removeValue(forKey: number) {
            try close(ring, symbol: symbol, range: range)
        } else {
            openRings[number] = OpenRing(bond: try addRing(to: -1, range), symbol: symbol)
        }
        bondOffset = nil
    }

    /// Reads `7`, `%12` or `%(123)`.
    private mutating func readRingNumber() throws(NotationFault) -> Int32 {
        let start = position
        let isLong = text[start] == UInt8(ascii: "%")
        let isBracketed = isLong && start + 1 < text.count && text[start + 1] == UInt8(ascii: "(")
        position += isBracketed ? 2 : isLong ? 1 : 0
        let first = position
        var number: Int32 = 0
        while position < text.count, position - first < (isBracketed ? 5 : isLong ? 2 : 1),
            0x30...0x39 ~= text[position]
        {
            number = number * 10 + Int32(text[position] - 0x30)
            position += 1
        }
        if isBracketed, position > first, position < text.count,
            text[position] == UInt8(ascii: ")")
        {
            position += 1
        } else if isBracketed || isLong && position - first < 2 {
            throw NotationFault("two digits, or more in round brackets, must follow %", at: start)
        }
        return number
    }

    private mutating func addRing(
        to target: Int32,
        _ range: Range<Int32>
    ) throws(NotationFault) -> Int32 {
        var bond = MolecularGraph.Bond(source: current, target: target)
        bond.isRing = true
        bond.range = range
        guard let number = graph.add(bond) else {
            throw NotationFault("an atom has too many bonds", at: Int(range.lowerBound))
        }
        return number
    }

    private mutating func close(
        _ ring: OpenRing,
        symbol: UInt8,
        range: Range<Int32>
    ) throws(NotationFault) {
        let other = graph.bonds[Int(ring.bond)].source
        if other == current || graph.areBonded(other, current) {
            throw NotationFault(
                other == current
                    ? "the ring closure joins an atom to itself"
                    : "the two atoms are bonded already",
                at: Int(range.lowerBound)
            )
        }
        let number = try addRing(to: other, range)
        graph.bonds[Int(ring.bond)].target = current
        graph.bonds[Int(ring.bond)].partner = number
        graph.bonds[Int(number)].partner = ring.bond
        try write(ring.symbol, symbol, to: (ring.bond, number))
    }

    /// Gives both halves of a ring closure their order, which either end may tell.
    private mutating func write(
        _ left: UInt8,
        _ right: UInt8,
        to halves: (left: Int32, right: Int32)
    ) throws(NotationFault) {
        let bond = graph.bonds[Int(halves.right)]
        let (leftKind, rightKind) = (BondSymbol(left), BondSymbol(right))
        if left != 0, right != 0, !leftKind.agrees(with: rightKind) {
            throw NotationFault(
                "the two ends of the ring closure tell different bonds",
                at: Int(bond.range.lowerBound)
            )
        }
        var kind = left == 0 ? rightKind : leftKind
        if left == 0, right == 0 { kind.isAromatic = areAromatic(bond.source, bond.target) }
        kind.stereo = leftKind.stereo
        graph.bonds[Int(halves.left)].symbol = kind
        kind.stereo = rightKind.stereo
        graph.bonds[Int(halves.right)].symbol = kind
        if kind.isAromatic { graph.aromaticBonds.append(halves.left) }
    }
}
