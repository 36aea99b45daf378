internal import CRDKit

extension Molecule {
    /// Reads a mol block, V2000 or V3000: three lines of header, the atoms and bonds, `M  END`.
    ///
    /// Stereochemistry is taken from coordinates and wedges, and hydrogens that are atoms become
    /// implied, as RDKit's `Chem.MolFromMolBlock` does.
    ///
    /// - Parameter molBlock: The lines; anything after `M  END` is passed over.
    /// - Throws: A ``MolBlockError`` with RDKit's reason and, where it tells one, the line; also for more
    ///   than 2,000 atoms or 10,000 lines.
    public init(molBlock: String) throws(MolBlockError) {
        if let excess = MoleculeSize.excess(ofBlock: molBlock.utf8) {
            throw MolBlockError(reason: excess)
        }
        if let fault = MolBlockFaults.first(in: molBlock) { throw MolBlockError(reason: fault) }
        var block = molBlock
        var reason: UnsafeMutablePointer<CChar>?
        let pointer = block.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                crdkit_molecule_from_block($0.baseAddress, $0.count, &reason)
            }
        }
        self = try Self.molecule(pointer, takeString(reason))
    }

    /// Builds a molecule from its atoms and bonds.
    ///
    /// - Parameters:
    ///   - atoms: The atoms. Where all have coordinates, these tell the stereochemistry; where
    ///     none has a `z`, together with the wedges of the bonds and the parities of atoms. Without
    ///     coordinates, the parities of atoms and the geometries of bonds tell it.
    ///   - bonds: The bonds; two atoms may have one.
    /// - Throws: A ``MolBlockError`` with RDKit's reason, or when a bond names an atom that is not
    ///   there, or the same atom twice, or stereochemistry names one that is no neighbour; also for
    ///   more than 2,000 atoms.
    public init(atoms: [MoleculeAtom], bonds: [MoleculeBond]) throws(MolBlockError) {
        if let excess = MoleculeSize.excess(atomCount: atoms.count) {
            throw MolBlockError(reason: excess)
        }
        try Self.check(atoms, bonds)
        let dimension = Self.dimension(of: atoms)
        let given = atoms.map(crdkit_atom.init)
        let joined = bonds.map(crdkit_bond.init)
        var reason: UnsafeMutablePointer<CChar>?
        let pointer = crdkit_molecule_from_graph(
            given,
            given.count,
            joined,
            joined.count,
            dimension,
            &reason
        )
        self = try Self.molecule(pointer, takeString(reason))
    }

    /// Checks that bonds and stereochemistry are of atoms that are there, and neighbours.
    private static func check(
        _ atoms: [MoleculeAtom],
        _ bonds: [MoleculeBond]
    ) throws(MolBlockError) {
        var pairs: Set<Set<Int>> = []
        for bond in bonds {
            guard atoms.indices.contains(bond.first), atoms.indices.contains(bond.second),
                bond.first != bond.second
            else { throw MolBlockError(reason: "a bond joins atoms that are not there") }
            guard pairs.insert([bond.first, bond.second]).inserted else {
                throw MolBlockError(reason: "two bonds join the same atoms")
            }
        }
        for (index, atom) in atoms.enumerated() {
            guard let parity = atom.parity else { continue }
            let own = parity.neighbors.filter { $0 != index }
            guard parity.neighbors.count == 4, own.count >= 3, Set(own).count == own.count,
                own.allSatisfy({ pairs.contains([index, $0]) })
            else { throw MolBlockError(reason: "a parity is not of the neighbours of its atom") }
        }
        for bond in bonds {
            guard let beside = bond.geometry else { continue }
            guard beside.first != bond.second, beside.second != bond.first,
                pairs.contains([bond.first, beside.first]),
                pairs.contains([bond.second, beside.second])
            else { throw MolBlockError(reason: "a double bond has no such atoms beside it") }
        }
    }

    private static func dimension(of atoms: [MoleculeAtom]) -> Int32 {
        guard !atoms.isEmpty, atoms.allSatisfy({ $0.place != nil }) else { return 0 }
        return atoms.contains { ($0.place?.z ?? 0) != 0 } ? 3 : 2
    }

    private static func molecule(
        _ pointer: OpaquePointer?,
        _ reason: String?
    ) throws(MolBlockError) -> Molecule {
        guard let pointer else {
            throw MolBlockError(reason: reason ?? "RDKit does not accept it")
        }
        let handle = MoleculeHandle(owning: pointer)
        if let excess = MoleculeSize.excess(atomCount: Int(crdkit_atom_count(handle.pointer))) {
            throw MolBlockError(reason: excess)
        }
        guard let molecule = Molecule(handle) else {
            throw MolBlockError(reason: "there are no atoms")
        }
        return molecule
    }
}

extension crdkit_atom {
    fileprivate init(_ atom: MoleculeAtom) {
        self.init(
            number: Int32(atom.number),
            isotope: Int32(atom.isotope ?? 0),
            charge: Int32(atom.charge),
            hydrogens: Int32(atom.hydrogens ?? -1),
            radicals: Int32(atom.radicals),
            parity: atom.parity.map { $0.isClockwise ? 1 : -1 } ?? 0,
            parity_atoms: Self.four(atom.parity?.neighbors ?? []),
            x: atom.place?.x ?? 0,
            y: atom.place?.y ?? 0,
            z: atom.place?.z ?? 0
        )
    }
}

extension crdkit_atom {
    private static func four(_ indices: [Int]) -> (UInt32, UInt32, UInt32, UInt32) {
        let four = (indices + [0, 0, 0, 0]).prefix(4).map(UInt32.init)
        return (four[0], four[1], four[2], four[3])
    }
}

extension crdkit_bond {
    fileprivate init(_ bond: MoleculeBond) {
        self.init(
            begin: UInt32(bond.first),
            end: UInt32(bond.second),
            order: bond.order.rawValue,
            wedge: bond.wedge.rawValue,
            geometry: bond.geometry.map { $0.isCis ? 1 : -1 } ?? 0,
            beside: (UInt32(bond.geometry?.first ?? 0), UInt32(bond.geometry?.second ?? 0))
        )
    }
}
