import Testing
import UnicodeText

@Suite struct UTF8ValidationTests {
    @Test(arguments: [
        "", "plain ascii of more than eight bytes", "é", "日本語 👩‍👩‍👧 \u{10FFFF}\u{D7FF}\u{E000}",
    ])
    func wellFormedTextHasNoInvalidByte(_ text: String) {
        #expect(UTF8Validation.firstInvalidOffset(in: Array(text.utf8)) == nil)
    }

    @Test(
        arguments: [
            [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0x80], [0xED, 0xA0, 0x80],
            [0xF0, 0x8F, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
            [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xE2, 0x28, 0xA1], [0xFF], [0xFE],
        ] as [[UInt8]]
    )
    func theFirstInvalidByteIsNamed(_ bytes: [UInt8]) {
        #expect(UTF8Validation.firstInvalidOffset(in: bytes) == 0)
        let text = Array("twelve é bytes".utf8)
        #expect(UTF8Validation.firstInvalidOffset(in: text + bytes + text) == text.count)
    }

    @Test func theStandardLibraryAgreesOnAllPairsOfBytes() {
        for first in UInt8.min...UInt8.max {
            for second in UInt8.min...UInt8.max {
                for tail in [[], [0x80], [0x80, 0x80]] as [[UInt8]] {
                    let bytes = [first, second] + tail
                    let isValid = String(validating: bytes, as: UTF8.self) != nil
                    #expect((UTF8Validation.firstInvalidOffset(in: bytes) == nil) == isValid)
                }
            }
        }
    }
}
