/// Faults of mol blocks of which RDKit lets out an exception while nobody holds the atom, bond or query that
/// it was making, whose memory is lost.
///
/// Many such blocks would take all memory, so they are looked for before RDKit reads a block.
enum MolBlockFaults {
    static let bond = "a bond joins atoms that are not there"
    static let list = "an atom stands for a list of elements, which no molecule has"
    static let property = "a property is of an atom that is not there"
    static let bondProperty = "a property is of a bond that is not there"
    static let topology = "a bond has a topology that is neither of a ring nor of a chain"

    /// The first fault of a block, with its line.
    static func first(in block: String) -> String? {
        let lines = block.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard lines.count > 4 else { return nil }
        if String(Substring(lines[3])).contains("V3000") {
            return MolBlockEntries(lines).fault
        }
        return MolBlockReferences(lines)?.fault
    }

    /// What is wrong with the atoms of a bond, after those of the bonds before it.
    static func pair(_ atoms: [Int], after pairs: inout Set<[Int]>) -> String? {
        guard atoms.count == 2 else { return nil }
        if atoms[0] == atoms[1] { return "a bond joins an atom with itself" }
        return pairs.insert(atoms.sorted()).inserted ? nil : "two bonds join the same atoms"
    }
}
