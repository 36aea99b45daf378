import Foundation
import Markup
import Testing

/// A document that is never whole in memory, read to its fault.
private func fault(_ chunks: some Sequence<String>) -> MarkupError? {
    var iterator = chunks.makeIterator()
    let reader = MarkupReader(source: "test.xml") { iterator.next().map { Array($0.utf8) } }
    return #expect(throws: MarkupError.self) { while try reader.next() != nil {} }
}

struct MarkupLimitTests {
    @Test func anElementWithManyAttributesIsRefusedWithItsPlace() {
        let attributes = stride(from: 0, to: 200_000, by: 1000).lazy.map { start in
            (start..<start + 1000).map { "a\($0)='' " }.joined()
        }
        let error = fault(["<a>\n<b "] + attributes + ["/></a>"])
        #expect(error?.kind == .excess && error?.line == 2)
        #expect(error?.message.contains("1,024 attributes") == true)
    }

    @Test(arguments: [1023, 1024])
    func attributesUpToTheLimitAreRead(count: Int) throws {
        let tag = "<a " + (0..<count).map { "a\($0)='\($0)' " }.joined() + "/>"
        for pieces in [100, 1 << 20] {
            let reader = reader(of: tag, pieces: pieces)
            #expect(try reader.next() == .start)
            #expect(reader.attributePairs.count == count)
            #expect(reader.attribute("a1000") == "1000")
        }
    }

    @Test func oneAttributeTooManyInOnePieceIsRefused() {
        let error = fault(["<a " + (0...1024).map { "a\($0)='' " }.joined() + "/>"])
        #expect(error?.kind == .excess)
    }

    @Test func openNamespacesAreBounded() {
        let declarations = (0..<10).map { "xmlns:n\($0)='u\($0)' " }.joined()
        let error = fault(repeatElement("<a \(declarations)>", count: 200))
        #expect(error?.message.contains("1,024 namespaces") == true)
    }

    @Test func anAttributeWithoutEndIsRefused() {
        let long = String(repeating: "x", count: 1 << 20)
        let error = fault(["<a>\n<b c='"] + repeatElement(long, count: 1000))
        #expect(error?.kind == .excess && error?.line == 2)
    }

    @Test func aCommentWithoutEndIsRefused() {
        let long = String(repeating: "x", count: 1 << 20)
        let error = fault(["<a><!-- "] + repeatElement(long, count: 1000))
        #expect(error?.kind == .excess)
    }

    @Test func elementsWithoutEndAreRefused() {
        let error = fault(repeatElement(String(repeating: "<a>\n", count: 1000), count: 10_000))
        #expect(error?.kind == .excess && error?.line == 257)
    }

    @Test func theOffsetOfAFaultCountsTheBytesOfTheDocument() {
        let error = fault(["<a>", String(repeating: "text ", count: 100_000), "</b>"])
        #expect((500_003...500_007).contains(error?.offset ?? 0))
    }

    @Test func bytesThatAreUTF8AreNotTakenForTheDeclaredEncoding() throws {
        let document = "<?xml version='1.0' encoding='windows-1251'?><a>caf\u{E9}</a>"
        var pieces = [Array(document.utf8)]
        let reader = MarkupReader(source: "x", isUTF8: true) { pieces.popLast() }
        #expect(try trace(reader) == ["<a>", "\"caf\u{E9}", "</a>"])
    }
}
