import Testing

@Suite struct CorpusTests {
    @Test func statisticsCountRecordsWordsAndRepetitions() throws {
        let run = try Tool.run(["corpus", "stats", "-", "--json"], input: "a b\n\na b\nccc d e\n")
        #expect(run.code == 0)
        #expect(
            run.text == """
                {"records":3,"duplicates":1,"bytes":13,"rejected":0,"blank_lines":1,\
                "distinct_characters":6,"words":7,"words_mean":2.33,"words_min":2,\
                "words_median":2,"words_95_percent":3,"words_max":3,"characters":13,\
                "characters_mean":4.33,"characters_min":3,"characters_median":3,\
                "characters_95_percent":7,"characters_max":7}

                """
        )
    }

    @Test func aSplitLosesNothingAndKeepsCopiesTogether() throws {
        let folder = try Scratch()
        let lines = (0..<200).map { "record \($0 % 150)" }
        let path = try folder.write(lines.map { $0 + "\n" }.joined(), to: "all.txt")
        let arguments = ["corpus", "split", path, "--fractions", "0.6,0.2,0.2", "--seed", "3"]
        #expect(try Tool.run(arguments + ["--out", folder.file("a")]).code == 0)
        let parts = try ["train", "validation", "test"].map { name in
            try folder.read("a/\(name).txt").split(separator: "\n").map(String.init)
        }
        #expect(parts.flatMap(\.self).sorted() == lines.sorted())
        for first in 0..<3 {
            for second in 0..<first {
                #expect(Set(parts[first]).isDisjoint(with: parts[second]))
            }
        }
        #expect(parts.allSatisfy { !$0.isEmpty })
        #expect(try Tool.run(arguments + ["--out", folder.file("b")]).code == 0)
        #expect(try folder.read("a/test.txt") == folder.read("b/test.txt"))
    }
}
