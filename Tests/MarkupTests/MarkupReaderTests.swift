import Foundation
import Markup
import Testing

/// A document given to a reader in pieces of a size.
func reader(of document: [UInt8], pieces: Int = 1 << 16, isUTF8: Bool = false) -> MarkupReader {
    var rest = document[...]
    return MarkupReader(source: "test.xml", isUTF8: isUTF8) {
        guard !rest.isEmpty else { return nil }
        defer { rest = rest.dropFirst(pieces) }
        return Array(rest.prefix(pieces))
    }
}

func reader(of document: String, pieces: Int = 1 << 16) -> MarkupReader {
    reader(of: Array(document.utf8), pieces: pieces)
}

/// The events of a document as a text of one line each; adjacent texts are joined.
func trace(_ reader: MarkupReader) throws -> [String] {
    var lines: [String] = []
    while let event = try reader.next() {
        switch event {
        case .start:
            let attributes = reader.attributePairs.map { " \($0.name)='\($0.value)'" }.joined()
            lines.append("<\(reader.name)\(attributes)>")
        case .end: lines.append("</\(reader.name)>")
        case .text:
            if let last = lines.last, last.hasPrefix("\"") {
                lines[lines.count - 1] = last + reader.text
            } else {
                lines.append("\"" + reader.text)
            }
        }
    }
    return lines
}

struct MarkupReaderTests {
    @Test func eventsAreInTheOrderOfTheDocument() throws {
        let document = "<?xml version='1.0'?><!-- c --><a x='1' y='&lt;2'>b<c/>d<![CDATA[<e>]]></a>"
        #expect(
            try trace(reader(of: document)) == [
                "<a x='1' y='<2'>", "\"b", "<c>", "</c>", "\"d<e>", "</a>",
            ]
        )
    }

    @Test(arguments: [1, 2, 3, 7, 64, 5000])
    func piecesOfAnySizeMakeTheSameDocument(size: Int) throws {
        let line = "<p n='\u{E9}'>caf\u{E9} &amp; &#x1F642;<b>x</b>\n</p>\r\n"
        let document = "<a>" + String(repeating: line, count: 40) + "</a>"
        #expect(
            try trace(reader(of: document, pieces: size)) == trace(reader(of: document))
        )
    }

    @Test func referencesAreResolved() throws {
        let document = "<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x42;&#x1F642;</a>"
        #expect(try trace(reader(of: document)) == ["<a>", "\"<>&\"'AB\u{1F642}", "</a>"])
    }

    @Test func namesAndNamespacesAreApart() throws {
        let reader = reader(of: "<t:a xmlns:t='urn:x' xml:lang='en' t:b='1'/>")
        _ = try reader.next()
        #expect(reader.name == "a" && reader.namespace == "urn:x")
        #expect(reader.attribute("lang") == "en" && reader.attribute("b") == "1")
        #expect(reader.attribute("missing") == nil)
    }

    @Test func linesAndDepthAreThoseOfTheDocument() throws {
        let reader = reader(of: "<a>\n <b>\n\n  <c/>\n </b>\n</a>")
        var places: [String] = []
        while let event = try reader.next() {
            if event != .text { places.append("\(reader.name)\(reader.line).\(reader.depth)") }
        }
        #expect(places == ["a1.1", "b2.2", "c4.3", "c4.3", "b5.2", "a6.1"])
    }

    @Test func linesBeyondSixtyFiveThousandAreCounted() throws {
        let document = "<a>" + String(repeating: "\n", count: 70_000) + "<b/></a>"
        let reader = reader(of: document)
        while try reader.next() != nil, reader.name != "b" {}
        #expect(reader.line == 70_001)
    }

    @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian])
    func utf16IsReadByItsMark(encoding: String.Encoding) throws {
        let document = "<a>\u{0436}\u{0437} \u{1F642}</a>"
        let mark: [UInt8] = encoding == .utf16LittleEndian ? [0xFF, 0xFE] : [0xFE, 0xFF]
        let bytes = mark + Array(try #require(document.data(using: encoding)))
        for pieces in [1, 5, 1000] {
            #expect(
                try trace(reader(of: bytes, pieces: pieces))
                    == ["<a>", "\"\u{0436}\u{0437} \u{1F642}", "</a>"]
            )
        }
    }

    @Test func aDeclaredLegacyEncodingIsConverted() throws {
        let head = Array("<?xml version='1.0' encoding='windows-1251'?><a>".utf8)
        let document = head + [0xE6, 0xE7] + Array("</a>".utf8)
        #expect(try trace(reader(of: document)) == ["<a>", "\"\u{0436}\u{0437}", "</a>"])
    }

    @Test func anUTF8MarkIsNoText() throws {
        let document: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("<a>b</a>".utf8)
        #expect(try trace(reader(of: document)) == ["<a>", "\"b", "</a>"])
    }

    @Test func readersOnManyThreadsDoNotDisturbEachOther() async {
        await withTaskGroup(of: Bool.self) { group in
            for number in 0..<40 {
                group.addTask {
                    let isSound = number % 2 == 0
                    let body = String(repeating: "<b>t</b>", count: 500)
                    let document = "<a>" + body + (isSound ? "</a>" : "</wrong>")
                    let lines = try? trace(reader(of: document, pieces: 100))
                    return (lines != nil) == isSound
                }
            }
            for await isAsExpected in group { #expect(isAsExpected) }
        }
    }
}
