import Foundation
import Testing

/// Entities of ten entities each, seven times: twenty million bytes.
private let bomb: String = {
    let levels = (1...7).map { level in
        "<!ENTITY e\(level) '\(String(repeating: "&e\(level - 1);", count: 10))'>"
    }
    return "<!DOCTYPE a [<!ENTITY e0 'bb'>\(levels.joined())]><TEI>&e7;</TEI>"
}()

@Suite struct CorpusImportTests {
    let folder: Scratch

    init() throws { folder = try Scratch() }

    @Test func textIsOneRecordALine() throws {
        let path = try folder.write("  one\ttwo \r\n\nthree\n", to: "a.txt")
        let run = try Tool.run(["corpus", "import", path])
        #expect(run.code == 0)
        #expect(run.text == "one two\nthree\n")
        #expect(run.messages == "2 records, 1 blank line\n")
    }

    @Test func jsonKeepsTheTextAndSaysWhereItWas() throws {
        let path = try folder.write("text,n\n\"a\tb\nc\",1\nd,2\n", to: "a.csv")
        let run = try Tool.run(["corpus", "import", path, "--json", "--quiet"])
        #expect(run.code == 0)
        #expect(
            run.text == """
                {"text":"a\\tb\\nc","source":"\(path)","line":2}
                {"text":"d","source":"\(path)","line":4}

                """
        )
    }

    @Test func standardInputIsRead() throws {
        let run = try Tool.run(["corpus", "import", "-", "--as", "smi"], input: "CCO ethanol\n")
        #expect(run.text == "CCO\n")
    }

    @Test func sentencesCanBeRecords() throws {
        let run = try Tool.run(
            ["corpus", "import", "-", "--sentences", "-q"],
            input: "It rains. We stay at home.\n"
        )
        #expect(run.text == "It rains.\nWe stay at home.\n")
        #expect(run.messages.isEmpty)
    }

    @Test func aMissingFileEndsWith66() throws {
        let run = try Tool.run(["corpus", "import", folder.file("none.txt")])
        #expect(run.code == 66)
        #expect(
            run.messages == """
                isthmus: error: cannot open '\(folder.file("none.txt"))': No such file or \
                directory; check the spelling of the path, and that its folder exists

                """
        )
    }

    @Test(arguments: [
        ("empty.txt", "", "no record could be read"),
        (
            "a.csv", "id,words\n1,x\n",
            "a.csv:1: there is no column 'text'; the columns are: 'id', 'words'"
        ),
        ("zero.txt", "ab\0c\n", "zero.txt:1:3: this is a binary file, not text"),
        ("program", "\u{7F}ELF\u{2}\u{1}", "this is a program, not a corpus"),
        (
            "bomb.xml", bomb,
            "the entities expand to more than 1,000,000 bytes, which is refused as an attack"
        ),
        (
            "external.xml",
            #"<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><TEI>&b;</TEI>"#,
            "the entity 'b' stands for another file, which is refused"
        ),
    ])
    func whatCannotBeReadEndsWith65(_ name: String, _ text: String, _ message: String) throws {
        let path = try folder.write(text, to: name)
        let select = name.hasSuffix(".csv") ? ["--select", "text"] : []
        let run = try Tool.run(["corpus", "import", path] + select)
        #expect(run.code == 65)
        #expect(run.text.isEmpty)
        #expect(run.messages.hasPrefix("isthmus: error: "))
        #expect(run.messages.contains(message))
    }

    @Test func invalidUTF8IsRejectedByLineColumnAndByteOffset() throws {
        let path = try folder.write(
            Data("good\nbad ".utf8) + [0xFF] + Data("\nlast\n".utf8),
            to: "u"
        )
        let rejects = folder.file("rejects.jsonl")
        let run = try Tool.run(["corpus", "import", path, "--rejects", rejects])
        #expect(run.code == 0)
        #expect(run.text == "good\nlast\n")
        #expect(run.messages.contains("u:2:5: invalid UTF-8 at byte offset 9"))
        #expect(run.messages.hasSuffix("2 records, 1 rejected (1 invalid-utf-8)\n"))
        let reject = try folder.read("rejects.jsonl")
        #expect(reject.contains(#""line":2,"column":5,"reason":"invalid-utf-8""#))
        let strict = try Tool.run(["corpus", "import", path, "--strict"])
        #expect(strict.code == 65)
        #expect(strict.text == "good\nlast\n")
    }

    @Test func recordsBeforeAFaultInXMLAreKeptAndCounted() throws {
        let path = try folder.write(
            "<TEI><text><body><p>Kept.</p><p>lost",
            to: "cut.xml"
        )
        let run = try Tool.run(["corpus", "import", path])
        #expect(run.code == 0)
        #expect(run.text == "Kept.\n")
        #expect(run.messages.contains("cut.xml:1:"))
        #expect(run.messages.contains("The records before the fault were kept."))
        #expect(run.messages.hasSuffix("1 record, 1 file broken off\n"))
    }

    @Test func onlyTheFirstTenRejectsAreShown() throws {
        let run = try Tool.run(
            ["corpus", "import", "-", "--encoding", "utf-8"],
            input: Data(repeating: 0xFF, count: 0)
                + Data((0..<14).flatMap { _ in [UInt8(0xFF), 0x0A] }) + Data("a\n".utf8)
        )
        #expect(run.messages.split(separator: "\n").count { $0.contains("invalid UTF-8 at") } == 10)
        #expect(run.messages.contains("... and 4 rejects more"))
        #expect(run.messages.contains("1 record, 14 rejected (14 invalid-utf-8)"))
    }

    @Test func anOutputFileAppearsWholeOrNotAtAll() throws {
        let good = try folder.write("a\nb\n", to: "good.txt")
        let out = folder.file("out.txt")
        #expect(try Tool.run(["corpus", "import", good, "--out", out]).text.isEmpty)
        #expect(try folder.read("out.txt") == "a\nb\n")
        let missing = folder.file("missing.txt")
        #expect(try Tool.run(["corpus", "import", good, missing, "--out", out]).code == 66)
        #expect(try folder.read("out.txt") == "a\nb\n")
    }

    @Test func anOutputThatCannotBeWrittenEndsWith74() throws {
        let run = try Tool.run(
            ["corpus", "import", "-", "--out", folder.file("none/out.txt")],
            input: "a\n"
        )
        #expect(run.code == 74)
        #expect(run.messages.hasPrefix("isthmus: error: cannot write '"))
    }

    @Test func rejectsAreWrittenAlsoWhereThereIsNoRecord() throws {
        let path = try folder.write("<cml><molecule id='m'/></cml>", to: "a.cml")
        let rejects = folder.file("rejects.jsonl")
        let run = try Tool.run(["corpus", "import", path, "--rejects", rejects])
        #expect(run.code == 65)
        #expect(try folder.read("rejects.jsonl").contains("missing-field"))
    }

    @Test(arguments: [("TERM", 143), ("HUP", 129)])
    func aSignalLeavesNothingBeside(_ name: String, _ code: Int32) throws {
        let run = try Tool.shell(
            """
            cd '\(folder.path)' && mkfifo pipe
            "$isthmus" corpus import pipe --as text --out records &
            process=$!; exec 3> pipe; echo line >&3
            until ls records.tmp-* > /dev/null 2>&1; do sleep 0.02; done
            kill -\(name) $process; wait $process; code=$?; ls; exit $code
            """
        )
        #expect(run.code == code && run.text == "pipe\n", "\(run.text) \(run.messages)")
    }

    @Test func aTextOfColumnsIsToldAsSuch() throws {
        let path = try folder.write("a\tb\nc\td\ne\tf\n", to: "pairs.txt")
        let run = try Tool.run(["corpus", "import", path])
        #expect(run.text == "a b\nc d\ne f\n")
        #expect(run.messages.contains("lines have 2 fields with tabs between them"))
        let chosen = try Tool.run(["corpus", "import", path, "--select", "1"])
        #expect(chosen.text == "a\nc\ne\n")
        for options in [["--as", "text"], ["--as", "text", "-q"]] {
            #expect(
                !(try Tool.run(["corpus", "import", path] + options)).messages.contains("tabs")
            )
        }
    }

    @Test func manyFilesWithoutARecordAreNotAllNamed() throws {
        let paths = try (1...5).map { try folder.write("\n", to: "\($0).txt") }
        let run = try Tool.run(["corpus", "import"] + paths)
        #expect(run.code == 65)
        #expect(run.messages.contains("3.txt and 2 more: no record could be read"))
        let none = try Tool.run(["corpus", "import", "-"])
        #expect(none.messages.contains("<stdin>: no record"))
    }

    @Test func whatTheUserLeavesOutIsCountedAndNoWarning() throws {
        let text = (1...40).map { "word number \($0)\n" }.joined() + "word\n"
        let run = try Tool.run(["corpus", "import", "-", "--max-words", "2"], input: text)
        #expect(run.code == 0 && run.text == "word\n")
        #expect(!run.messages.contains("warning"))
        #expect(run.messages.contains("left out: <stdin>:1: the record has 3 words"))
        #expect(run.messages.contains("... and 37 more left out"))
        #expect(run.messages.hasSuffix("1 record, 40 rejected (40 too-long)\n"))
        let quiet = try Tool.run(["corpus", "import", "-", "--max-words", "2", "-q"], input: text)
        #expect(quiet.messages.isEmpty)
    }

    @Test(arguments: [
        (["--elements", "C,Zz"], "there is no element 'Zz'"),
        (["--elements", "C,D"], "there is no element 'D'"),
        (["--elements", "Xx"], "there is no element 'Xx'"),
        (["--language", "en,"], "--language: name one language, or two"),
        (["--report-only"], "--report-only: name repairs"),
    ])
    func optionsThatCanDoNothingAreRefused(_ options: [String], _ message: String) throws {
        let run = try Tool.run(["corpus", "import", "-"] + options, input: "CC\n")
        #expect(run.code == 64 && run.messages.contains(message), "\(run.messages)")
    }

    @Test func aValidationSetOfAnotherDivisionIsTold() throws {
        let path = try folder.write("a\nb\nc\nd\ne\nf\ng\nh\n", to: "letters.txt")
        let split = ["corpus", "split", path, "--out", folder.path, "--fractions"]
        #expect(!(try Tool.run(split + ["0.5,0.25,0.25"])).messages.contains("division"))
        #expect(try Tool.run(split + ["0.5,0.5"]).messages.contains("validation.txt is of another"))
    }

    @Test func aListNamesTheFilesWhereTheyAreMany() throws {
        let paths = try ["One.", "Two.", "Three."].enumerated().map { number, text in
            try folder.write("\(text)\n", to: "\(number) x.txt")
        }
        let list = try folder.write(paths[1...].joined(separator: "\n") + "\n", to: "list")
        let command = "$isthmus corpus import '\(paths[0])' --files-from"
        #expect(try Tool.shell("\(command) '\(list)'").lines == ["One.", "Two.", "Three."])
        #expect(try Tool.shell("\(command) - < '\(list)'").lines == ["One.", "Two.", "Three."])
        let shard = try Tool.run(["corpus", "import", "--files-from", list, "--shard", "2/2"])
        #expect(shard.lines == ["Three."])
    }

    @Test func aListThatNamesNoFileOrStdinTwiceIsAnError() throws {
        let list = try folder.write("\n", to: "list")
        let empty = try Tool.run(["corpus", "stats", "--files-from", list])
        #expect(empty.code == 65)
        #expect(empty.messages.contains("list: the list names no file"))
        #expect(try Tool.run(["corpus", "import", "-", "--files-from", "-"]).code == 64)
        let missing = try Tool.run(["corpus", "import"])
        #expect(missing.code == 64)
        #expect(
            missing.messages.contains("Missing expected argument '<paths> ...', or --files-from")
        )
    }
}
