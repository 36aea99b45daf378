import Molecules
import Testing

@Suite struct ConcurrencyTests {
    private struct Facts: Hashable, Sendable {
        let canonical: String
        let logP: Double
        let surface: Double
        let scaffold: Molecule?
        let fingerprint: Fingerprint
        let drawing: String
        let spelling: String

        init(of molecule: Molecule) {
            var generator = RepeatableGenerator(state: 4)
            canonical = molecule.canonicalSMILES
            logP = molecule.logP
            surface = molecule.topologicalPolarSurfaceArea
            scaffold = molecule.murckoScaffold
            fingerprint = molecule.morganFingerprint()
            drawing = molecule.svg()
            spelling = molecule.randomizedSMILES(using: &generator)
        }
    }

    @Test func oneMoleculeAnswersManyTasksAlike() async throws {
        let molecule = try Molecule(smiles: "Cc1ccc(NC(=O)c2ccc(CN3CCN(C)CC3)cc2)cc1")
        let facts = await withTaskGroup(of: Facts.self, returning: Set<Facts>.self) { group in
            for _ in 0..<16 { group.addTask { Facts(of: molecule) } }
            return await group.reduce(into: []) { $0.insert($1) }
        }
        #expect(facts == [Facts(of: molecule)])
    }

    @Test func readingAndExplainingDoNotDisturbEachOther() async {
        let strings = ["CCO", "C(", "c1cccc1", "c1ccccc1", "C1CC", "CC(C)(C)(C)C"]
        let verdicts = strings.map(Self.verdict)
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<16 {
                group.addTask { (0..<20).allSatisfy { _ in strings.map(Self.verdict) == verdicts } }
            }
            for await agrees in group { #expect(agrees) }
        }
    }

    @Test func chargesAreTakenAwayAlikeInManyTasks() async {
        let charged = ["CC(=O)[O-]", "C[NH3+]", "C[N+](=O)[O-]", "[O-]C(=O)C[NH3+]", "CCO"]
        let neutral = ["CC(=O)O", "CN", "C[N+](=O)[O-]", "NCC(=O)O", "CCO"]
        await withTaskGroup(of: [String?].self) { group in
            for _ in 0..<16 {
                group.addTask {
                    charged.map { Molecule(validating: $0)?.neutralized.canonicalSMILES }
                }
            }
            for await results in group { #expect(results == neutral) }
        }
    }

    private static func verdict(on smiles: String) -> String {
        do {
            return try Molecule(smiles: smiles).canonicalSMILES
        } catch {
            return "\(error)"
        }
    }
}
