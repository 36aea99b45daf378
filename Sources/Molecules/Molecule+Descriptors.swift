internal import CRDKit

// Each property asks RDKit anew: keep the value where it is needed more than once.
extension Molecule {
    /// The number of atoms other than hydrogen.
    public var heavyAtomCount: Int {
        Int(crdkit_heavy_atom_count(handle.pointer))
    }

    /// The logarithm of the octanol-water partition coefficient, estimated from atom types.
    ///
    /// - SeeAlso: Wildman and Crippen, "Prediction of Physicochemical Parameters by Atomic
    ///   Contributions", J. Chem. Inf. Comput. Sci. 39, 868 (1999).
    public var logP: Double {
        crdkit_log_p(handle.pointer)
    }

    /// The average molecular weight with hydrogens, in daltons.
    public var molecularWeight: Double {
        crdkit_molecular_weight(handle.pointer)
    }

    /// The polar surface area of nitrogen and oxygen, in square ångströms, from fragments.
    ///
    /// - SeeAlso: Ertl, Rohde and Selzer, J. Med. Chem. 43, 3714 (2000).
    public var topologicalPolarSurfaceArea: Double {
        crdkit_polar_surface_area(handle.pointer)
    }

    /// The number of rings in the smallest set of smallest rings.
    public var ringCount: Int {
        Int(crdkit_ring_count(handle.pointer))
    }

    /// The number of those rings all of whose bonds are aromatic.
    public var aromaticRingCount: Int {
        Int(crdkit_aromatic_ring_count(handle.pointer))
    }

    /// The number of atoms in the largest of those rings; zero when there is none.
    public var largestRingSize: Int {
        Int(crdkit_largest_ring_size(handle.pointer))
    }

    /// The number of hydrogen-bond donors.
    public var hydrogenBondDonorCount: Int {
        Int(crdkit_hydrogen_bond_donor_count(handle.pointer))
    }

    /// The number of hydrogen-bond acceptors.
    ///
    /// By the definition of RDKit 2022.09; later releases count fewer in some nitrogen compounds.
    public var hydrogenBondAcceptorCount: Int {
        Int(crdkit_hydrogen_bond_acceptor_count(handle.pointer))
    }

    /// The number of rotatable bonds by RDKit's strict definition, which leaves out amides.
    public var rotatableBondCount: Int {
        Int(crdkit_rotatable_bond_count(handle.pointer))
    }

    /// The formula in Hill's order, such as `C9H8O4`; a charge follows it.
    public var formula: String {
        takeString(crdkit_formula(handle.pointer)) ?? ""
    }

    /// The ring systems and the chains that link them, after Bemis and Murcko; nil without rings.
    ///
    /// - SeeAlso: Bemis and Murcko, J. Med. Chem. 39, 2887 (1996).
    public var murckoScaffold: Molecule? {
        guard let scaffold = crdkit_murcko_scaffold(handle.pointer) else { return nil }
        return Molecule(MoleculeHandle(owning: scaffold))
    }
}
