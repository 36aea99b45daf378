import Corpora
import DurableFiles
import Testing

/// Inputs that are built to take memory or time are refused, or left out, and what follows is read.
struct HostileTests {
    private static let mebibyte = String(repeating: "word ", count: 1 << 18)

    /// Reads parts of a text, which is never whole in memory.
    private func read(_ parts: [String], as name: String) throws -> Reading {
        var rest = parts[...]
        let reader = try CorpusReader(name: name) { rest.popFirst().map { Array($0.utf8) } }
        var reading = Reading()
        while let item = try reader.next() {
            switch item {
            case .record(let record): reading.records.append(record)
            case .reject(let reject): reading.rejects.append(reject)
            }
        }
        return reading
    }

    @Test(arguments: [
        ("<TEI><text><body><p>", "</p><p>One.</p></body></text></TEI>"),
        (
            "<rss><channel><item><title>",
            "</title></item><item><title>One.</title></item></channel></rss>"
        ),
        ("<book><para>", "</para><para>One.</para></book>"),
    ])
    func aTextWithoutEndIsARejectAndTheNextIsRead(start: String, end: String) throws {
        let long = repeatElement(Self.mebibyte, count: 50)
        let reading = try read([start] + long + [end], as: "long.xml")
        #expect(reading.texts == ["One."])
        #expect(reading.rejects.map(\.reason) == [.tooLong])
    }

    @Test func anArticleWithoutEndIsARejectAndTheNextIsRead() throws {
        let start = "<page><ns>0</ns><revision><text>"
        let end = "</text></revision></page>"
        let long = repeatElement(Self.mebibyte, count: 20)
        let reading = try read(
            ["<mediawiki>\n" + start] + long + [end + start + "One." + end + "</mediawiki>"],
            as: "long.xml"
        )
        #expect(reading.texts == ["One."])
        #expect(reading.rejects.map(\.reason) == [.tooLong] && reading.rejects.first?.line == 2)
    }

    @Test func aRowOfTooManyFieldsIsARejectAndTheNextIsRead() throws {
        let commas = repeatElement(String(repeating: ",", count: 1 << 16), count: 20)
        let reading = try read(["text\n"] + commas + ["\nOne.\n"], as: "wide.csv")
        #expect(reading.texts == ["One."])
        #expect(reading.rejects.map(\.reason) == [.tooLong])
        #expect(
            reading.rejects.first?.description.hasPrefix("wide.csv:2: the row has more") == true
        )
    }

    @Test func aPageOfTooManyTagsIsRefusedWithItsPlace() throws {
        let page = "<html>\n" + String(repeating: "<p>a", count: 1_000_000)
        let fault = CorporaTests.read(page, as: "page.html").fault
        #expect(fault?.kind == .refused && fault?.line == 2)
        #expect(fault?.message.contains("2,000,000 tags") == true)
    }

    @Test func aPageThatIsTooLargeIsRefusedWithItsPlace() {
        let part = [UInt8](repeating: 0x61, count: 1 << 20) + [0x0A]
        let page = Array("<html>".utf8) + repeatElement(part, count: 33).joined()
        let fault = CorporaTests.read(page, as: "page.html").fault
        #expect(fault?.kind == .refused)
        #expect((fault?.line ?? 0) > 30 && fault?.column != nil)
    }

    @Test func htmlInAFeedThatIsTooDeepIsAReject() {
        let deep = String(repeating: "&lt;div&gt;", count: 3000)
        let feed = """
            <rss><channel><item><title>One.</title><description>\(deep)</description></item>
            <item><title>Two.</title></item></channel></rss>
            """
        let reading = CorporaTests.read(feed)
        #expect(reading.texts == ["One.", "Two."])
        #expect(reading.rejects.map(\.reason) == [.malformedHTML])
    }

    @Test func aStructureOfTooManyLinesIsARejectAndTheNextIsRead() throws {
        let lines = repeatElement(String(repeating: "\n", count: 1 << 16), count: 9)
        let reading = try read(["x"] + lines + ["$$$$\n" + SDFTests.record("two")], as: "x.sdf")
        #expect(reading.texts == ["CC"])
        #expect(reading.rejects.map(\.reason) == [.tooLong])
    }

    @Test func aMoleculeWithoutEndIsAReject() {
        var preparation = MoleculePreparation()
        let chain = String(repeating: "C", count: 100_000)
        let items = preparation.items(for: Record(text: chain, source: "x.smi", line: 1))
        guard case .reject(let reject) = items.first else { return #expect(Bool(false)) }
        #expect(reject.reason == .invalidMolecule && reject.detail.contains("longer than"))
    }

    @Test func aBinaryFileOfOneLineIsRefusedAtItsFirstZero() throws {
        var count = 0
        let reader = try CorpusReader(name: "zeros") {
            count += 1
            return count > 10_000 ? nil : [UInt8](repeating: 0x61, count: 1 << 12) + [0]
        }
        let error = #expect(throws: CorpusError.self) { try reader.next() }
        #expect(error?.kind == .binary && error?.line == 1 && count < 200)
    }

    @Test func aWindowBeyondReasonIsToldFromDamage() {
        let frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0xA8, 0x01, 0x00, 0x00]
        let fault = CorporaTests.read(frame, as: "x.zst").fault
        #expect(fault?.kind == .compression)
        #expect(fault?.message.contains("too much memory") == true)
    }

    @Test(arguments: [
        ("<TEI>\n<text><p>Two", "2:13", "was cut short"),
        ("<?xml version='1.0'?>\n", "2:1", "no root element"),
    ])
    func aDocumentThatEndsTooEarlyIsToldFromOneThatGoesOn(
        document: String,
        place: String,
        reason: String
    ) {
        let fault = CorporaTests.read(document, as: "x.xml").fault
        #expect(
            fault?.description.hasPrefix("x.xml:\(place): ") == true,
            "\(String(describing: fault))"
        )
        #expect(fault?.message.contains(reason) == true)
    }

    @Test(arguments: [("a.xml", "\n<TEI><text/></TEI>", "2:5"), ("a.html", "<html></html>", "1:1")])
    func aDocumentWithoutTextIsToldOfWithThePlaceOfItsRoot(
        name: String,
        document: String,
        place: String
    ) throws {
        let scratch = try Scratch()
        try AtomicFile.write(document, to: scratch.file(name))
        let error = #expect(throws: CorpusError.self) {
            try Corpus.read([scratch.file(name)]) { _ in }
        }
        #expect(error?.description == "\(scratch.file(name)):\(place): no record could be read")
    }
}
