import Testing

@Suite struct InfoTests {
    @Test func versionsAndThreadsAreListed() throws {
        let run = try Tool.run(["info", "--json", "--threads", "3"])
        let facts = try #require(run.objects.first)
        for key in ["isthmus", "swift", "cpu_features", "cores"] { #expect(facts[key] != nil) }
        for library in ["onednn", "icu", "libxml2", "rdkit"] {
            let version = try #require(facts[library] as? String)
            #expect(version.contains(/^\d+\.\d+/), "\(library) \(version)")
        }
        #expect(facts["threads"] as? Int == 3)
    }

    @Test func theNumberOfThreadsCanComeFromTheEnvironment() throws {
        let run = try Tool.run(["info", "--json"], environment: ["OMP_NUM_THREADS": "5"])
        #expect(run.objects.first?["threads"] as? Int == 5)
    }

    @Test func aModelFolderIsDescribed() throws {
        let model = try TinyModels.molecules.get()
        let facts = try #require(try Tool.run(["info", "-m", model, "--json"]).objects.first)
        #expect(facts["model.kind"] as? String == "smiles")
        #expect(facts["model.latent_dimension"] as? Int == 4)
        #expect(facts["model.max_length"] as? Int == 20)
        #expect((facts["model.parameters"] as? Int).map { $0 > 1000 } == true)
    }

    @Test func markdownIsATable() throws {
        let lines = try Tool.run(["info", "--markdown"]).lines
        #expect(lines[1] == "| --- | --- |")
        #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("| ") && $0.hasSuffix(" |") })
    }
}
