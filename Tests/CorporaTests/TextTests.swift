import Corpora
import DurableFiles
import Testing

struct TextTests {
    @Test func aLineIsARecordAndBlankLinesAreCounted() {
        let reading = read("one\n\n  two \n\t\nthree")
        #expect(reading.texts == ["one", "two", "three"])
        #expect(reading.lines == [1, 3, 5])
        #expect(reading.summary.blankLineCount == 2)
        #expect(reading.summary.recordCount == 3)
        #expect(reading.summary.byteCount == 19)
    }

    @Test func endsOfLinesOfEitherKindMakeTheSameRecords() {
        let text = "one\n\ntwo\nthree\n"
        let reading = read(text.replacing("\n", with: "\r\n"))
        #expect(reading.records == read(text).records)
        #expect(reading.summary.blankLineCount == 1)
    }

    @Test(arguments: [1, 2, 3, 5, 8, 100])
    func chunksOfAnySizeMakeTheSameRecords(size: Int) {
        let text = "\u{FEFF}caf\u{E9}\r\n\r\n\u{1F642} two\nthree \r\nlast"
        let reading = read(text, chunkSize: size)
        #expect(reading.texts == ["caf\u{E9}", "\u{1F642} two", "three", "last"])
        #expect(reading.records == read(text).records)
    }

    @Test func aRecordThatIsNotUTF8IsRejectedWithItsByteOffset() {
        let bytes = Array("good\n b".utf8) + [0xFF] + Array("d\nagain\n".utf8)
        let reading = read(bytes, as: "x.txt")
        #expect(reading.texts == ["good", "again"])
        #expect(reading.rejects.map(\.reason) == [.invalidUTF8])
        #expect(
            reading.rejects.first?.description
                == "x.txt:2:2: invalid UTF-8 at byte offset 7\n  b\u{FFFD}d"
        )
    }

    @Test func aLineBeyondTheLimitIsRejectedAndReadingGoesOn() {
        let long = String(repeating: "x", count: 5000)
        for size in [7, 100_000] {
            let options = CorpusOptions(maximumRecordBytes: 1000)
            let reading = read("one\n\(long)\ntwo", chunkSize: size, options: options)
            #expect(reading.texts == ["one", "two"])
            #expect(reading.rejects.map(\.reason) == [.tooLong])
            #expect(reading.rejects.map(\.line) == [2])
        }
    }

    @Test func aBinaryFileIsRefused() {
        let reading = read([0x61, 0x0A, 0x62, 0x00, 0x63], as: "x.bin")
        #expect(reading.fault?.kind == .binary)
        #expect(
            reading.fault?.description
                == "x.bin:2:2: this is a binary file, not text (a zero byte at byte offset 3); "
                + "export it as text first"
        )
    }

    @Test(arguments: [
        (Array("PK\u{3}\u{4}...".utf8), "a zip archive"),
        (Array("{\\rtf1\\ansi Text.\\par}".utf8), "an RTF document"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D], "a picture"),
        ([0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10], "a picture"),
    ])
    func whatIsNoTextIsRefusedByName(_ bytes: [UInt8], _ name: String) {
        let reading = read(bytes, as: "x")
        #expect(reading.fault?.description.contains("this is \(name)") == true)
    }

    @Test(arguments: [
        ("Line.\n", "x.txt", "text is read without fields; --select was not used"),
        ("CCO\n", "x.smi", "smi is read whatever its languages; --language was not used"),
    ])
    func optionsThatAFormatCannotFollowAreTold(_ text: String, _ name: String, _ note: String) {
        let options = CorpusOptions(selection: "text", languages: ["en", "de"])
        let reading = read(text, as: name, options: options)
        #expect(reading.summary.notes.count == 2)
        #expect(reading.summary.notes.contains("\(name): \(note)"))
        let table = read("text\nLine.\n", as: "x.csv", options: CorpusOptions(selection: "text"))
        #expect(table.summary.notes.isEmpty)
    }

    @Test func aSegmenterDividesParagraphsAndLeavesLinesAsTheyAre() {
        let options = CorpusOptions(segmenter: { $0.split(separator: ".").map(String.init) })
        #expect(read("a.b\n\nc", options: options).texts == ["a.b", "c"])
        let tei =
            "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text><body><p>a.b</p></body></text></TEI>"
        let reading = read(tei, as: "x.xml", options: options)
        #expect(reading.texts == ["a", "b"])
        #expect(reading.summary.recordCount == 2)
    }

    @Test func aTextThatStartsWithATokenInBracketsIsNotMarkup() {
        #expect(read("<unk> said so\n", as: "ptb.txt").texts == ["<unk> said so"])
    }

    @Test(arguments: [
        (Array("$RDFILE 1\n".utf8), "an RDfile"), (Array("$RXN\n".utf8), "a reaction file"),
        ([UInt8](repeating: 0x61, count: 257) + Array("ustar\0".utf8), "a tar archive"),
        ([0x04, 0x22, 0x4D, 0x18, 0x64], "a file compressed with lz4"),
    ])
    func whatIsNoCorpusIsToldByItsKind(bytes: [UInt8], kind: String) {
        #expect(read(bytes).fault?.message.hasPrefix("this is \(kind), not a corpus") == true)
    }

    @Test func bytesAreCountedAsTheyAreDoneWith() throws {
        let counter = ByteCounter()
        var options = CorpusOptions()
        options.counter = counter
        for name in ["harbour.txt", "harbour.txt.gz"] {
            let start = counter.count
            let path = fixture(name)
            try Corpus.read([path], options: options) { _ in }
            #expect(counter.count - start == FileContents.size(path))
        }
    }
}

struct SMILESTests {
    @Test func theFirstWordIsTheStringAndTheRestTheIdentifier() {
        let reading = read("CCO ethanol\nc1ccccc1\tbenzene ring\n\nN\n", as: "x.smi")
        #expect(reading.texts == ["CCO", "c1ccccc1", "N"])
        #expect(reading.records.map(\.identifier) == ["ethanol", "benzene ring", nil])
        #expect(reading.lines == [1, 2, 4])
    }

    @Test func aHeaderAndCommentsAreNoRecords() {
        let reading = read("SMILES Name\n# a comment\nCCO x\n", as: "x.smi.gz")
        #expect(reading.texts == ["CCO"])
        #expect(reading.summary.notes == ["x.smi.gz: line 1 was taken for a header"])
    }

    @Test(arguments: ["x.txt", "x.csv", "x.jsonl", "x.smi"])
    func linesThatEndWithCRAloneAreDivided(name: String) {
        let lines =
            switch name {
            case "x.csv": ["text", "C", "CO"]
            case "x.jsonl": ["{\"text\": \"C\"}", "{\"text\": \"CO\"}"]
            default: ["C", "CO"]
            }
        for size in [1, 5, 1 << 18] {
            let reading = read(lines.joined(separator: "\r"), as: name, chunkSize: size)
            #expect(reading.texts == ["C", "CO"])
            #expect(reading.summary.notes.first?.contains("end with CR alone") == true)
        }
    }

    @Test func aCRAmongLinesThatEndWithLFIsNoLineEnd() {
        for text in ["a\rb\nc\n", "a\r\nb\r\n", "a\r"] {
            let reading = read(text, as: "x.txt")
            #expect(reading.summary.notes.isEmpty && reading.fault == nil)
        }
        #expect(read("a\rb\nc\n", as: "x.txt").texts.count == 2)
    }
}
