import Foundation
import Markup
import Testing

struct MarkupEntityTests {
    private func document(_ declarations: String, _ contents: String) -> String {
        "<!DOCTYPE a [\(declarations)]><a>\(contents)</a>"
    }

    private func fault(_ document: String) -> MarkupError? {
        #expect(throws: MarkupError.self) { try trace(reader(of: document)) }
    }

    /// The document's events as text, which do not depend on how it is cut into pieces.
    private func read(_ document: String) throws -> String {
        let whole = try trace(reader(of: document))
        for pieces in [1, 7] { #expect(try trace(reader(of: document, pieces: pieces)) == whole) }
        return whole.map { $0.hasPrefix("\"") ? String($0.dropFirst()) : $0 }.joined()
    }

    @Test(arguments: [
        ("<!ENTITY x 'ha'><!ENTITY y '&x;&x;!'>", "&y; &x;", "<a>haha! ha</a>"),
        ("<!ENTITY v '1.0'>", "version &v; \u{E9}", "<a>version 1.0 \u{E9}</a>"),
        ("<!ENTITY e '\u{E9}&#233;&#38;#60;'>", "&e;", "<a>\u{E9}\u{E9}<</a>"),
        ("<!ENTITY b '<b>bold</b>'>", "&b;&b;", "<a><b>bold</b><b>bold</b></a>"),
        ("<!ENTITY x 'x'><!ENTITY b '<b>&x;</b>'>", "&b;", "<a><b>x</b></a>"),
        ("<!ENTITY x 'one'><!ENTITY x 'two'>", "&x;", "<a>one</a>"),
        ("<!ENTITY n 'A &amp; B'>", "&n;", "<a>A & B</a>"),
        ("<!ELEMENT a (b)*><!ATTLIST a b CDATA #IMPLIED><!-- x -->", "t", "<a>t</a>"),
        ("<!NOTATION g SYSTEM 'g'><!ENTITY p SYSTEM 'p.gif' NDATA g>", "t", "<a>t</a>"),
        ("", "t", "<a>t</a>"),
    ])
    func entitiesOfTheDocumentAreRead(declarations: String, contents: String, events: String) throws
    {
        #expect(try read(document(declarations, contents)) == events)
    }

    @Test(arguments: [
        ("&v;-\u{E9}", "1.0\u{E9}-\u{E9}"), ("a &amp; b", "a & b"), ("&lt;&#38;", "<&"),
        ("?a=1&amp;b=2", "?a=1&b=2"), ("&amp;v;", "&v;"),
    ])
    func referencesInValuesAreResolved(written: String, value: String) throws {
        let text = "<!DOCTYPE a [<!ENTITY v '1.0\u{E9}'>]><a b='\(written)'/>"
        let reader = reader(of: text)
        #expect(try reader.next() == .start)
        #expect(reader.attribute("b") == value)
    }

    @Test func anExpansionWithoutBoundIsRefusedAtItsReference() {
        let names = (1...9).map { level in
            let inner = String(repeating: "&e\(level - 1);", count: 10)
            return "<!ENTITY e\(level) '\(inner)'>"
        }
        let error = fault(document("<!ENTITY e0 'ha'>" + names.joined(), "\n&e9;"))
        #expect(error?.kind == .excess && error?.line == 2)
        #expect(error?.message.contains("1,000,000") == true)
    }

    @Test(arguments: ["x", "<b>x</b>"])
    func manyReferencesAreRefused(contents: String) {
        let long = String(repeating: contents, count: 3000)
        let references = String(repeating: "&e;", count: 3000)
        #expect(fault(document("<!ENTITY e '\(long)'>", references))?.kind == .excess)
    }

    @Test func smallEntitiesThatAreParsedCountWithTheirCost() {
        let references = String(repeating: "&e;", count: 100_000)
        #expect(fault(document("<!ENTITY e '<b/>'>", references))?.kind == .excess)
    }

    @Test(arguments: ["<!ENTITY x '&x;'>", "<!ENTITY x '&y;'><!ENTITY y '<b>&x;</b>'>"])
    func anEntityThatContainsItselfIsRefused(declarations: String) {
        let error = fault(document(declarations, "&x;"))
        #expect(error?.kind == .excess && error?.message.contains("itself") == true)
    }

    @Test func aFaultInsideAnEntityIsAtTheReference() {
        let error = fault(document("<!ENTITY x '<b>\n\n</c>'>", "\n\n\n&x;"))
        #expect(error?.kind == .malformed && error?.line == 6)
    }

    @Test func aFileIsNotReadAndItsReferenceIsNamed() {
        let error = fault(document("<!ENTITY secret SYSTEM '/etc/passwd'>", "\n&secret;"))
        #expect(error?.kind == .declarations && error?.line == 2)
        #expect(error?.message.contains("'secret'") == true)
    }

    @Test func declarationsAreBounded() {
        let long = (0..<5000).map { "<!ENTITY e\($0) 'text of it'>" }.joined()
        #expect(fault(document(long, "t"))?.message.contains("65,536") == true)
        let one = "<!ENTITY e '\(String(repeating: "x", count: 500_000))'>"
        #expect(fault(document(one, "t"))?.kind == .excess)
    }

    @Test func entitiesOfHTMLAreReadWhereThatIsAskedFor() throws {
        var pieces = [Array("<a b='x&eacute;'>1&nbsp;2 &mdash;&nbsp;&lt;</a>".utf8)]
        let reader = MarkupReader(source: "x", resolvesHTMLEntities: true) { pieces.popLast() }
        #expect(try reader.next() == .start)
        #expect(reader.attribute("b") == "x\u{E9}")
        #expect(try reader.next() == .text)
        #expect(reader.text == "1\u{A0}2 \u{2014}\u{A0}<")
        #expect(try reader.next() == .end)
        #expect(reader.undeclaredEntityCount == 3)
    }
}
