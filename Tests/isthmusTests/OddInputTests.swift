import Foundation
import Testing

/// Files that users have and programs stumble over.
@Suite struct OddInputTests {
    @Test func aLineOfOutputBelongsToALineOfInputInEveryEncoding() throws {
        let scratch = try Scratch()
        let corpus = try scratch.write("le caf\u{E9}\nune cr\u{E8}me\n", to: "utf8.txt")
        let vocabulary = scratch.file("v.json")
        #expect(
            try Tool.run(["vocab", "train", corpus, "--model", "char", "--out", vocabulary]).code
                == 0
        )
        let latin = try #require("le caf\u{E9}\n\nune cr\u{E8}me\n".data(using: .isoLatin1))
        let file = try scratch.write(latin, to: "latin1.txt")
        let ids = try Tool.run(["vocab", "encode", "--vocab", vocabulary, file])
        #expect(ids.code == 0 && ids.lines.count == 3 && ids.lines[1].isEmpty)
        let back = try Tool.run(
            ["vocab", "decode", "--vocab", vocabulary],
            input: ids.lines.joined(separator: "\n") + "\n"
        )
        #expect(back.lines == ["le caf\u{E9}", "", "une cr\u{E8}me"])
    }

    @Test func aNameThatIsNotUTF8IsToldAsSuch() throws {
        let run = try Tool.shell("\"$isthmus\" corpus import \"$(printf 'caf\\351.txt')\"")
        #expect(run.code == 64)
        #expect(run.messages.contains("is not UTF-8; rename the file, or pipe it in"))
    }

    @Test func aFileWithoutATextIsToldAsSuch() throws {
        let scratch = try Scratch()
        for bytes in [[], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE]] as [[UInt8]] {
            let file = try scratch.write(Data(bytes), to: "empty.txt")
            for command in [["corpus", "import"], ["corpus", "stats"]] {
                let run = try Tool.run(command + [file])
                #expect(run.code == 65)
                #expect(run.messages.contains("no record could be read; there is no text in it"))
            }
        }
    }

    @Test(arguments: [
        "/dev/null", "empty.txt", "folder", "missing.txt", "zeros.txt", "bom.txt", "cut.gz",
    ])
    func whatIsNoTextEndsEveryCommandWithAMessage(name: String) throws {
        let scratch = try Scratch()
        let corpus = try scratch.write("a b\nb c\n", to: "corpus.txt")
        let vocabulary = scratch.file("v.json")
        _ = try Tool.run(["vocab", "train", corpus, "--model", "word", "--out", vocabulary])
        for (name, bytes) in [
            ("empty.txt", []), ("zeros.txt", Array(repeating: 0, count: 5_000)),
            ("bom.txt", [0xEF, 0xBB, 0xBF]), ("cut.gz", [0x1F, 0x8B, 8, 0, 0, 0]),
        ] as [(String, [UInt8])] {
            _ = try scratch.write(Data(bytes), to: name)
        }
        try FileManager.default.createDirectory(
            atPath: scratch.file("folder"),
            withIntermediateDirectories: true
        )
        let file = name.hasPrefix("/") ? name : scratch.file(name)
        let out = scratch.file("out")
        for command in [
            ["corpus", "import", file], ["corpus", "stats", file],
            ["vocab", "train", file, "--model", "bpe", "--out", out],
            ["vocab", "encode", "--vocab", vocabulary, file], ["vocab", "show", file],
            ["train", "--corpus", file, "--out", out],
        ] {
            let run = try Tool.run(command)
            #expect([65, 66].contains(run.code), "\(command): \(run.code)")
            #expect(run.messages.hasPrefix("isthmus: error: "), "\(run.messages)")
        }
    }

    @Test func theEncodingThatALineWasTakenForIsTold() throws {
        let folder = try Scratch()
        let text = "Voilà l'été : la crème brûlée est très bonne.\n"
        let latin = try #require(text.data(using: .windowsCP1252))
        let vocab = folder.file("vocab.json")
        let options = ["--model", "word", "--out", vocab]
        #expect(try Tool.run(["vocab", "train", "-"] + options, input: latin).code == 0)
        let run = try Tool.run(["vocab", "encode", "--vocab", vocab], input: latin)
        #expect(run.messages.contains("the text was taken for windows-1252"), "\(run.messages)")
        let quiet = try Tool.run(["vocab", "encode", "-q", "--vocab", vocab], input: latin)
        #expect(quiet.messages.isEmpty && quiet.text == run.text)
    }

    @Test func aLineThatCannotBeReadIsCountedAndToldByTheMeasurement() throws {
        let scratch = try Scratch()
        let long = String(repeating: "a", count: 17 << 20)
        let file = try scratch.write("a line\n\(long)\nanother line\n", to: "long.txt")
        let run = try Tool.run(["vocab", "bench", file, "--model", "char"])
        #expect(run.code == 0)
        #expect(run.text.contains("\"failed_lines\":1"))
        #expect(run.messages.contains("1 of 3 lines failed"))
    }
}
