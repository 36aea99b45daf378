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

    @Test(
        arguments: [
            (
                "windows-1252",
                "\u{AB} Voil\u{E0} l'\u{E9}t\u{E9} \u{BB}, dit-elle \u{E0} c\u{F4}t\u{E9} du ch\u{EA}ne."
            ),
            (
                "ISO-8859-2",
                "Za\u{17C}\u{F3}\u{142}\u{107} g\u{119}\u{15B}l\u{105} ja\u{17A}\u{144}, rzek\u{142} i poszed\u{142}."
            ),
            (
                "windows-1250",
                "P\u{159}\u{ED}li\u{161} \u{17E}lu\u{165}ou\u{10D}k\u{FD} k\u{16F}\u{148} \u{FA}p\u{11B}l \u{10F}\u{E1}belsk\u{E9} \u{F3}dy."
            ),
            (
                "windows-1251",
                "\u{412} \u{43D}\u{430}\u{447}\u{430}\u{43B}\u{435} \u{431}\u{44B}\u{43B}\u{43E} \u{441}\u{43B}\u{43E}\u{432}\u{43E}."
            ),
            (
                "IBM866",
                "\u{412} \u{43D}\u{430}\u{447}\u{430}\u{43B}\u{435} \u{431}\u{44B}\u{43B}\u{43E} \u{441}\u{43B}\u{43E}\u{432}\u{43E}."
            ),
            (
                "windows-1253",
                "\u{395}\u{3BD} \u{3B1}\u{3C1}\u{3C7}\u{3AE} \u{3B7}\u{3BD} \u{3BF} \u{3BB}\u{3CC}\u{3B3}\u{3BF}\u{3C2}."
            ),
            (
                "windows-1257",
                "\u{100}b\u{113}m m\u{101}j\u{101}m ir \u{13C}oti augsti jumti un \u{161}auri logi."
            ),
            (
                "Shift_JIS",
                "\u{5409}\u{8F29}\u{306F}\u{732B}\u{3067}\u{3042}\u{308B}\u{3002}\u{540D}\u{524D}\u{306F}\u{307E}\u{3060}\u{7121}\u{3044}\u{3002}"
            ),
            (
                "EUC-KR",
                "\u{B098}\u{B294} \u{C624}\u{B298} \u{D559}\u{AD50}\u{C5D0} \u{AC04}\u{B2E4}. \u{BE44}\u{AC00} \u{C628}\u{B2E4}."
            ),
            (
                "GB18030",
                "\u{6211}\u{4EEC}\u{5728}\u{4E00}\u{8D77}\u{5B66}\u{4E60}\u{FF0C}\u{8FD9}\u{662F}\u{4E00}\u{4E2A}\u{5F88}\u{5927}\u{7684}\u{5730}\u{65B9}\u{3002}"
            ),
            (
                "Big5",
                "\u{6211}\u{5011}\u{5728}\u{4E00}\u{8D77}\u{5B78}\u{7FD2}\u{FF0C}\u{9019}\u{662F}\u{4E00}\u{500B}\u{5F88}\u{5927}\u{7684}\u{5730}\u{65B9}\u{3002}"
            ),
            ("UTF-16LE", "plain and long enough, with \u{2014} a dash"),
        ] as [(String, String)]
    )
    func theTextThatLooksLikeOneWins(_ name: String, _ text: String) throws {
        let bytes = try #require(encoded(text, as: name))
        let found = Charset.detect(bytes).charset
        #expect(String(decoding: try found.decode(bytes), as: UTF8.self) == text, "\(found)")
    }

    /// Encodes by looking each character up among the decoded forms of one and two bytes.
    private func encoded(_ text: String, as name: String) -> [UInt8]? {
        guard let charset = Charset(named: name) else { return nil }
        if name == "UTF-16LE" { return text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }
        var forms: [String: [UInt8]] = [:]
        for first in UInt8.min...UInt8.max {
            for second in UInt8(0x40)...0xFE where first >= 0x81 {
                add([first, second], charset, to: &forms)
            }
            add([first], charset, to: &forms)
        }
        let codes = text.unicodeScalars.map { forms[String($0)] }
        return codes.contains(nil) ? nil : codes.compactMap { $0 }.flatMap { $0 }
    }

    private func add(_ bytes: [UInt8], _ charset: Charset, to forms: inout [String: [UInt8]]) {
        guard let text = try? charset.decode(bytes) else { return }
        let string = String(decoding: text, as: UTF8.self)
        if string.unicodeScalars.count == 1 { forms[string] = bytes }
    }

    @Test func wrongBytesAreMarkedAndTheRestIsRead() throws {
        let decoder = CharsetDecoder(try #require(Charset(named: "Shift_JIS")))
        let text = decoder.decodeMarking([0x61, 0x85, 0x20, 0x62])
        #expect(text.bytes == [0x61, 0xFF, 0x20, 0x62])
        #expect(text.wrong.map(\.position) == [1] && text.wrong.map(\.source) == [1])
        #expect(decoder.decodeMarking([0x93], isLast: true).wrong.map(\.source) == [4])
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
