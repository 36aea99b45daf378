internal import CRDKit

/// A molecule that RDKit accepts: parsed, valences checked, aromaticity perceived.
///
/// ```swift
/// let aspirin = try Molecule(smiles: "CC(=O)Oc1ccccc1C(=O)O")
/// aspirin.canonicalSMILES    // "CC(=O)Oc1ccccc1C(=O)O"
/// aspirin.molecularWeight    // 180.159
/// ```
///
/// Two molecules are equal when their canonical SMILES are. A molecule never changes and may be
/// used from several threads at once.
public struct Molecule: Sendable {
    let handle: MoleculeHandle

    /// RDKit's canonical SMILES, with stereochemistry and isotopes.
    ///
    /// Canonical within one release of RDKit: between releases about one drug-like molecule in
    /// three thousand is written differently.
    public let canonicalSMILES: String

    /// Parses and sanitises SMILES, as RDKit's `Chem.MolFromSmiles` does.
    ///
    /// One difference: the empty string, which RDKit reads as a molecule without atoms, is refused.
    /// What follows white space (a name, ChemAxon's extensions) is read as RDKit reads it. More than 2,000
    /// atoms, or 65,536 bytes, are refused, as RDKit's time for them has no bound.
    ///
    /// - Parameter smiles: The string to parse.
    /// - Throws: `MoleculeError`, with RDKit's reason and, where it can be told, the place.
    public init(smiles: String) throws(MoleculeError) {
        guard let molecule = Molecule(validating: smiles) else {
            throw MoleculeError(diagnosing: smiles)
        }
        self = molecule
    }

    /// Parses and sanitises SMILES like `init(smiles:)`; nil, without a reason, when it is invalid.
    public init?(validating smiles: String) {
        guard let handle = MoleculeHandle(parsing: smiles) else { return nil }
        self.init(handle)
    }

    /// Wraps a molecule of RDKit; nil when it has no atoms or cannot be written.
    init?(_ handle: MoleculeHandle) {
        guard crdkit_atom_count(handle.pointer) > 0,
            let canonical = takeString(crdkit_canonical_smiles(handle.pointer))
        else { return nil }
        self.handle = handle
        self.canonicalSMILES = canonical
    }

    /// Whether RDKit accepts a string as a molecule with at least one atom.
    ///
    /// Faster than `init(smiles:)`, as nothing is canonicalised and no error is explained.
    public static func isValid(_ smiles: String) -> Bool {
        guard let handle = MoleculeHandle(parsing: smiles) else { return false }
        return crdkit_atom_count(handle.pointer) > 0
    }

    /// The release of RDKit in use, such as `2022.09.3`.
    public static var toolkitVersion: String {
        String(cString: crdkit_version())
    }
}

extension Molecule: Hashable {
    /// Whether two molecules have the same canonical SMILES.
    public static func == (lhs: Molecule, rhs: Molecule) -> Bool {
        lhs.canonicalSMILES == rhs.canonicalSMILES
    }

    /// Hashes the canonical SMILES.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(canonicalSMILES)
    }
}

extension Molecule: CustomStringConvertible {
    /// The canonical SMILES.
    public var description: String { canonicalSMILES }
}
