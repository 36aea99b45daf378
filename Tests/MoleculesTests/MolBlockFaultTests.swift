import Molecules
import Testing

/// Blocks over which RDKit would lose memory are refused before it reads them.
@Suite struct MolBlockFaultTests {
    /// Three carbon atoms, with bonds and properties.
    private func block(_ bonds: [String], _ properties: String = "") -> String {
        let atom = "    0.0000    0.0000    0.0000 C   0  0\n"
        return "x\n\n\n  3  \(bonds.count)  0  0  0  0            999 V2000\n"
            + String(repeating: atom, count: 3) + bonds.map { "\($0)\n" }.joined() + properties
            + "\nM  END\n"
    }

    /// Three atoms of V3000 with two bonds, and collections.
    private func block(
        counts: String = "3 2 1 0 0",
        atom: String = "1 C 0 0 0 0",
        bond: String = "2 1 2 3",
        group: String = "1 SUP 1 ATOMS=(1 2) XBONDS=(1 1) LABEL=\"a b\"",
        collection: String = "MDLV30/STEABS ATOMS=(1 2)"
    ) -> String {
        """
        x


          0  0  0     0  0            999 V3000
        M  V30 BEGIN CTAB
        M  V30 COUNTS \(counts)
        M  V30 BEGIN ATOM
        M  V30 \(atom)
        M  V30 2 C 1 0 0 0 -
        M  V30 CHG=0
        M  V30 3 O 2 0 0 0
        M  V30 END ATOM
        M  V30 BEGIN BOND
        M  V30 1 1 1 2
        M  V30 \(bond)
        M  V30 END BOND
        M  V30 BEGIN SGROUP
        M  V30 \(group)
        M  V30 END SGROUP
        M  V30 BEGIN COLLECTION
        M  V30 \(collection)
        M  V30 END COLLECTION
        M  V30 END CTAB
        M  END
        """
    }

    private func expect(_ block: String, reason: String, line: Int) {
        let error = #expect(throws: MolBlockError.self) { try Molecule(molBlock: block) }
        #expect(error?.reason == "\(reason), on line \(line)")
        #expect(error?.line == line)
    }

    @Test(arguments: [
        ("  2  2  1  0", "a bond joins an atom with itself"),
        ("  2  1  1  0", "two bonds join the same atoms"),
        ("  2  3  1  0  0  3", "a bond has a topology that is neither of a ring nor of a chain"),
    ])
    func bondsOfVersion2000(bond: String, reason: String) {
        expect(block(["  1  2  1  0", bond]), reason: reason, line: 9)
    }

    @Test(arguments: [
        ("M  CHG  8   1   1", "the list of a property is cut short"),
        ("M  RBC  1   1   9", "a property has a value that means nothing"),
        ("M  SUB  2   1   1   2  -3", "a property has a value that means nothing"),
        (
            "M  ALS   1  2 F Qq  N   ",
            "an atom stands for a list of elements, which no molecule has"
        ),
        ("  1 F    9   6   7", "an atom stands for a list of elements, which no molecule has"),
        ("M  MRV SMA   9 [C]", "a property is of an atom that is not there"),
        ("M  SAP   1  1   1   9  1", "a property is of an atom that is not there"),
        ("M  SBV   1   9    0.1    0.1", "a property is of a bond that is not there"),
        ("M  ZBO  1   1  99", "a property has a value that means nothing"),
        ("M  ZBO  1   9   0", "a property is of a bond that is not there"),
        ("S  SKP  x", "a number of lines was expected"),
    ])
    func propertiesOfVersion2000(property: String, reason: String) {
        expect(block(["  1  2  1  0"], property), reason: reason, line: 9)
    }

    @Test(arguments: [
        ("1 Zz 0 0 0 0", "there is no element 'Zz'"),
        ("1 Xx 0 0 0 0", "there is no element 'Xx'"),
        ("1 [C,Qq] 0 0 0 0", "an atom stands for a list of elements, which no molecule has"),
        ("1 NOT C 0 0 0 0", "an atom stands for a list of elements, which no molecule has"),
        ("1 C 0 0 0", "an atom has no place"),
        ("1 C 0 0 0 0 QQ", "'QQ' is no property with a value"),
        ("1 C 0 0 0 0 CHG=x", "the value of CHG is no number"),
        ("1 C 0 0 0 0 HCOUNT=x", "the value of HCOUNT is no number"),
    ])
    func atomsOfVersion3000(atom: String, reason: String) {
        expect(block(atom: atom), reason: reason, line: 8)
    }

    @Test(arguments: [
        ("2 1 2 9", "a bond joins atoms that are not there"),
        ("2 1 2 r", "a bond joins atoms that are not there"),
        ("2 1 2 2", "a bond joins an atom with itself"),
        ("2 1 2 1", "two bonds join the same atoms"),
        ("2 1 2 3 TOPO=3", "a bond has a topology that is neither of a ring nor of a chain"),
        ("2 1 2 3 CFG=9", "a bond has a configuration that is none"),
        ("2 1 2 3 (TOPO=1", "'(TOPO=1' is no property with a value"),
        ("2 1 2 3 TOPO\"=1", "'TOPO\"=1' is no property with a value"),
        ("2 1 2 3 ENDPTS=(2 1 2", "the list of ENDPTS is not closed"),
        ("2 1 2 3 RXCTR", "'RXCTR' is no property with a value"),
        ("2 1 2 3 RXCTR=x", "the value of RXCTR is no number"),
    ])
    func bondsOfVersion3000(bond: String, reason: String) {
        expect(block(bond: bond), reason: reason, line: 15)
    }

    @Test(arguments: [
        ("1 SUP 1 ATOMS=(2 1)", "the list of ATOMS is not as long as it says"),
        ("1 SUP 1 SAP=(3 2", "the list of SAP is not closed"),
        ("1 SUP 1 ATOMS=(1 9)", "a property is of an atom that is not there"),
        ("1 SUP 1 ATOMS=(1 x)", "the list of ATOMS has a value that is no number"),
        ("1 SUP 1 XBONDS=(1 9)", "a property is of a bond that is not there"),
        ("1 DAT 1 FIELDDATA=\"a", "the text of FIELDDATA is not closed"),
    ])
    func groupsOfVersion3000(group: String, reason: String) {
        expect(block(group: group), reason: reason, line: 18)
    }

    @Test(arguments: ["-1 1", "2147483648 1"])
    func listsLongerThanTheirLineAreRefused(list: String) {
        let reason = "the list of ATOMS is not as long as it says"
        expect(block(collection: "MDLV30/STEABS ATOMS=(\(list))"), reason: reason, line: 21)
        let group = block(atom: "1 R# 0 0 0 0 RGROUPS=(\(list))")
        expect(group, reason: "the list of RGROUPS is not as long as it says", line: 8)
    }

    @Test func countsAndCollectionsOfVersion3000() {
        let reason = "COUNTS tells another number of atoms"
        expect(block(counts: "4 2 1 0 0"), reason: reason, line: 12)
        expect(block(counts: "3 2 1 0l"), reason: "a count is no number", line: 6)
        let absent = block(collection: "MDLV30/STEABS ATOMS=(2 1 9)")
        expect(absent, reason: "a property is of an atom that is not there", line: 21)
    }

    @Test func whatIsSoundIsRead() throws {
        #expect(try Molecule(molBlock: block()).canonicalSMILES == "CCO")
        let ending = block(bond: "2 1 2 3 ENDPTS=(1 3) ATTACH=ANY")
        #expect(try Molecule(molBlock: ending).canonicalSMILES == "CCO")
        let chlorine = block(atom: "1 CL 0 0 0 0 CHG=0 VAL=1", bond: "2 1 2 3 CFG=0 TOPO=0")
        #expect(try Molecule(molBlock: chlorine).canonicalSMILES == "OCCl")
        let chain = block(["  1  2  1  0  0  0  0", "  2  3  1  0  0  2"], "M  CHG  1   1   0")
        #expect(try Molecule(molBlock: chain).canonicalSMILES == "CCC")
    }
}
