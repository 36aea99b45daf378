import Foundation
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
                "characters_95_percent":7,"characters_max":7,\
                "word_lengths":{"2":2,"3":1},"character_lengths":{"3":2,"7":1},\
                "scripts":{"Latn":9},"frequent_characters":[[" ",4],["c",3],["a",2],["b",2],\
                ["d",1],["e",1]]}

                """
        )
    }

    @Test func tablesShowLengthsScriptsAndCharacters() throws {
        let run = try Tool.run(["corpus", "stats", "-", "--top", "2"], input: "aab\naa жж\naab\n")
        #expect(run.code == 0)
        #expect(
            run.text.hasSuffix(
                """

                words of a record  records
                1                        2   66.7%  ##############################
                2                        1   33.3%  ###############

                characters of a record  records
                3                             2   66.7%  ##############################
                4                             0    0.0%
                5                             1   33.3%  ###############

                script  letters
                Latn          8   80.0%  ##############################
                Cyrl          2   20.0%  #######

                character  count
                U+0061 a       6   54.5%  ##############################
                U+0062 b       2   18.2%  ##########

                """
            )
        )
    }

    @Test func tablesAreDrawn() throws {
        let folder = try Scratch()
        let run = try Tool.run(
            ["corpus", "stats", "-", "--charts", folder.file("charts")],
            input: "a b\n<&>\nж\n"
        )
        #expect(run.code == 0)
        for name in ["word-lengths", "character-lengths", "scripts", "characters", "duplicates"] {
            let svg = try folder.read("charts/\(name).svg")
            #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>\n"))
            #expect(run.messages.contains("/\(name).svg\n"))
        }
        #expect(try folder.read("charts/characters.svg").contains("U+003C &lt;"))
    }

    @Test func lengthsThatAreAllAlikeAreMarkedByWholeNumbers() throws {
        let folder = try Scratch()
        let input = String(repeating: "CCO\n", count: 9)
        _ = try Tool.run(["corpus", "stats", "-", "--charts", folder.file("charts")], input: input)
        let svg = try folder.read("charts/word-lengths.svg")
        #expect(svg.contains(">1</text>") && svg.contains(">5</text>"))
        #expect(!svg.contains(/>1\.\d<\/text>/))
    }

    @Test func aCorpusThatGrowsKeepsItsSplit() throws {
        let folder = try Scratch()
        let old = (0..<100).map { "record \($0)\n" }
        let new = (0..<60).map { "new \($0)\n" }
        let small = try folder.write(old.joined(), to: "small.txt")
        let large = try folder.write((new + old.reversed()).joined(), to: "large.txt")
        for (path, out) in [(small, "a"), (large, "b")] {
            let run = try Tool.run(["corpus", "split", path, "--out", folder.file(out)])
            #expect(run.code == 0)
        }
        for name in ["train", "validation", "test"] {
            let before = try folder.read("a/\(name).txt").split(separator: "\n")
            let after = try folder.read("b/\(name).txt").split(separator: "\n")
            #expect(Set(before).isSubset(of: Set(after)))
        }
    }

    @Test func aSplitKeepsPairs() throws {
        let folder = try Scratch()
        let units = (0..<20).map { number in
            "<tu><tuv xml:lang='en'><seg>e \(number)</seg></tuv>"
                + "<tuv xml:lang='de'><seg>d\t\(number)</seg></tuv></tu>"
        }
        let path = try folder.write("<tmx><body>\(units.joined())</body></tmx>", to: "memory.tmx")
        let split = [
            "corpus", "split", path, "--out", folder.file("out"), "--fractions", "0.5,0.5",
        ]
        #expect(try Tool.run(split + ["--language", "en,de"]).code == 0)
        let lines = try ["train.txt", "test.txt"].map { try folder.read("out/\($0)") }.joined()
        #expect(Set(lines.split(separator: "\n")) == Set((0..<20).map { "e \($0)\td \($0)" }))
    }

    @Test func aSplitMayReplaceItsOwnInputAndLeavesNothingOfNone() throws {
        let folder = try Scratch()
        let path = try folder.write(String(repeating: "a\nb c\nd\n", count: 9), to: "train.txt")
        let split = ["corpus", "split", path, "--fractions", "0.5,0.5", "--out", folder.path]
        #expect(try Tool.run(split).code == 0)
        let lines = try ["train.txt", "test.txt"].map { try folder.read($0) }.joined()
        #expect(lines.split(separator: "\n").count == 27)
        let blank = try folder.write("\n\n", to: "blank.txt")
        let none = try Tool.run(["corpus", "split", blank, "--out", folder.file("none")])
        #expect(none.code == 65)
        #expect(!FileManager.default.fileExists(atPath: folder.file("none")))
    }

    #if os(Linux)
    @Test func aSplitTakesNoMoreMemoryForMoreRecords() throws {
        let folder = try Scratch()
        let line = String(repeating: "word ", count: 40)
        let path = try folder.write(String(repeating: line + "\n", count: 400_000), to: "large")
        // Of addresses, of which libraries take the most; the corpus would take 200 MB more.
        let limit = "ulimit -v 400000 && $isthmus corpus split '\(path)' --out '\(folder.path)/out'"
        let run = try Tool.shell(limit)
        #expect(run.code == 0, "\(run.messages)")
    }
    #endif

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
