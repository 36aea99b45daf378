import Foundation
import Molecules
import Testing

/// What Documentation/Reference/molecule_descriptors.py computed with RDKit 2022.9.5 for Python.
private struct GoldenMolecule: Decodable, Sendable, CustomStringConvertible {
    let name: String
    let smiles: String
    let canonicalSMILES: String
    let formula: String
    let heavyAtomCount: Int
    let logP: Double
    let molecularWeight: Double
    let topologicalPolarSurfaceArea: Double
    let ringCount: Int
    let aromaticRingCount: Int
    let largestRingSize: Int
    let hydrogenBondDonorCount: Int
    let hydrogenBondAcceptorCount: Int
    let rotatableBondCount: Int
    let murckoScaffold: String
    let fingerprint: [Int]

    var description: String { name }

    static func all() throws -> [GoldenMolecule] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Golden/molecules.json")
        return try JSONDecoder().decode([GoldenMolecule].self, from: Data(contentsOf: file))
    }
}

@Suite struct GoldenDescriptorTests {
    @Test func descriptorsAgreeWithPython() throws {
        for golden in try GoldenMolecule.all() {
            let molecule = try Molecule(smiles: golden.smiles)
            #expect(molecule.canonicalSMILES == golden.canonicalSMILES)
            #expect(molecule.formula == golden.formula, "\(golden)")
            #expect(molecule.heavyAtomCount == golden.heavyAtomCount, "\(golden)")
            #expect(abs(molecule.logP - golden.logP) < 1e-9, "\(golden)")
            #expect(abs(molecule.molecularWeight - golden.molecularWeight) < 1e-9, "\(golden)")
            let area = molecule.topologicalPolarSurfaceArea
            #expect(abs(area - golden.topologicalPolarSurfaceArea) < 1e-9, "\(golden)")
            #expect(molecule.rotatableBondCount == golden.rotatableBondCount, "\(golden)")
        }
    }

    @Test func ringsAgreeWithPython() throws {
        for golden in try GoldenMolecule.all() {
            let molecule = try Molecule(smiles: golden.smiles)
            #expect(molecule.ringCount == golden.ringCount, "\(golden)")
            #expect(molecule.aromaticRingCount == golden.aromaticRingCount, "\(golden)")
            #expect(molecule.largestRingSize == golden.largestRingSize, "\(golden)")
            let scaffold = molecule.murckoScaffold?.canonicalSMILES ?? ""
            #expect(scaffold == golden.murckoScaffold, "\(golden)")
        }
    }

    @Test func hydrogenBondsAgreeWithPython() throws {
        for golden in try GoldenMolecule.all() {
            let molecule = try Molecule(smiles: golden.smiles)
            #expect(molecule.hydrogenBondDonorCount == golden.hydrogenBondDonorCount, "\(golden)")
            // Releases after 2022.09 count fewer acceptors.
            guard Molecule.toolkitVersion.hasPrefix("2022.") else { continue }
            let acceptors = molecule.hydrogenBondAcceptorCount
            #expect(acceptors == golden.hydrogenBondAcceptorCount, "\(golden)")
        }
    }

    @Test func fingerprintsAgreeWithPython() throws {
        for golden in try GoldenMolecule.all() {
            let fingerprint = try Molecule(smiles: golden.smiles).morganFingerprint()
            let positions = (0..<fingerprint.bitCount).filter {
                fingerprint.words[$0 / 64] & (1 << ($0 % 64)) != 0
            }
            #expect(positions == golden.fingerprint, "\(golden)")
            #expect(fingerprint.setBitCount == golden.fingerprint.count)
        }
    }

    @Test func similarityIsTheSharedFractionOfTheBits() throws {
        let goldens = try GoldenMolecule.all()
        let fingerprints = try goldens.map { try Molecule(smiles: $0.smiles).morganFingerprint() }
        for (first, left) in zip(goldens, fingerprints) {
            for (second, right) in zip(goldens, fingerprints) {
                let (a, b) = (Set(first.fingerprint), Set(second.fingerprint))
                let expected = Double(a.intersection(b).count) / Double(a.union(b).count)
                #expect(left.tanimotoSimilarity(to: right) == expected)
            }
        }
    }
}
