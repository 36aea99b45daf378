internal import CRDKit

extension Molecule {
    /// The number of components, which no bond connects: 2 for a salt of two ions.
    public var componentCount: Int { max(1, Int(crdkit_component_count(handle.pointer))) }

    /// The components as molecules of their own, in the order of their first atoms.
    public var components: [Molecule] {
        let count = componentCount
        if count == 1 { return [self] }
        var pointers = [OpaquePointer?](repeating: nil, count: count)
        let filled = crdkit_components(handle.pointer, &pointers, count)
        return pointers.prefix(filled).compactMap { pointer in
            pointer.map(MoleculeHandle.init(owning:)).flatMap { Molecule($0) }
        }
    }

    /// The component with the most atoms beside hydrogen; among equals the heaviest, then the one
    /// whose canonical SMILES is first.
    public var largestComponent: Molecule {
        let parts = components
        if parts.count < 2 { return self }
        let ranked = parts.map { part in
            (part, part.heavyAtomCount, part.molecularWeight, part.canonicalSMILES)
        }
        return ranked.min { ($1.1, $1.2, $0.3) < ($0.1, $0.2, $1.3) }?.0 ?? self
    }

    /// The molecule without ions and solvents that substances are often delivered with, such as
    /// chloride, sodium, trifluoroacetate and water; the molecule itself when nothing would be left.
    public var withoutCounterions: Molecule {
        let parts = components
        if parts.count < 2 { return self }
        let kept = parts.filter { !counterions.contains($0.canonicalSMILES) }
        if kept.isEmpty || kept.count == parts.count { return self }
        let smiles = kept.map(\.canonicalSMILES).joined(separator: ".")
        return Molecule(validating: smiles) ?? self
    }

    /// The symbols of the elements of all atoms; hydrogens that are implied are not among them.
    public var elements: Set<String> {
        let text = takeString(crdkit_elements(handle.pointer)) ?? ""
        return Set(text.split(separator: " ").map(String.init))
    }

    /// The molecule with hydrogens added and removed until no charge is left that this can undo.
    ///
    /// Charges beside each other (nitro groups, N-oxides) and quaternary nitrogen stay.
    public var neutralized: Molecule {
        guard let pointer = crdkit_neutralized(handle.pointer),
            let neutral = Molecule(MoleculeHandle(owning: pointer))
        else { return self }
        // What the hydrogens changed is seen when the molecule is read anew.
        return Molecule(validating: neutral.canonicalSMILES) ?? self
    }
}

/// The canonical SMILES of counter-ions, the acids and bases they come from, and solvents.
private let counterions: Set<String> = Set(
    """
    [H+] [Li+] [Na+] [K+] [Rb+] [Cs+] [Mg+2] [Ca+2] [Sr+2] [Ba+2] [Zn+2] [Ag+] [Al+3] [NH4+] N \
    [F-] [Cl-] [Br-] [I-] F Cl Br I [OH-] O \
    O=[N+]([O-])[O-] O=[N+]([O-])O [O-]Cl(=O)(=O)=O O=Cl(=O)(=O)O \
    O=S(=O)([O-])[O-] O=S(=O)([O-])O O=S(=O)(O)O CS(=O)(=O)[O-] CS(=O)(=O)O \
    CCS(=O)(=O)O CCS(=O)(=O)[O-] Cc1ccc(S(=O)(=O)O)cc1 Cc1ccc(S(=O)(=O)[O-])cc1 \
    O=S(=O)(O)c1ccccc1 O=S(=O)([O-])c1ccccc1 O=S(=O)([O-])C(F)(F)F O=S(=O)(O)C(F)(F)F \
    O=P([O-])([O-])[O-] O=P([O-])([O-])O O=P([O-])(O)O O=P(O)(O)O F[B-](F)(F)F F[P-](F)(F)(F)(F)F \
    O=C([O-])C(F)(F)F O=C(O)C(F)(F)F CC(=O)[O-] CC(=O)O O=C[O-] O=CO O=C([O-])[O-] O=C([O-])O \
    O=C(O)C(=O)O O=C([O-])C(=O)[O-] O=C([O-])C(=O)O O=C(O)/C=C/C(=O)O O=C(O)/C=C\\C(=O)O \
    O=C([O-])/C=C/C(=O)O O=C([O-])/C=C\\C(=O)O O=C(O)CCC(=O)O O=C(O)CC(O)(CC(=O)O)C(=O)O \
    O=C([O-])CC(O)(CC(=O)O)C(=O)O O=C([O-])CC(O)(CC(=O)[O-])C(=O)[O-] O=C(O)C(O)C(O)C(=O)O \
    O=C(O)[C@H](O)[C@@H](O)C(=O)O O=C(O)[C@@H](O)[C@H](O)C(=O)O CC(O)C(=O)O \
    CO CCO CC(C)O CC#N CS(C)=O CN(C)C=O ClCCl ClC(Cl)Cl CC(C)=O C1CCOC1 CCOCC CCOC(C)=O \
    CCN(CC)CC CC[NH+](CC)CC
    """
    .split { $0 == " " || $0 == "\n" }
    .compactMap { Molecule(validating: String($0))?.canonicalSMILES }
)
