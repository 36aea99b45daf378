import Testing
import UnicodeText

struct CharsetEvidenceTests {
    /// Texts of letters that hold one or two of the bytes in question, at every place.
    private static let texts: [[UInt8]] = {
        let marks: [[UInt8]] = [[], [0x1B], Array("~".utf8), Array("~{".utf8), [0x80], [0xFF]]
        return (0..<20).flatMap { place in
            marks.flatMap { first in
                marks.map { second in
                    [UInt8](repeating: 0x61, count: place) + first + Array("bc".utf8) + second
                }
            }
        }
    }()

    @Test func theFirstTellingByteIsFoundAsByteAfterByte() {
        for text in Self.texts { #expect(CharsetEvidence.first(in: text) == Self.first(in: text)) }
    }

    /// The slow twin of `CharsetEvidence.first`.
    private static func first(in text: [UInt8]) -> Int? {
        text.indices.first { index in
            if text[index] == 0x1B || text[index] >= 0x80 { return true }
            guard text[index] == UInt8(ascii: "~") else { return false }
            return index + 1 == text.count || text[index + 1] == UInt8(ascii: "{")
                || text[index + 1] >= 0x80
        }
    }
}
