internal import CRDKit

extension Molecule {
    /// Writes the molecule in a random order of its atoms: another spelling of the same molecule.
    ///
    /// The atoms are numbered by a uniformly drawn permutation and written without
    /// canonicalisation (the "restricted" randomisation of Arús-Pous et al., J. Cheminform. 11, 71
    /// (2019)). The generator is the only source of randomness.
    ///
    /// - Parameter generator: The source of the permutation.
    /// - Returns: SMILES whose canonical form is `canonicalSMILES`.
    public func randomizedSMILES(using generator: inout some RandomNumberGenerator) -> String {
        let atomCount = UInt32(max(0, crdkit_atom_count(handle.pointer)))
        let order = (0..<atomCount).shuffled(using: &generator)
        return takeString(crdkit_ordered_smiles(handle.pointer, order, order.count))
            ?? canonicalSMILES
    }
}
