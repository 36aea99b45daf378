import Foundation
import Testing

@Suite struct GenerateTests {
    let molecules: String
    let sentences: String

    init() throws {
        molecules = try TinyModels.molecules.get()
        sentences = try TinyModels.sentences.get()
    }

    @Test func theSameSeedGivesTheSameBytes() throws {
        let arguments = ["generate", "-m", molecules, "-n", "20", "--format", "jsonl"]
        let first = try Tool.run(arguments + ["--seed", "7"])
        #expect(first.code == 0)
        #expect(first.lines.count == 20)
        #expect(try Tool.run(arguments + ["--seed", "7"]).output == first.output)
        #expect(try Tool.run(arguments + ["--seed", "8"]).output != first.output)
    }

    @Test func aLongerRunBeginsWithTheShorterOne() throws {
        let few = try Tool.run(["generate", "-m", sentences, "-n", "3"])
        let many = try Tool.run(["generate", "-m", sentences, "-n", "9"])
        #expect(Array(many.lines.prefix(3)) == few.lines)
    }

    @Test func everyFormatHasTheSameSequences() throws {
        func run(_ format: String) throws -> Run {
            try Tool.run(["generate", "-m", molecules, "-n", "6", "--format", format])
        }
        let texts = try run("text").lines
        let objects = try run("jsonl").objects
        #expect(objects.compactMap { $0["sequence"] as? String } == texts)
        for object in objects {
            #expect(Set(object.keys) == ["sequence", "log_probability", "valid", "canonical"])
            #expect((object["log_probability"] as? Double).map { $0 < 0 } == true)
            #expect((object["valid"] as? Bool) == !(object["canonical"] is NSNull))
        }
        let tsv = try run("tsv").lines
        #expect(tsv[0] == "sequence\tlog_probability\tvalid\tcanonical")
        #expect(tsv.dropFirst().map { $0.prefix { $0 != "\t" } } == texts.map { $0[...] })
        #expect(try run("csv").lines[0] == "sequence,log_probability,valid,canonical")
    }

    @Test func validOnlyAndUniqueGiveDifferentMolecules() throws {
        let run = try Tool.run([
            "generate", "-m", molecules, "-n", "5", "--valid-only", "--unique", "--json",
        ])
        #expect(run.code == 0, "\(run.messages)")
        let canonical = run.objects.compactMap { $0["canonical"] as? String }
        #expect(canonical.count == 5)
        #expect(Set(canonical).count == 5)
        #expect(run.messages.hasPrefix("5 sequences after "))
    }

    @Test func tooFewUsableSequencesEndWith1AndAreStillPrinted() throws {
        let run = try Tool.run([
            "generate", "-m", molecules, "-n", "40", "--greedy", "--unique", "--max-attempts", "40",
        ])
        #expect(run.code == 1)
        #expect(!run.lines.isEmpty && run.lines.count < 40)
        #expect(run.messages.contains("only \(run.lines.count) of 40 sequences after 40 attempts"))
    }

    @Test func constrainedSequencesAreWellFormed() throws {
        let run = try Tool.run([
            "generate", "-m", molecules, "-n", "50", "--constrained", "--temperature", "2",
            "--max-length", "12",
        ])
        #expect(run.code == 0)
        for line in run.lines {
            #expect(line.count { $0 == "(" } == line.count { $0 == ")" })
            #expect(line.count { $0 == "1" } % 2 == 0)
        }
    }

    @Test func aDrawingIsAnSVGFile() throws {
        let folder = try Scratch()
        let run = try Tool.run([
            "generate", "-m", molecules, "-n", "3", "--valid-only", "--draw", folder.file("a.svg"),
        ])
        #expect(run.code == 0)
        #expect(try folder.read("a.svg").contains("<svg xmlns=\"http://www.w3.org/2000/svg\""))
    }

    @Test func optionsForMoleculesAreRefusedForSentences() throws {
        for option in [["--valid-only"], ["--constrained"], ["--draw", "x.svg"]] {
            let run = try Tool.run(["generate", "-m", sentences] + option)
            #expect(run.code == 64)
            #expect(run.messages.contains("a model of molecules"))
        }
    }

    @Test func aReaderThatHasEnoughLeavesNoTrace() throws {
        let run = try Tool.shell("\"$isthmus\" generate -m '\(sentences)' -n 20000 | head -n 2")
        #expect(run.code == 0)
        #expect(run.lines.count == 2)
        #expect(run.messages.isEmpty)
    }

    #if os(Linux)
    @Test func aFullDiskEndsWith74() throws {
        let run = try Tool.shell("\"$isthmus\" generate -m '\(sentences)' > /dev/full")
        #expect(run.code == 74)
        #expect(run.messages.contains("cannot write 'standard output': No space left on device"))
    }
    #endif
}
