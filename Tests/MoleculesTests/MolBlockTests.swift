import Molecules
import Testing

@Suite struct MolBlockTests {
    static let ethanol = """
        ethanol
          written by hand

          3  2  0  0  0  0  0  0  0  0999 V2000
            0.0000    0.0000    0.0000 C   0  0
            1.5000    0.0000    0.0000 C   0  0
            2.2500    1.3000    0.0000 O   0  0
          1  2  1  0
          2  3  1  0
        M  END
        """

    @Test func aBlockOfVersion2000IsAMolecule() throws {
        #expect(try Molecule(molBlock: Self.ethanol).canonicalSMILES == "CCO")
    }

    @Test func aBlockOfVersion3000IsAMolecule() throws {
        let block = """
            glycine
              written by hand

              0  0  0     0  0            999 V3000
            M  V30 BEGIN CTAB
            M  V30 COUNTS 5 4 0 0 0
            M  V30 BEGIN ATOM
            M  V30 1 N 0 0 0 0 CHG=1
            M  V30 2 C 1.5 0 0 0
            M  V30 3 C 2.2 1.3 0 0
            M  V30 4 O 3.7 1.3 0 0
            M  V30 5 O 1.5 2.6 0 0 CHG=-1
            M  V30 END ATOM
            M  V30 BEGIN BOND
            M  V30 1 1 1 2
            M  V30 2 1 2 3
            M  V30 3 2 3 4
            M  V30 4 1 3 5
            M  V30 END BOND
            M  V30 END CTAB
            M  END
            """
        #expect(try Molecule(molBlock: block).canonicalSMILES == "[NH3+]CC(=O)[O-]")
    }

    @Test func aFaultNamesItsReasonAndItsLine() {
        let cut = Self.ethanol.split(separator: "\n", omittingEmptySubsequences: false).prefix(6)
        let short = #expect(throws: MolBlockError.self) {
            try Molecule(molBlock: cut.joined(separator: "\n"))
        }
        #expect(short?.reason.isEmpty == false)
        let strange = Self.ethanol.replacing("  3  2  0", with: "  x  2  0")
        let error = #expect(throws: MolBlockError.self) { try Molecule(molBlock: strange) }
        #expect(error?.line == 4)
        #expect(throws: MolBlockError.self) { try Molecule(molBlock: "") }
    }

    @Test func atomsAndBondsAreAMolecule() throws {
        let atoms = try ["C", "C", "O", "D"].map { try #require(MoleculeAtom($0)) }
        let bonds = [MoleculeBond(0, 1), MoleculeBond(1, 2, order: .double), MoleculeBond(0, 3)]
        #expect(try Molecule(atoms: atoms, bonds: bonds).canonicalSMILES == "[2H]CC=O")
        let ring = try (0..<6).map { _ in try #require(MoleculeAtom("C")) }
        let aromatic = (0..<6).map { MoleculeBond($0, ($0 + 1) % 6, order: .aromatic) }
        #expect(try Molecule(atoms: ring, bonds: aromatic).canonicalSMILES == "c1ccccc1")
    }

    @Test func chargesAndHydrogensAreKeptAndHydrogenAtomsAreCounted() throws {
        let ammonium = try #require(MoleculeAtom("N", charge: 1, hydrogens: 4))
        #expect(try Molecule(atoms: [ammonium], bonds: []).canonicalSMILES == "[NH4+]")
        let carbon = try #require(MoleculeAtom("C", hydrogens: 4))
        let hydrogen = try #require(MoleculeAtom("H"))
        let methane = try Molecule(atoms: [carbon, hydrogen], bonds: [MoleculeBond(0, 1)])
        #expect(methane.canonicalSMILES == "C")
        let radical = try #require(MoleculeAtom("C", hydrogens: 3))
        #expect(try Molecule(atoms: [radical], bonds: []).canonicalSMILES == "[CH3]")
    }

    @Test func wedgesAndPlacesTellTheConfiguration() throws {
        func alanine(_ wedge: MoleculeBond.Wedge) throws -> String {
            let places: [(String, Double, Double)] = [
                ("C", 0, 0), ("N", 0, 1.5), ("C", -1.3, -0.75), ("C", 1.3, -0.75), ("O", 2.6, 0),
                ("O", 1.3, -2.2),
            ]
            let atoms = try places.map { element, x, y in
                try #require(MoleculeAtom(element, place: .init(x: x, y: y)))
            }
            let bonds = [
                MoleculeBond(0, 1, wedge: wedge), MoleculeBond(0, 2), MoleculeBond(0, 3),
                MoleculeBond(3, 4, order: .double), MoleculeBond(3, 5),
            ]
            return try Molecule(atoms: atoms, bonds: bonds).canonicalSMILES
        }
        let (solid, hatched) = (try alanine(.solid), try alanine(.hatched))
        #expect(Set([solid, hatched]) == ["C[C@H](N)C(=O)O", "C[C@@H](N)C(=O)O"])
        #expect(try alanine(.none) == "CC(N)C(=O)O")
    }

    @Test(arguments: [
        ("  1  3  1  0", "M  END", "a bond joins atoms that are not there, on line 7"),
        ("  0  1  1  0", "M  END", "a bond joins atoms that are not there, on line 7"),
        (
            "  1  2  1  0", "M  CHG  1   3   1",
            "a property is of an atom that is not there, on line 8"
        ),
        (
            "  1  2  1  0", "M  ISO  2   1  13   0  14",
            "a property is of an atom that is not there, on line 8"
        ),
        (
            "  1  2  1  0", "M  CHG  1       1",
            "a property is of an atom that is not there, on line 8"
        ),
        ("  1  2  1  0", "A    3\nX", "a property is of an atom that is not there, on line 8"),
        (
            "  1  2  1  0", "  3 F    2   6   7",
            "a property is of an atom that is not there, on line 8"
        ),
    ])
    func linesThatNameAtomsThatAreNotThereAreTold(
        _ bond: String,
        _ property: String,
        _ reason: String
    ) {
        let atoms =
            "    0.0000    0.0000    0.0000 C   0  0\n    1.0000    0.0000    0.0000 O   0  0"
        let block =
            "x\n\n\n  2  1  0  0  0  0  0  0  0  0999 V2000\n\(atoms)\n\(bond)\n\(property)\nM  END\n"
        let error = #expect(throws: MolBlockError.self) { try Molecule(molBlock: block) }
        #expect(error?.reason == reason)
        #expect(error?.line == (property == "M  END" ? 7 : 8))
    }

    @Test(arguments: [
        ("  2", "the counts are too short"), ("  2  x  0", "a count is no number"),
        ("  2  1  0  0  0  0            999 V4000", "the version is neither V2000 nor V3000"),
        ("  2  1  0  0  0  0            999 V3000", "V3000 announces no atoms or bonds here"),
    ])
    func aFourthLineThatTellsNoCountsIsTold(line: String, reason: String) {
        let atom = "    0.0000    0.0000    0.0000 C   0  0\n"
        let block = "x\n\n\n\(line)\n\(atom)\(atom)  1  2  1  0\nM  END\n"
        let error = #expect(throws: MolBlockError.self) { try Molecule(molBlock: block) }
        #expect(error?.reason == "\(reason), on line 4")
    }

    @Test func whatIsNoMoleculeIsToldHoweverOften() {
        let atom = "    0.0000    0.0000    0.0000 F   0  0\n"
        let block =
            "x\n\n\n  3  2  0  0  0  0            999 V2000\n\(atom)\(atom)\(atom)"
            + "  1  2  1  0\n  1  3  1  0\nM  END\n"
        for _ in 0..<100 {
            let error = #expect(throws: MolBlockError.self) { try Molecule(molBlock: block) }
            #expect(error?.reason.contains("valence") == true)
        }
    }

    @Test func coordinatesInSpaceTellTheConfigurationWhereTheBlockSaysSo() throws {
        func block(_ dimension: String) -> String {
            let atoms = [("C", "0.0000"), ("N", "0.9000"), ("O", "0.3000"), ("F", "-0.8000")]
            let places = [
                "    0.0000    0.0000", "    0.0000    1.2000", "    1.1000   -0.6000",
                "   -1.1000   -0.6000",
            ]
            let lines = zip(atoms, places).map { atom, place in
                let height = String(repeating: " ", count: 10 - atom.1.count) + atom.1
                return "\(place)\(height) \(atom.0)   0  0\n"
            }
            return "x\n  program 0101010101\(dimension)\n\n"
                + "  4  3  0  0  0  0            999 V2000\n" + lines.joined()
                + "  1  2  1  0\n  1  3  1  0\n  1  4  1  0\nM  END\n"
        }
        #expect(try Molecule(molBlock: block("3D")).canonicalSMILES.contains("@"))
    }

    @Test func blankCountsAreZero() {
        let block = "x\n\n\n   0  0\nM  CHG  1   3   0\nM  END\n"
        let error = #expect(throws: MolBlockError.self) { try Molecule(molBlock: block) }
        #expect(error?.reason == "a property is of an atom that is not there, on line 5")
    }

    @Test func theLineAfterTheBondsMayBeAListOfElementsInTheOldNotation() throws {
        let atom = "    0.0000    0.0000    0.0000 L   0  0"
        let block = "x\n\n\n  1  0  1  0  0  0  0  0  0  0999 V2000\n\(atom)\n"
        let list = "  1 F    2   6   7\nM  END\n"
        let query = #expect(throws: MolBlockError.self) { try Molecule(molBlock: block + list) }
        #expect(
            query?.reason
                == "an atom stands for a list of elements, which no molecule has, on line 5"
        )
        #expect(query?.line == 5)
        let none = "x\n\n\n  0  0  1  0  0  0  0  0  0  0999 V2000\n\(list)"
        let error = #expect(throws: MolBlockError.self) { try Molecule(molBlock: none) }
        #expect(error?.reason == "a property is of an atom that is not there, on line 5")
    }

    @Test func atomsOfPropertiesAreRead() throws {
        let atoms =
            "    0.0000    0.0000    0.0000 C   0  0\n    1.0000    0.0000    0.0000 O   0  0"
        let head = "x\n\n\n  2  1  0  0  0  0  0  0  0  0999 V2000\n\(atoms)\n  1  2  1  0\n"
        let molecule = try Molecule(
            molBlock: head + "M  CHG  1   2  -1\nM  ISO  1   1  13\nM  END\n"
        )
        #expect(molecule.canonicalSMILES == "[13CH3][O-]")
    }

    @Test func atomsAndBondsThatAreNoMoleculeAreRefused() throws {
        let carbon = try #require(MoleculeAtom("C"))
        let faults: [[MoleculeBond]] = [
            [MoleculeBond(0, 2)], [MoleculeBond(0, 0)], [MoleculeBond(0, 1), MoleculeBond(1, 0)],
        ]
        for bonds in faults {
            #expect(throws: MolBlockError.self) {
                try Molecule(atoms: [carbon, carbon], bonds: bonds)
            }
        }
        let star = [MoleculeAtom](repeating: carbon, count: 6)
        let error = #expect(throws: MolBlockError.self) {
            try Molecule(atoms: star, bonds: (1..<6).map { MoleculeBond(0, $0) })
        }
        #expect(error?.reason.contains("valence") == true)
        #expect(throws: MolBlockError.self) { try Molecule(atoms: [], bonds: []) }
        #expect(MoleculeAtom("Zz") == nil)
    }
}

@Suite struct ComponentTests {
    @Test func aSaltHasComponents() throws {
        let salt = try Molecule(smiles: "CC(=O)[O-].[Na+]")
        #expect(salt.componentCount == 2)
        #expect(salt.components.map(\.canonicalSMILES) == ["CC(=O)[O-]", "[Na+]"])
        #expect(salt.largestComponent.canonicalSMILES == "CC(=O)[O-]")
        #expect(try Molecule(smiles: "CCO").components.count == 1)
    }

    @Test func theLargestComponentDoesNotDependOnTheOrder() throws {
        for smiles in ["CCO.CCN", "CCN.CCO"] {
            #expect(try Molecule(smiles: smiles).largestComponent.canonicalSMILES == "CCO")
        }
        for smiles in ["CC(C)O.CCCO", "CCCO.CC(C)O"] {
            #expect(try Molecule(smiles: smiles).largestComponent.canonicalSMILES == "CC(C)O")
        }
    }

    @Test func counterionsAreTakenAwayUnlessNothingIsLeft() throws {
        let drug = try Molecule(smiles: "CCN(CC)CCc1ccccc1.Cl.O")
        #expect(drug.withoutCounterions.canonicalSMILES == "CCN(CC)CCc1ccccc1")
        #expect(try Molecule(smiles: "[Na+].[Cl-]").withoutCounterions.componentCount == 2)
        let mixture = try Molecule(smiles: "c1ccccc1.c1ccncc1.Cl").withoutCounterions
        #expect(mixture.componentCount == 2)
    }

    @Test func chargesThatHydrogensCanUndoAreTakenAway() throws {
        #expect(try Molecule(smiles: "CC(=O)[O-]").neutralized.canonicalSMILES == "CC(=O)O")
        #expect(try Molecule(smiles: "C[NH3+]").neutralized.canonicalSMILES == "CN")
        let nitro = try Molecule(smiles: "C[N+](=O)[O-]")
        #expect(nitro.neutralized == nitro)
    }

    @Test func elementsAreThoseOfTheAtoms() throws {
        #expect(try Molecule(smiles: "ClC(Br)=O").elements == ["Cl", "C", "Br", "O"])
        #expect(try Molecule(smiles: "[2H]C").elements == ["H", "C"])
    }

    @Test func moreAtomsThanCanBeNumberedInTimeAreRefused() throws {
        let atom = try #require(MoleculeAtom("C"))
        let error = #expect(throws: MolBlockError.self) {
            try Molecule(atoms: Array(repeating: atom, count: 2001), bonds: [])
        }
        let advice = "; larger ones would take minutes, so leave it out"
        #expect(error?.reason == "it has more than 2000 atoms" + advice)
        let long = #expect(throws: MolBlockError.self) {
            try Molecule(molBlock: String(repeating: "\n", count: 10_001))
        }
        #expect(long?.reason == "it has more than 10000 lines" + advice)
    }

    @Test func countsBeyondMemoryAreSaidToBe() {
        let block = """


              0  0  0     0  0            999 V3000
            M  V30 BEGIN CTAB
            M  V30 COUNTS 2000000000 2000000000 0 0 0
            M  V30 END CTAB
            M  END
            """
        let error = #expect(throws: MolBlockError.self) { try Molecule(molBlock: block) }
        #expect(error?.reason.contains("std::") == false)
    }
}
