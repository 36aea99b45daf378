import Corpora
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
}
