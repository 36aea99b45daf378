import Corpora
import Foundation
import Testing
import UnicodeText

/// Encodings that nothing states, in files whose first bytes beyond ASCII come late.
struct EncodingDetectionTests {
    /// More lines in ASCII than any sample has.
    private static let lineCount = 12_000
    private static let plain = (0..<lineCount).map { "line \($0) of the harbour book" }
    private static let start = Array((plain.joined(separator: "\n") + "\n").utf8)

    private static let czech = [
        "P\u{159}\u{ED}li\u{161} \u{17E}lu\u{165}ou\u{10D}k\u{FD} k\u{16F}\u{148} \u{FA}p\u{11B}l \u{10F}\u{E1}belsk\u{E9} \u{F3}dy.",
        "Nech\u{165} ji\u{17E} h\u{159}\u{ED}\u{161}n\u{E9} saxofony \u{10F}\u{E1}bl\u{16F} rozezvu\u{10D}\u{ED} s\u{ED}\u{148}.",
    ]
    private static let japanese = [
        "\u{5409}\u{8F29}\u{306F}\u{732B}\u{3067}\u{3042}\u{308B}\u{3002}",
        "\u{540D}\u{524D}\u{306F}\u{307E}\u{3060}\u{7121}\u{3044}\u{3002}",
    ]

    private func encoded(_ lines: [String], as encoding: String.Encoding) throws -> [UInt8] {
        Array(try #require((lines.joined(separator: "\n") + "\n").data(using: encoding)))
    }

    @Test(arguments: [
        (czech, String.Encoding.windowsCP1250), (czech, .isoLatin2), (czech, .utf8),
        (japanese, .shiftJIS), (japanese, .iso2022JP), (japanese, .utf8),
    ])
    func theFirstBytesBeyondASCIITellTheEncodingHoweverLateTheyCome(
        lines: [String],
        encoding: String.Encoding
    ) throws {
        let bytes = Self.start + (try encoded(lines, as: encoding))
        for size in [4099, 1 << 18, bytes.count] {
            let reading = read(bytes, as: "x.txt", chunkSize: size)
            #expect(reading.texts == Self.plain + lines)
            #expect(reading.lines.last == Self.lineCount + lines.count)
            #expect(reading.summary.notes.count == (encoding == .utf8 ? 0 : 1))
        }
    }

    @Test func theRecordsDoNotDependOnHowTheBytesArrive() throws {
        let lines = Self.plain.prefix(300) + Self.czech
        let bytes = try encoded(Array(lines), as: .isoLatin2)
        let whole = read(bytes)
        for size in [1, 2, 7, 509] {
            let reading = read(bytes, chunkSize: size)
            #expect(reading.records == whole.records)
            #expect(reading.summary.notes == whole.summary.notes)
        }
    }

    @Test func aLineWithoutEndIsLookedAtWhereItIsNotASCII() {
        let start = Array(String(repeating: "plain ", count: 100_000).utf8)
        let reading = read(start + Array("caf".utf8) + [0xE9] + Array(" cr".utf8) + [0xE8, 0x0A])
        #expect(reading.rejects.map { "\($0)" }.joined().suffix(300) == "" && reading.fault == nil)
        #expect(reading.texts.first?.hasSuffix("plain caf\u{E9} cr\u{E8}") == true)
    }

    @Test func whatDecidesNothingAloneDecidesTogetherWithTheNext() {
        let word = Array("caf".utf8) + [0xE9, 0x0A]
        let reading = read(word + Self.start + word + Self.start + word)
        #expect(reading.rejects.map(\.line) == [1])
        #expect(reading.texts.filter { $0 == "caf\u{E9}" }.count == 2)
        #expect(reading.texts.count == 2 * Self.lineCount + 2)
        #expect(reading.summary.notes.first?.contains("taken for") == true)
    }

    @Test func wrongBytesAfterTheDecisionAreToldByTheirOffsetInTheFile() throws {
        let text = try encoded(Self.japanese + Self.japanese + ["a"], as: .shiftJIS)
        let reading = read(Self.start + text + [0x85, 0x20, 0x0A])
        let offset = Self.start.count + text.count
        #expect(reading.rejects.count == 1)
        #expect(
            reading.rejects.first?.detail.hasPrefix("invalid Shift_JIS at byte offset \(offset)")
                == true
        )
    }

    @Test func recordsBeforeACutAreReadWhateverTheEncoding() throws {
        struct Torn: Error {}
        var parts = [Self.start, try encoded(Self.czech, as: .windowsCP1250)]
        let reader = try CorpusReader(name: "x.txt") {
            guard !parts.isEmpty else { throw Torn() }
            return parts.removeFirst()
        }
        var count = 0
        #expect(throws: Torn.self) { while try reader.next() != nil { count += 1 } }
        #expect(count == Self.lineCount + Self.czech.count)
    }

    @Test func aTextInHZIsKnownByWhatItsSequencesEnclose() {
        let line = "In Chinese: ~{NRCGTZR;FpQ'O0#,UbJGR;8v:\\4s5D5X7=!#~}Bye."
        let chinese =
            "\u{6211}\u{4EEC}\u{5728}\u{4E00}\u{8D77}\u{5B66}\u{4E60}\u{FF0C}\u{8FD9}\u{662F}\u{4E00}\u{4E2A}\u{5F88}\u{5927}\u{7684}\u{5730}\u{65B9}\u{3002}"
        let text = "In Chinese: \(chinese)Bye."
        #expect(read(line + "\n").texts == [text])
        #expect(read(Self.start + Array(line.utf8)).texts.last == text)
        let code = ["~{a, b~}", "use ~{x} and ~}", "\u{1B}[1mbold\u{1B}[0m ~"]
        #expect(read(code.joined(separator: "\n")).texts == code)
    }

    @Test func aPageInsideAnObjectSaysNothingOfTheFile() {
        let page = "<html><head><meta charset=gb2312></head><body>\u{436}</body></html>"
        let options = CorpusOptions(selection: "page")
        let reading = read("{\"page\": \"\(page)\"}\n", as: "x.jsonl", options: options)
        #expect(reading.texts == [page] && reading.summary.notes.isEmpty)
    }

    @Test func aPageIsReadAsUTF8WhereverItsFirstLettersBeyondASCIIAre() {
        let word = String(repeating: "\u{436}", count: 16)
        let script = "<script>" + String(repeating: "x = 1; ", count: 60_000) + "</script>"
        let page =
            "<html><head><meta charset=gb2312>\(script)</head><body><p>\(word)</p></body></html>"
        #expect(read(page).texts == [word])
    }

    @Test func aZeroInAPlainTextDoesNotMakeItChinese() {
        let reading = read("One line.\nTwo \u{0} line.\nThree line.\n", as: "x.txt")
        #expect(reading.fault?.kind == .binary && reading.fault?.line == 2)
        #expect(reading.texts == ["One line."])
    }

    @Test(arguments: [
        japanese, czech, ["plain"],
        ["\u{41F}\u{440}\u{438}\u{432}\u{435}\u{442}, \u{43C}\u{438}\u{440}."],
    ])
    func sixteenBitsWithoutAMarkAreReadInEveryScript(lines: [String]) throws {
        for encoding in [String.Encoding.utf16LittleEndian, .utf16BigEndian] {
            #expect(read(try encoded(lines, as: encoding), as: "x.txt").texts == lines)
        }
    }
}
