import Corpora
import DurableFiles
import Testing

struct CorpusTests {
    @Test func severalFilesAreReadInOrder() throws {
        let names = ["harbour.txt", "novel.xml", "harbour.txt.gz"]
        let (records, summary) = try Corpus.records(of: names.map(fixture))
        #expect(records.count == 10 && summary.recordCount == 10)
        #expect(records.first?.source == fixture("harbour.txt"))
        #expect(records.last?.source == fixture("harbour.txt.gz"))
        #expect(summary.faults.isEmpty)
    }

    @Test func aMissingFileIsAFileError() {
        var count = 0
        let error = #expect(throws: FileError.self) {
            try Corpus.read([fixture("harbour.txt"), "/no/such/corpus.txt"]) { _ in count += 1 }
        }
        #expect(error?.cause == .missing && count == 0)
    }

    @Test func aCorpusWithoutRecordsIsAnError() throws {
        let scratch = try Scratch()
        try AtomicFile.write("\n \n", to: scratch.file("blank.txt"))
        let error = #expect(throws: CorpusError.self) {
            try Corpus.read([scratch.file("blank.txt")]) { _ in }
        }
        #expect(error?.kind == .empty)
        #expect(
            error?.description == "\(scratch.file("blank.txt")): no record could be read"
        )
    }

    @Test func aTextInAnotherEncodingSaysHowToConvertIt() throws {
        let scratch = try Scratch()
        try AtomicFile.write([0x63, 0x61, 0x66, 0xE9], to: scratch.file("latin.txt"))
        let error = #expect(throws: CorpusError.self) {
            try Corpus.read([scratch.file("latin.txt")]) { _ in }
        }
        #expect(
            error?.message.hasPrefix("no record could be read; rejected: 1 invalid-utf-8") == true
        )
        #expect(error?.message.contains("--encoding windows-1252") == true)
    }

    @Test func aFaultInOneFileLeavesTheOthers() throws {
        let scratch = try Scratch()
        let whole = try FileContents.read(fixture("novel.xml"))
        try AtomicFile.write(Array(whole.prefix(whole.count / 2)), to: scratch.file("cut.xml"))
        let paths = [scratch.file("cut.xml"), fixture("harbour.txt")]
        let (records, summary) = try Corpus.records(of: paths)
        #expect(records.suffix(3).map(\.source) == Array(repeating: paths[1], count: 3))
        #expect(summary.faults.map(\.source) == [paths[0]])
    }

    @Test func everyLineIsARecordARejectOrBlank() throws {
        let text = "a\n\nb\n"
        let bytes = Array(text.utf8) + [0xC0, 0x0A] + Array("c".utf8)
        let summary = read(bytes).summary
        #expect(summary.recordCount + summary.rejectCount + summary.blankLineCount == 5)
        #expect(summary.rejectCounts == [Reject.Reason.invalidUTF8: 1])
    }

    @Test func whatTheReceiverThrowsEndsTheReading() {
        struct Enough: Error {}
        #expect(throws: Enough.self) {
            try Corpus.read([fixture("harbour.txt")]) { _ in throw Enough() }
        }
    }
}

/// A directory of a test's own, removed when the test ends.
final class Scratch {
    let path: String

    init() throws {
        path = "/tmp/isthmus-corpora-\(UInt64.random(in: 0 ... .max))"
        try Directory.create(path)
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    deinit { try? Directory.remove(path) }

    @Test func bytesThatComeFromElsewhereAreReadAsAFileOfTheirName() throws {
        var chunks = ["text\nlow ti", "de\n", "high tide\n"][...]
        let reader = try CorpusReader(name: "reply.csv") {
            chunks.popFirst().map { Array($0.utf8) }
        }
        var items: [CorpusItem] = []
        while let item = try reader.next() { items.append(item) }
        #expect(reader.format == .csv)
        #expect(
            items == [
                .record(Record(text: "low tide", source: "reply.csv", line: 2)),
                .record(Record(text: "high tide", source: "reply.csv", line: 3)),
            ]
        )
    }
}
