import Molecules
import Testing

/// What is told of a configuration, held against what RDKit reads from coordinates and from SMILES.
@Suite struct ToldStereochemistryTests {
    typealias Point = (x: Double, y: Double, z: Double)

    /// The corners of a tetrahedron around a centre at the origin.
    static let corners: [Point] = [(1, 1, 1), (1, -1, -1), (-1, 1, -1), (-1, -1, 1)]

    /// All orders of the numbers below four.
    static let orders: [[Int]] = (0..<256).map { code in
        [code & 3, code >> 2 & 3, code >> 4 & 3, code >> 6 & 3]
    }.filter { Set($0).count == 4 }

    /// The sign of the volume of four points, as in the definition of CML: the determinant of
    /// | 1 1 1 1 | x1 x2 x3 x4 | y1 y2 y3 y4 | z1 z2 z3 z4 |.
    static func volume(_ points: [Point]) -> Double {
        let (a, b, c) = (
            difference(points[1], points[0]), difference(points[2], points[0]),
            difference(points[3], points[0])
        )
        let first = a.x * (b.y * c.z - b.z * c.y)
        let second = a.y * (b.z * c.x - b.x * c.z)
        return first + second + a.z * (b.x * c.y - b.y * c.x)
    }

    private static func difference(_ a: Point, _ b: Point) -> Point {
        (a.x - b.x, a.y - b.y, a.z - b.z)
    }

    /// A centre, atom 0, and neighbours at the corners of an order.
    static func molecule(
        _ center: MoleculeAtom,
        _ elements: [String],
        at order: [Int]? = nil,
        parity: MoleculeAtom.Parity? = nil
    ) throws -> String {
        var center = center
        center.parity = parity
        if order != nil { center.place = .init(x: 0, y: 0) }
        var atoms = [center]
        for (number, element) in elements.enumerated() {
            var atom = try #require(MoleculeAtom(element))
            if let order {
                let corner = corners[order[number]]
                atom.place = .init(x: corner.x, y: corner.y, z: corner.z)
            }
            atoms.append(atom)
        }
        let bonds = elements.indices.map { MoleculeBond(0, $0 + 1) }
        return try Molecule(atoms: atoms, bonds: bonds).canonicalSMILES
    }

    @Test(arguments: [["F", "Cl", "Br", "I"], ["H", "F", "Cl", "Br"], ["F", "Cl", "H", "I"]])
    func aParityIsTheSignOfTheVolume(_ elements: [String]) throws {
        let carbon = try #require(MoleculeAtom("C"))
        for order in Self.orders {
            let wanted = try Self.molecule(carbon, elements, at: order)
            #expect(wanted.contains("@"))
            for named in [[1, 2, 3, 4], [4, 2, 1, 3], [3, 4, 1, 2]] {
                let volume = Self.volume(named.map { Self.corners[order[$0 - 1]] })
                let parity = MoleculeAtom.Parity(named, isClockwise: volume > 0)
                #expect(try Self.molecule(carbon, elements, parity: parity) == wanted)
            }
        }
    }

    /// The atom itself takes the place of a hydrogen that is implied, and of a pair of electrons.
    @Test func theAtomItselfStandsForWhatIsNoAtom() throws {
        let carbon = try #require(MoleculeAtom("C"))
        for order in Self.orders {
            let wanted = try Self.molecule(carbon, ["H", "F", "Cl", "Br"], at: order)
            let points = [(0.0, 0.0, 0.0)] + order.dropFirst().map { Self.corners[$0] }
            let isClockwise = Self.volume(points) > 0
            for (named, isEven) in [([0, 1, 2, 3], true), ([1, 0, 2, 3], false)] {
                let parity = MoleculeAtom.Parity(named, isClockwise: isClockwise == isEven)
                #expect(try Self.molecule(carbon, ["F", "Cl", "Br"], parity: parity) == wanted)
            }
        }
    }

    @Test func aSulfoxideHasAConfiguration() throws {
        func sulfoxide(_ isClockwise: Bool) throws -> String {
            var atoms = try ["S", "O", "C", "C", "C"].map { try #require(MoleculeAtom($0)) }
            atoms[0].parity = .init([2, 1, 0, 3], isClockwise: isClockwise)
            let bonds = [
                MoleculeBond(0, 1, order: .double), MoleculeBond(0, 2), MoleculeBond(0, 3),
                MoleculeBond(3, 4),
            ]
            return try Molecule(atoms: atoms, bonds: bonds).canonicalSMILES
        }
        // From the methyl group: oxygen, the pair of electrons, ethyl.
        #expect(try sulfoxide(true) == Molecule(smiles: "C[S@](=O)CC").canonicalSMILES)
        #expect(try sulfoxide(false) == Molecule(smiles: "C[S@@](=O)CC").canonicalSMILES)
    }

    /// 1-bromo-1-chloro-2-fluoro-ethene: atoms C C Br Cl F H.
    private func ethene(
        _ geometry: MoleculeBond.Geometry?,
        places: [(Double, Double)] = [],
        turned: Bool = false
    ) throws -> String {
        var atoms = try ["C", "C", "Br", "Cl", "F", "H"].map { try #require(MoleculeAtom($0)) }
        for (index, place) in places.enumerated() {
            atoms[index].place = .init(x: place.0, y: place.1)
        }
        var double =
            turned ? MoleculeBond(1, 0, order: .double) : MoleculeBond(0, 1, order: .double)
        double.geometry = geometry
        let bonds = [
            double, MoleculeBond(0, 2), MoleculeBond(3, 0), MoleculeBond(1, 4), MoleculeBond(5, 1),
        ]
        return try Molecule(atoms: atoms, bonds: bonds).canonicalSMILES
    }

    @Test func aGeometrySaysWhatADrawingShows() throws {
        let places = [(0.0, 0.0), (1.3, 0.0), (-0.7, 1.0), (-0.7, -1.0), (2.0, 1.0), (2.0, -1.0)]
        let drawn = try ethene(nil, places: places)
        #expect(drawn == (try Molecule(smiles: "F/C=C(\\Br)Cl").canonicalSMILES))
        for (first, second, isCis) in [(2, 4, true), (3, 4, false), (2, 5, false), (3, 5, true)] {
            #expect(try ethene(.init(first, second, isCis: isCis)) == drawn)
            #expect(try ethene(.init(second, first, isCis: isCis), turned: true) == drawn)
            let other = try ethene(.init(first, second, isCis: !isCis))
            #expect(other != drawn && other.contains("/"))
        }
        #expect(try !ethene(nil).contains("/"))
    }

    @Test func aHydrogenAloneBesideADoubleBondStays() throws {
        func imine(_ isCis: Bool) throws -> String {
            let atoms = try ["C", "N", "F", "Cl", "H"].map { try #require(MoleculeAtom($0)) }
            var double = MoleculeBond(0, 1, order: .double)
            double.geometry = .init(2, 4, isCis: isCis)
            let bonds = [double, MoleculeBond(0, 2), MoleculeBond(0, 3), MoleculeBond(1, 4)]
            return try Molecule(atoms: atoms, bonds: bonds).canonicalSMILES
        }
        #expect(try imine(true) == Molecule(smiles: "[H]/N=C(\\F)Cl").canonicalSMILES)
        #expect(try imine(true) != imine(false))
    }

    @Test func conjugatedBondsKeepTheirGeometries() throws {
        let atoms = try (0..<6).map { _ in try #require(MoleculeAtom("C")) }
        func diene(_ isCis: (Bool, Bool)) throws -> String {
            var (first, second) = (
                MoleculeBond(1, 2, order: .double), MoleculeBond(3, 4, order: .double)
            )
            first.geometry = .init(0, 3, isCis: isCis.0)
            second.geometry = .init(2, 5, isCis: isCis.1)
            let bonds = [
                MoleculeBond(0, 1), first, MoleculeBond(2, 3), second, MoleculeBond(4, 5),
            ]
            return try Molecule(atoms: atoms, bonds: bonds).canonicalSMILES
        }
        for (isCis, smiles) in [
            ((false, false), "C/C=C/C=C/C"), ((true, false), "C/C=C\\C=C\\C"),
            ((true, true), "C/C=C\\C=C/C"),
        ] {
            #expect(try diene(isCis) == Molecule(smiles: smiles).canonicalSMILES)
        }
    }

    @Test func unpairedElectronsTakeThePlaceOfHydrogens() throws {
        var carbon = try #require(MoleculeAtom("C"))
        carbon.radicals = 1
        #expect(try Molecule(atoms: [carbon], bonds: []).canonicalSMILES == "[CH3]")
    }

    @Test func stereochemistryOfAtomsThatAreNoNeighboursIsRefused() throws {
        let carbon = try #require(MoleculeAtom("C"))
        for named in [[1, 2, 3], [1, 2, 3, 3], [1, 2, 3, 9], [0, 0, 1, 2], [-1, 1, 2, 3]] {
            let parity = MoleculeAtom.Parity(named, isClockwise: true)
            let error = #expect(throws: MolBlockError.self) {
                try Self.molecule(carbon, ["F", "Cl", "Br"], parity: parity)
            }
            #expect(error?.reason == "a parity is not of the neighbours of its atom")
        }
        for beside in [(2, 1), (0, 4), (4, 2), (9, 9)] {
            let geometry = MoleculeBond.Geometry(beside.0, beside.1, isCis: true)
            #expect(throws: MolBlockError.self) { try ethene(geometry) }
        }
    }
}
