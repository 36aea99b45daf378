import Corpora
import Molecules
import Testing

struct ChemistryDialectTests {
    private func smiles(_ body: String) -> [String] {
        read("<cml xmlns='http://www.xml-cml.org/schema'>\(body)</cml>").texts
    }

    @Test func aMoleculeIsMadeOfItsAtomsAndBonds() {
        let text = """
            <molecule id='m1'><atomArray id='list'>
            <atom id='a1' elementType='C'/><atom id='a2' elementType='C'/>
            <atom id='a3' elementType='O' formalCharge='-1' hydrogenCount='0'/></atomArray>
            <bondArray><bond atomRefs2='a1 a2' order=' 1'/><bond atomRefs2='a2 a3' order='S'/>
            </bondArray></molecule>
            """
        #expect(smiles(text) == ["CC[O-]"])
    }

    @Test(arguments: [
        """
        <atomArray atomID='a1 a2 a3' elementType='C C N'/>
        <bondArray atomRef1='a1 a2' atomRef2='a2 a3' order='1 3'/>
        """,
        """
        <atomArray><atom id='a1'><string builtin='elementType'>C</string></atom>
        <atom id='a2'><string builtin='elementType'>C</string></atom>
        <atom id='a3'><string builtin='elementType'>N</string></atom></atomArray>
        <bondArray><bond><string builtin='atomRef'>a1</string><string builtin='atomRef'>a2</string>
        <string builtin='order'>1</string></bond><bond><string builtin='atomRef'>a2</string>
        <string builtin='atomRef'>a3</string><string builtin='order'>3</string></bond></bondArray>
        """,
        """
        <atomArray><stringArray builtin='id'>a1 a2 a3</stringArray>
        <stringArray builtin='elementType'>C C N</stringArray></atomArray>
        <bondArray><stringArray builtin='atomRef'>a1 a2</stringArray>
        <stringArray builtin='atomRef'>a2 a3</stringArray>
        <stringArray builtin='order'>1 3</stringArray></bondArray>
        """,
    ])
    func theFormsOfCMLSayTheSame(parts: String) {
        #expect(smiles("<molecule>\(parts)</molecule>") == ["CC#N"])
    }

    @Test func wedgesTellTheStereochemistry() {
        func molecule(_ wedge: String) -> String {
            """
            <molecule><atomArray><atom id='a1' elementType='C' x2='0' y2='0'/>
            <atom id='a2' elementType='F' x2='1' y2='0'/><atom id='a3' elementType='Cl' x2='-1' y2='0'/>
            <atom id='a4' elementType='Br' x2='0' y2='1'/></atomArray><bondArray>
            <bond atomRefs2='a1 a2' order='1'/><bond atomRefs2='a1 a3' order='1'/>
            <bond atomRefs2='a1 a4' order='1'><bondStereo>\(wedge)</bondStereo></bond></bondArray>
            </molecule>
            """
        }
        let both = smiles(molecule("W") + molecule("H"))
        #expect(Set(both).count == 2 && both.allSatisfy { $0.contains("@") })
    }

    /// A carbon atom with three halogens, drawn or not.
    private func halogens(_ center: String, bond: String = "", drawn: Bool = false) -> [String] {
        let places = drawn ? [("0", "0"), ("1", "0"), ("-1", "0"), ("0", "1")] : []
        let atoms = ["C", "F", "Cl", "Br"].enumerated().map { index, element in
            let place = drawn ? "x2='\(places[index].0)' y2='\(places[index].1)'" : ""
            let inside = index == 0 ? center : ""
            return "<atom id='a\(index)' elementType='\(element)' \(place)>\(inside)</atom>"
        }
        let bonds = (1...3).map { index in
            "<bond atomRefs2='a0 a\(index)' order='S'>\(index == 3 ? bond : "")</bond>"
        }
        return smiles(
            "<molecule><atomArray>\(atoms.joined())</atomArray><bondArray>\(bonds.joined())"
                + "</bondArray></molecule>"
        )
    }

    /// From the first atom the others are clockwise where the volume is positive, as `@@` says.
    @Test(arguments: [false, true])
    func parityTellsTheStereochemistry(isDrawn: Bool) throws {
        func read(_ refs: String, _ sign: String) -> [String] {
            halogens("<atomParity atomRefs4='\(refs)'>\(sign)</atomParity>", drawn: isDrawn)
        }
        let clockwise = [try Molecule(smiles: "F[C@@H](Cl)Br").canonicalSMILES]
        let counter = [try Molecule(smiles: "F[C@H](Cl)Br").canonicalSMILES]
        #expect(read("a1 a0 a2 a3", "1") == clockwise)
        #expect(read("a1 a0 a2 a3", "-1.0") == counter)
        #expect(read("a0 a1 a2 a3", "1") == counter)
        #expect(read("a3 a2 a0 a1", "+2.5") == clockwise)
        #expect(read("a1 a0 a2 a3", "0") == ["FC(Cl)Br"])
    }

    @Test func numbersOfMDLAreWedgesToo() {
        let solid = halogens("", bond: "<bondStereo>W</bondStereo>", drawn: true)
        let number = "<bondStereo convention='MDL' conventionValue='1'/>"
        #expect(solid.first?.contains("@") == true)
        #expect(halogens("", bond: number, drawn: true) == solid)
    }

    @Test(arguments: [
        ("<bondStereo atomRefs4='f a b c'>C</bondStereo>", "F/C=C\\Cl"),
        ("<bondStereo atomRefs4='c b a f'>T</bondStereo>", "F/C=C/Cl"),
        ("<bondStereo>C</bondStereo>", "F/C=C\\Cl"), ("<bondStereo>T</bondStereo>", "F/C=C/Cl"),
        ("<bondStereo>other</bondStereo>", "FC=CCl"), ("", "FC=CCl"),
    ])
    func sidesOfADoubleBondAreTold(stereo: String, wanted: String) throws {
        let text = """
            <molecule><atomArray atomID='f a b c' elementType='F C C Cl'/><bondArray>
            <bond atomRefs2='f a' order='1'/><bond atomRefs2='a b' order='2'>\(stereo)</bond>
            <bond atomRefs2='b c' order='1'/></bondArray></molecule>
            """
        #expect(smiles(text) == [try Molecule(smiles: wanted).canonicalSMILES])
    }

    @Test(arguments: ["2", "D"])
    func sidesOfADoubleBondAreDrawn(order: String) throws {
        let text = """
            <molecule><atomArray atomID='f a b c' elementType='F C C Cl' x2='0 1 2 3'
            y2='0 .5 .5 0'/><bondArray atomRef1='f a b' atomRef2='a b c' order='1 \(order) 1'/>
            </molecule>
            """
        #expect(smiles(text) == [try Molecule(smiles: "F/C=C\\Cl").canonicalSMILES])
    }

    @Test func bondsOfAromaticRingsMayBeCalledSo() throws {
        let refs = (0..<6).map { "<bond atomRefs2='a\($0) a\(($0 + 1) % 6)' order='A'/>" }
        let ids = (0..<6).map { "a\($0)" }.joined(separator: " ")
        let benzene = """
            <molecule><atomArray atomID='\(ids)' elementType='C C C C C N'/>
            <bondArray>\(refs.joined())</bondArray></molecule>
            """
        #expect(smiles(benzene) == ["c1ccncc1"])
        let five = (0..<5).map { "<bond atomRefs2='a\($0) a\(($0 + 1) % 5)' order='A'/>" }
        let pyrrole = """
            <molecule><atomArray atomID='a0 a1 a2 a3 a4' elementType='C C C C N'
            hydrogenCount='1 1 1 1 1'/><bondArray>\(five.joined())</bondArray></molecule>
            """
        #expect(smiles(pyrrole) == ["c1cc[nH]c1"])
    }

    @Test(arguments: [
        ("elementType='C' isotopeNumber='13'", "[13CH4]"),
        ("elementType='C' isotope='13.0034'", "[13CH4]"),
        ("elementType='D'", "[2HH]"), ("elementType='N' formalCharge='+1'", "[NH4+]"),
        ("elementType='O' formalCharge='-1' hydrogenCount='1'", "[OH-]"),
        ("elementType='C' hydrogenCount='3'", "[CH3]"),
        ("elementType='C' spinMultiplicity='2'", "[CH3]"),
        ("elementType='Du'", "*"),
    ])
    func fieldsOfAnAtomAreKept(fields: String, wanted: String) {
        #expect(
            smiles("<molecule><atomArray><atom id='a' \(fields)/></atomArray></molecule>") == [
                wanted
            ]
        )
    }

    @Test func listsMayHaveADelimiterOfTheirOwn() {
        let text = """
            <molecule><atomArray><stringArray builtin='id' delimiter='|'>|a1|a2|</stringArray>
            <stringArray builtin='elementType' delimiter='|'>|C|O|</stringArray>
            <integerArray builtin='formalCharge'>0 -1</integerArray></atomArray>
            <bondArray><stringArray builtin='atomRef' delimiter='|'>a1</stringArray>
            <stringArray builtin='atomRef' delimiter='|'>a2</stringArray>
            <stringArray builtin='order'>1</stringArray></bondArray></molecule>
            """
        #expect(smiles(text) == ["C[O-]"])
    }

    @Test(arguments: [
        ("<atom id='a' elementType='C' formalCharge='x'/>", "formalCharge is no number: 'x'"),
        ("<atom id='a' elementType='C' hydrogenCount='1.5'/>", "hydrogenCount is no number: '1.5'"),
        ("<atom id='a' elementType='C' spinMultiplicity='0'/>", "no spin multiplicity 0"),
        ("<atom id='a' elementType='C'><atomParity>1</atomParity></atom>", "names no four atoms"),
        (
            "<atom id='a' elementType='C'><atomParity atomRefs4='a b c d'>1</atomParity></atom>",
            "'a b c d'"
        ),
        (
            "<atom id='a' elementType='C'><atomParity atomRefs4='a a a a'>1</atomParity></atom>",
            "neighbours"
        ),
    ])
    func whatIsToldWronglyIsRejected(atom: String, reason: String) throws {
        let reading = read("<cml><molecule><atomArray>\(atom)</atomArray></molecule></cml>")
        #expect(reading.rejects.map(\.reason) == [.invalidMolecule])
        let detail = try #require(reading.rejects.first?.detail)
        #expect(detail.contains(reason), "\(detail)")
    }

    @Test func aSideThatCouldBeOfTwoAtomsIsRejected() throws {
        let text = """
            <cml><molecule><atomArray atomID='f a b c d' elementType='F C C Cl Br'/><bondArray>
            <bond atomRefs2='f a' order='1'/><bond atomRefs2='a b' order='2'><bondStereo>C</bondStereo>
            </bond><bond atomRefs2='b c' order='1'/><bond atomRefs2='b d' order='1'/></bondArray>
            </molecule></cml>
            """
        #expect(read(text).rejects.first?.detail.contains("atomRefs4") == true)
    }

    @Test func whatIsNoMoleculeIsRejectedWithItsReason() {
        let reading = read(
            """
            <cml><molecule id='x'/><molecule><atomArray><atom id='a' elementType='Qq'/></atomArray>
            </molecule><molecule><atomArray><atom id='a' elementType='C'/></atomArray><bondArray>
            <bond atomRefs2='a b'/></bondArray></molecule></cml>
            """
        )
        #expect(
            reading.rejects.map(\.reason) == [.missingField, .invalidMolecule, .invalidMolecule]
        )
        #expect(
            reading.rejects[1].detail.contains("Qq") && reading.rejects[2].detail.contains("a b")
        )
    }

    @Test func activitiesOfChEMBLAreMolecules() {
        let text = """
            <response><activities><activity><canonical_smiles>CCO</canonical_smiles>
            <molecule_chembl_id>CHEMBL545</molecule_chembl_id></activity></activities></response>
            """
        let reading = read(text)
        #expect(reading.texts == ["CCO"] && reading.records.first?.identifier == "CHEMBL545")
    }

    @Test func completeEntitiesOfChEBIAreMolecules() {
        let text = """
            <S:Envelope xmlns:S='http://schemas.xmlsoap.org/soap/envelope/'><S:Body>
            <getCompleteEntityResponse xmlns='https://www.ebi.ac.uk/webservices/chebi'><return>
            <chebiId>CHEBI:16236</chebiId><smiles>CCO</smiles></return></getCompleteEntityResponse>
            </S:Body></S:Envelope>
            """
        let reading = read(text)
        #expect(reading.texts == ["CCO"] && reading.records.first?.identifier == "CHEBI:16236")
    }

    @Test func entitiesOfChEBIAreNamedByTheirAddress() {
        let owl = """
            <rdf:RDF xmlns:rdf='r' xmlns:owl='o' xmlns:chebi='http://purl.obolibrary.org/obo/chebi/'>
            <owl:Class rdf:about='http://purl.obolibrary.org/obo/CHEBI_10'><chebi:smiles>CCO</chebi:smiles></owl:Class>
            <owl:Class rdf:about='http://purl.obolibrary.org/obo/CHEBI_11'/></rdf:RDF>
            """
        let reading = read(owl)
        #expect(reading.records.map(\.identifier) == ["CHEBI:10"])
        #expect(reading.rejects.map(\.excerpt) == ["CHEBI:11"])
    }

    @Test func aReferenceToAMoleculeIsNoMolecule() {
        let reading = read(
            "<cml><molecule id='a'><formula convention='smiles' inline='CO'/></molecule>"
                + "<reaction><reactant><molecule ref='a'/></reactant></reaction></cml>"
        )
        #expect(reading.texts == ["CO"])
        #expect(reading.rejects.isEmpty)
    }
}
