extension DerivedMolecule {
    /// Writes the molecule as SMILES, its atoms in the order in which they were derived.
    consuming func smiles() -> [UInt8] {
        var writer = SMILESGraphWriter(molecule: self)
        for root in writer.molecule.roots { writer.append(component: root) }
        return writer.text
    }
}

/// Writes SMILES without recursion.
private struct SMILESGraphWriter {
    var molecule: DerivedMolecule
    var text: [UInt8] = []

    /// The number of the last ring.
    private var lastRing = 0

    init(molecule: consuming DerivedMolecule) { self.molecule = molecule }

    mutating func append(component root: Int32) {
        if !text.isEmpty { text.append(UInt8(ascii: ".")) }
        append(root)
        var child = molecule.nodes[Int(root)].firstChild
        var siblings: [Int32] = []
        while true {
            if child < 0 {
                guard let sibling = siblings.popLast() else { return }
                text.append(UInt8(ascii: ")"))
                child = sibling
                continue
            }
            let node = molecule.nodes[Int(child)]
            if node.nextSibling >= 0 {
                text.append(UInt8(ascii: "("))
                siblings.append(node.nextSibling)
            }
            if let character = node.bond.character { text.append(character) }
            append(child)
            child = node.firstChild
        }
    }

    /// Appends an atom and its ring closures.
    private mutating func append(_ number: Int32) {
        let node = molecule.nodes[Int(number)]
        if node.atom.hydrogens == nil {
            node.atom.element.append(to: &text)
        } else {
            text.append(UInt8(ascii: "["))
            node.atom.append(to: &text)
            text.append(UInt8(ascii: "]"))
        }
        var ring = node.firstRing
        while ring >= 0 {
            appendClosure(ring, at: number)
            ring = molecule.rings[Int(ring)].next(of: number)
        }
    }

    /// Appends `1`, `%12` or `%(123)`.
    private mutating func appendClosure(_ number: Int32, at atom: Int32) {
        let ring = molecule.rings[Int(number)]
        let bond = ring.left == atom ? ring.leftBond : ring.rightBond
        if let character = bond.character { text.append(character) }
        let label = molecule.number(number, after: &lastRing)
        if label > 9 { text.append(UInt8(ascii: "%")) }
        if label > 99 { text.append(UInt8(ascii: "(")) }
        text.append(decimal: label)
        if label > 99 { text.append(UInt8(ascii: ")")) }
    }
}
