import Corpora
import Foundation
import Testing
import UnicodeText

struct EncodingTests {
    private static let czech = """
        P\u{159}\u{ED}li\u{161} \u{17E}lu\u{165}ou\u{10D}k\u{FD} k\u{16F}\u{148} \u{FA}p\u{11B}l \u{10F}\u{E1}belsk\u{E9} \u{F3}dy.
        Nech\u{165} ji\u{17E} h\u{159}\u{ED}\u{161}n\u{E9} saxofony \u{10F}\u{E1}bl\u{16F} rozezvu\u{10D}\u{ED} s\u{ED}\u{148}.
        """

    private func encoded(_ text: String, as encoding: String.Encoding) throws -> [UInt8] {
        Array(try #require(text.data(using: encoding)))
    }

    @Test(arguments: [
        String.Encoding.utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian, .utf32BigEndian,
    ])
    func wideTextsAreReadWithAMarkAndWithout(encoding: String.Encoding) throws {
        let lines = Self.czech.split(separator: "\n").map(String.init)
        for text in [Self.czech, "\u{FEFF}" + Self.czech] {
            let bytes = try encoded(text, as: encoding)
            for size in [7, 1 << 18] {
                #expect(read(bytes, as: "x.txt", chunkSize: size).texts == lines)
            }
        }
    }

    @Test func theEncodingThatTheUserNamesIsTaken() throws {
        let options = CorpusOptions(encoding: Charset(named: "windows-1250"))
        let reading = read(try encoded("p\u{159}\u{ED}\n", as: .windowsCP1250), options: options)
        #expect(reading.texts == ["p\u{159}\u{ED}"])
        #expect(reading.summary.notes.isEmpty)
    }

    @Test func anEncodingThatNobodyNamesIsDetectedAndTheUserIsTold() throws {
        for encoding in [String.Encoding.windowsCP1250, .isoLatin2] {
            let reading = read(try encoded(Self.czech, as: encoding), as: "x.txt")
            #expect(reading.texts.joined(separator: "\n") == Self.czech)
            #expect(reading.summary.notes.first?.contains("--encoding") == true)
        }
    }

    @Test(arguments: [
        "<?xml version='1.0' encoding='windows-1251'?><TEI><text><body><p>\u{436}</p></body></text></TEI>",
        "<?xml version='1.0' encoding='koi8-r'?><TEI><text><body><p>\u{436}</p></body></text></TEI>",
        "<html><head><meta charset=windows-1251></head><body><p>\u{436}</p></body></html>",
        "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=windows-1251\\n\"\n\nmsgid \"z\"\nmsgstr \"\u{436}\"\n",
    ])
    func theEncodingThatTheFileNamesIsTaken(document: String) throws {
        let isKOI = document.contains("koi8")
        let bytes = document.unicodeScalars.map {
            $0 == "\u{436}" ? isKOI ? 0xD6 : 0xE6 : UInt8($0.value)
        }
        #expect(read(bytes).texts == ["\u{436}"])
    }

    @Test func halfAnEscapeSequenceLeavesATextInASCIIAsItIs() {
        let text = ["An escape character: \u{1B}", "A bracket as of HZ: ~{x}"]
        let reading = read(text.joined(separator: "\n"), as: "x.txt")
        #expect(reading.texts == text && reading.summary.notes.isEmpty)
    }

    @Test func aPageOfUTF8IsReadAsSuchWhateverItSaysAndXMLIsNot() {
        let word = String(repeating: "\u{436}", count: 16)
        let page = "<html><head><meta charset=gb2312></head><body><p>\(word)</p></body></html>"
        let reading = read(page)
        #expect(reading.texts == [word])
        #expect(reading.summary.notes.first?.contains("'gb2312', but is UTF-8") == true)
        let header = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=CP1251\\n\"\n"
        let catalogue = read("\(header)\nmsgid \"a\"\nmsgstr \"\(word)\"\n")
        #expect(catalogue.texts == [word])
        #expect(catalogue.summary.notes.first?.contains("the catalogue says") == true)
        let document =
            "<?xml version='1.0' encoding='koi8-r'?>"
            + "<TEI><text><body><p>\(word)</p></body></text></TEI>"
        #expect(read(document).texts.first.map { $0 != word } == true)
    }

    @Test func sixteenBitsWithoutAMarkAreTakenWhereTheDocumentSaysSo() throws {
        let text =
            "<?xml version='1.0' encoding='UTF-16'?><TEI><text><body><p>\u{436}</p></body></text></TEI>"
        for encoding in [String.Encoding.utf16LittleEndian, .utf16BigEndian] {
            #expect(read(try encoded(text, as: encoding)).texts == ["\u{436}"])
        }
    }

    @Test func wrongBytesOfAnotherEncodingRejectTheirRecordWithTheirOffset() {
        let options = CorpusOptions(encoding: Charset(named: "Shift_JIS"))
        let reading = read(
            Array("ab\ncd".utf8) + [0x85, 0x20] + Array("\nef\n".utf8),
            options: options
        )
        #expect(reading.texts == ["ab", "ef"])
        #expect(
            reading.rejects.first?.detail.hasPrefix("invalid Shift_JIS at byte offset 5") == true
        )
    }

    @Test func wrongBytesOfADocumentAreAFaultWithTheirOffset() {
        let head = Array("<?xml version='1.0' encoding='shift_jis'?><TEI><text><body><p>".utf8)
        let reading = read(head + [0x85, 0x20] + Array("</p></body></text></TEI>".utf8))
        #expect(reading.fault?.kind == .malformed)
        #expect(reading.fault?.message.contains("at byte offset \(head.count)") == true)
    }

    @Test func aFewWrongBytesDoNotMakeAnotherEncoding() {
        let line = Array("caf\u{E9} cr\u{E8}me\n".utf8)
        let reading = read(line + line + [0xFF, 0x0A, 0xFE, 0x0A] + line + line)
        #expect(reading.texts.count == 4 && reading.rejects.map(\.line) == [3, 4])
    }

    @Test func twoLettersBeyondASCIIAreEnoughWhereNothingIsUTF8() {
        let text = Array("The caf".utf8) + [0xE9] + Array(" served a cr".utf8) + [0xE8]
        let reading = read(text + Array("me of the house.\n".utf8))
        #expect(reading.texts == ["The caf\u{E9} served a cr\u{E8}me of the house."])
        #expect(reading.summary.notes.contains { $0.contains("taken for") })
    }

    @Test func strayBytesOutsideWordsAreNoOtherEncoding() {
        let reading = read(Array("One.\n".utf8) + [0xFF, 0x0A, 0xFE, 0x0A] + Array("Two.\n".utf8))
        #expect(reading.texts == ["One.", "Two."] && reading.rejects.count == 2)
    }

    @Test func anEncodingThatIsNotKnownIsAFault() {
        let reading = read("<?xml version='1.0' encoding='klingon-8'?><TEI/>", as: "x.xml")
        #expect(
            reading.fault?.description.hasPrefix("x.xml:1: the file says that it is in 'klingon-8'")
                == true
        )
    }

    @Test(arguments: ["UTF-16", "utf-32", "ISO-10646-UCS-2"])
    func whatCouldBeReadUpToItsDeclarationIsNotInSixteenBits(name: String) {
        let document =
            "<?xml version='1.0' encoding='\(name)'?><TEI><text><body><p>\u{436} a</p></body></text></TEI>"
        #expect(read(document).texts == ["\u{436} a"])
    }

    @Test func latin1HasTheMarksOfWindows1252WhereItHasControls() {
        let start = "<?xml version='1.0' encoding='ISO-8859-1'?><TEI><text><body><p>"
        let bytes = Array(start.utf8) + [0x93, 0xE9, 0x94] + Array("</p></body></text></TEI>".utf8)
        #expect(read(bytes).texts == ["\u{201C}\u{E9}\u{201D}"])
    }

    @Test func aPageThatIsNotInTheUTF8ThatItDeclaresIsDetected() throws {
        let text =
            "\u{412}\u{441}\u{435} \u{441}\u{447}\u{430}\u{441}\u{442}\u{43B}\u{438}\u{432}\u{44B}\u{435} "
            + "\u{441}\u{435}\u{43C}\u{44C}\u{438} \u{43F}\u{43E}\u{445}\u{43E}\u{436}\u{438}"
        let page = "<html><head><meta charset='utf-8'></head><body><p>\(text)</p></body></html>"
        let reading = read(try encoded(page, as: .windowsCP1251), as: "x.html")
        #expect(reading.texts == [text])
        #expect(reading.summary.notes.first?.contains("but is not; the text was taken for") == true)
    }

    @Test func wrongBytesOfAPageAreToldWithTheirPlace() {
        let start = Array("<html><body>\n<p>Caf\u{E9}s and b".utf8)
        let reading = read(start + [0xE4] + Array("ckers</p></body></html>".utf8), as: "x.html")
        #expect(reading.texts == ["Caf\u{E9}s and b\u{FFFD}ckers"])
        #expect(reading.summary.notes.first?.contains("1 byte is wrong, the first at 2:16") == true)
    }
}
