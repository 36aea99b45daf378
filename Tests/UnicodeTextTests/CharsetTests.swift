import Testing
import UnicodeText

@Suite struct CharsetTests {
    @Test func namesAreCanonical() {
        #expect(Charset(named: "latin1")?.name == "ISO-8859-1")
        #expect(Charset(named: "utf8") == .utf8)
        #expect(Charset(named: "sjis")?.name == "Shift_JIS")
        #expect(Charset(named: "klingon-8") == nil)
        #expect(Charset(named: "") == nil)
    }

    @Test(
        arguments: [
            ("ISO-8859-1", [0x63, 0x61, 0x66, 0xE9], "café"),
            ("windows-1252", [0x93, 0x80, 0x94], "“€”"),
            ("KOI8-R", [0xF0, 0xD2, 0xC9, 0xD7, 0xC5, 0xD4], "Привет"),
            ("Shift_JIS", [0x93, 0xFA, 0x96, 0x7B], "日本"),
            ("GB18030", [0xD6, 0xD0, 0x94, 0x39, 0xFC, 0x36], "中😀"),
            ("UTF-16LE", [0xFF, 0xFE, 0x3D, 0xD8, 0x00, 0xDE], "😀"),
            ("UTF-16BE", [0xD8, 0x3D, 0xDE, 0x00, 0x00, 0x41], "😀A"),
        ] as [(String, [UInt8], String)]
    )
    func bytesBecomeText(_ name: String, _ bytes: [UInt8], _ text: String) throws {
        let charset = try #require(Charset(named: name))
        #expect(String(decoding: try charset.decode(bytes), as: UTF8.self) == text)
        let decoder = CharsetDecoder(charset)
        var pieces: [UInt8] = []
        for byte in bytes { pieces += try decoder.decode([byte]) }
        pieces += try decoder.decode([], isLast: true)
        #expect(String(decoding: pieces, as: UTF8.self) == text)
    }

    @Test(arguments: ["ISO-8859-16", "ISO-8859-10", "UTF-7", "ibm-37", "HZ", "ISO-2022-JP"])
    func aCharsetThatIsNamedCanBeDecoded(_ name: String) throws {
        guard let charset = Charset(named: name) else { return }
        #expect(try charset.decode([]) == [])
    }

    @Test func wrongBytesAreNamed() throws {
        let japanese = try #require(Charset(named: "Shift_JIS"))
        let error = #expect(throws: CharsetError.self) {
            try japanese.decode(Array("abc".utf8) + [0x93, 0xFA, 0x85, 0x00, 0x41])
        }
        #expect(error?.offset == 5)
        #expect(
            error?.description
                == "invalid Shift_JIS at byte 5: name the charset the text is in, or repair it"
        )
        let cut = #expect(throws: CharsetError.self) {
            try Charset.utf8.decode(Array("abc".utf8) + [0xE2, 0x82])
        }
        #expect(cut?.offset == 3)
    }

    @Test func theOffsetCountsFromTheFirstPiece() throws {
        let decoder = CharsetDecoder(.utf8)
        _ = try decoder.decode(Array("0123456789".utf8))
        let error = #expect(throws: CharsetError.self) { try decoder.decode([0x41, 0xFF]) }
        #expect(error?.offset == 11)
    }

    @Test func aMarkDecides() {
        #expect(Charset.detect([0xFF, 0xFE, 0x41, 0x00]).charset.name == "UTF-16LE")
        #expect(Charset.detect([0xEF, 0xBB, 0xBF, 0x41]).charset == .utf8)
        #expect(Charset.detect([0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0]).charset.name == "UTF-32LE")
    }

    @Test func textIsKnownByItsBytes() throws {
        #expect(Charset.detect(Array("Voilà une phrase.".utf8)).charset == .utf8)
        let japanese: [UInt8] = [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x4B, 0x5C, 0x1B, 0x28, 0x42]
        #expect(Charset.detect(japanese + japanese).charset.name == "ISO-2022-JP")
        let russian = Array(repeating: "Быстрая лиса прыгает через ленивую собаку. ", count: 5)
        let koi: [UInt8] = russian.joined().unicodeScalars.map { koi8($0) }
        #expect(Charset.detect(koi).charset.name == "KOI8-R")
    }

    /// A Cyrillic letter in KOI8-R, in whose upper half they follow the Latin alphabet.
    private func koi8(_ scalar: Unicode.Scalar) -> UInt8 {
        let order = Array("юабцдефгхийклмнопярстужвьызшэщчъ".unicodeScalars)
        if let index = order.firstIndex(of: scalar) { return UInt8(0xC0 + index) }
        let capital = String(scalar).lowercased().unicodeScalars.first ?? scalar
        if let index = order.firstIndex(of: capital) { return UInt8(0xE0 + index) }
        return UInt8(truncatingIfNeeded: scalar.value)
    }
}
