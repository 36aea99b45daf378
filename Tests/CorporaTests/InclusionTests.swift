import Corpora
import Testing

struct InclusionTests {
    @Test func anInclusionThatIsNotFollowedIsRejectedInItsPlace() {
        let text = """
            <book><para>One.</para>
            <xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='two.xml'/>
            <para>Three.</para></book>
            """
        let reading = read(text)
        #expect(reading.texts == ["One.", "Three."])
        #expect(reading.rejects.map(\.reason) == [.notIncluded] && reading.rejects[0].line == 2)
        #expect(reading.rejects[0].detail.contains("two.xml"))
    }

    @Test func elementsThatAreOnlyCalledIncludeAreNoInclusions() {
        #expect(read("<book><para>One.</para><include href='x'/></book>").rejects.isEmpty)
    }

    @Test func entitiesOfTheDocumentAreRead() {
        let text = "<!DOCTYPE book [<!ENTITY p '<para>Two &v;.</para>'><!ENTITY v '2'>]>"
        #expect(read(text + "<book><para>One.</para>&p;</book>").texts == ["One.", "Two 2."])
    }

    @Test func entitiesOfHTMLThatAFeedDoesNotDeclareAreReadAndTold() {
        let item = "<item><title>Caf&eacute;&nbsp;&mdash; &amp;</title></item>"
        let reading = read("<rss><channel>\(item)</channel></rss>")
        #expect(reading.texts.first?.hasPrefix("Caf\u{E9}") == true)
        #expect(reading.summary.notes.contains { $0.contains("3 entities of HTML") })
    }

    @Test func anUnknownRootElementIsToldWithItsPlace() {
        let fault = read("<?xml version='1.0'?>\n  <unknown>x</unknown>").fault
        #expect(fault?.line == 2 && fault?.column != nil)
    }
}

struct ClosedGapsTests {
    @Test(arguments: [
        "Seen (1, 2) and (see).", "Seen () and [, ].", "A , b ; c .", "x ( \u{2013} ) y",
        "(a [b] c)",
        "plain text", "f(x) = [1]", "(", ")", "", ".", " ", "[] [] a", "\u{E9} (\u{E9}) , x",
    ])
    func aTextWithoutGapsIsItselfWhenClosed(text: String) {
        let bytes = Array(text.utf8)
        #expect(ClosedGaps.hasGaps(bytes) || ClosedGaps.closing(bytes) == bytes)
    }

    @Test(arguments: 0..<400)
    func gapsAreClosedAsByteAfterByte(seed: UInt64) {
        let text = RandomText.bytes(seed: seed)
        #expect(ClosedGaps.closing(text) == Self.closing(text))
    }

    /// The slow twin of `ClosedGaps.closing`.
    private static func closing(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var opening: Int?
        for byte in text {
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: "["): opening = result.count
            case UInt8(ascii: ")"), UInt8(ascii: "]"):
                if let start = opening, !result[start...].contains(where: isOfWord) {
                    result.removeSubrange(start...)
                    opening = nil
                    continue
                }
                opening = nil
            case UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: ";"), 0x20:
                if result.last == 0x20 { result.removeLast() }
            default: break
            }
            result.append(byte)
        }
        return result
    }

    private static func isOfWord(_ byte: UInt8) -> Bool {
        byte >= 0x80 && byte != 0xE2 || "*%?+".utf8.contains(byte)
            || Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber
    }
}
