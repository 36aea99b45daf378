/// How large a molecule may be.
///
/// RDKit's time for numbering the atoms of a molecule grows with their cube where many are alike: a chain of
/// 2,000 carbon atoms takes some eight seconds, one of 4,000 a minute. A longer one is refused before
/// RDKit sees it, so that one line of a corpus cannot hold a program up.
enum MoleculeSize {
    /// The most atoms that a molecule may have, hydrogens that are atoms included.
    static let maximumAtomCount = 2000

    /// The longest SMILES, in bytes, a name after it included.
    static let maximumByteCount = 1 << 16

    /// The most lines of a mol block; an atom or a bond takes one or two.
    static let maximumLineCount = 10_000

    /// What to do with a molecule that is too large.
    private static let advice = "larger ones would take minutes, so leave it out"

    /// Why a string is too long to be read, or nil when it is not.
    static func excess(ofSMILES bytes: some Collection<UInt8>) -> String? {
        guard bytes.count > maximumAtomCount else { return nil }
        if bytes.count > maximumByteCount {
            return "it is longer than \(maximumByteCount) bytes; \(advice)"
        }
        let smiles = bytes.prefix { $0 > 0x20 }
        let count = smilesTokens(of: Array(smiles)).count { $0.kind == .atom }
        return excess(atomCount: count)
    }

    /// Why a mol block is too long to be read, or nil when it is not.
    static func excess(ofBlock bytes: some Collection<UInt8>) -> String? {
        bytes.count { $0 == 0x0A } > maximumLineCount
            ? "it has more than \(maximumLineCount) lines; \(advice)" : nil
    }

    /// Why a molecule has too many atoms, or nil when it has not.
    static func excess(atomCount: Int) -> String? {
        atomCount > maximumAtomCount
            ? "it has more than \(maximumAtomCount) atoms; \(advice)" : nil
    }
}
