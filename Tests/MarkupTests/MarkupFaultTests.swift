import Foundation
import Markup
import Testing

struct MarkupFaultTests {
    private func fault(_ document: String, pieces: Int = 1 << 16) -> MarkupError? {
        #expect(throws: MarkupError.self) { try trace(reader(of: document, pieces: pieces)) }
    }

    @Test func aMismatchedTagIsShownWithACaret() {
        let error = fault("<a>\n  <b>text</c>\n</a>")
        #expect(
            error?.description == """
                test.xml:2:14: Opening and ending tag mismatch: b line 2 and c
                  <b>text</c>
                             ^
                """
        )
    }

    @Test func eventsBeforeAFaultAreDelivered() throws {
        let reader = reader(of: "<a><b>one</b><b>two</b><b>thr")
        var texts: [String] = []
        #expect(throws: MarkupError.self) {
            while let event = try reader.next() { if event == .text { texts.append(reader.text) } }
        }
        #expect(texts.prefix(2) == ["one", "two"])
        #expect(throws: MarkupError.self) { try reader.next() }
    }

    @Test(arguments: ["", "   ", "text", "<a>", "<a", "<a></a><b/>", "<a>&#0;</a>", "<a b=1/>"])
    func whatIsNoDocumentIsAFault(document: String) {
        #expect(fault(document)?.kind == .malformed)
    }

    @Test func anUndeclaredEntityIsAFault() {
        #expect(fault("<a>x &nbsp; y</a>")?.message.contains("nbsp") == true)
    }

    @Test func wrongBytesAreAFault() {
        let document = Array("<a>caf".utf8) + [0xE9] + Array("</a>".utf8)
        let error = #expect(throws: MarkupError.self) { try trace(reader(of: document)) }
        #expect(error?.kind == .malformed && error?.line == 1)
    }

    @Test(arguments: [
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1/x.dtd'> %p;]><a>t</a>",
        "<!DOCTYPE a SYSTEM 'a.dtd' [<!ATTLIST a b CDATA 'c'>]><a/>",
        "<!DOCTYPE a [<!ENTITY % p 'x'> %p;]><a>t</a>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'b.xml'><!ENTITY y 'see &x;'>]><a>&y;</a>",
    ])
    func declarationsThatLeadOutOfTheDocumentAreRefused(document: String) {
        for pieces in [1, 9, 1000] {
            let error = fault(document, pieces: pieces)
            #expect(error?.kind == .declarations)
            #expect(error?.message.contains("refused") == true)
        }
    }

    @Test func anExternalDocumentTypeIsNotLoaded() throws {
        let document = "<!DOCTYPE a PUBLIC '-//X' 'file:///no/such.dtd'><a>t&nbsp;u &own; v</a>"
        #expect(try trace(reader(of: document)) == ["<a>", "\"t\u{A0}u &own; v", "</a>"])
    }

    @Test func nestingIsBounded() {
        let document = String(repeating: "<a>", count: 100_000)
        #expect(fault(document)?.message.contains("depth") == true)
    }

    @Test func theNumberOfNamesIsBounded() {
        let document = "<a>" + (0..<110_000).map { "<b\($0)/>" }.joined() + "</a>"
        #expect(fault(document)?.message.contains("100,000 names") == true)
    }

    @Test func whatTheSourceThrowsComesAfterItsEvents() throws {
        struct Torn: Error {}
        var pieces = [Array("<a>text<b/>".utf8)]
        let reader = MarkupReader(source: "x") {
            guard !pieces.isEmpty else { throw Torn() }
            return pieces.removeFirst()
        }
        #expect(try reader.next() == .start)
        #expect(try reader.next() == .text)
        #expect(try reader.next() == .start)
        #expect(try reader.next() == .end)
        #expect(throws: Torn.self) { try reader.next() }
        #expect(throws: Torn.self) { try reader.next() }
    }
}
